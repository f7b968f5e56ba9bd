"""One module per page; no page imports another."""
