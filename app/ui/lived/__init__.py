"""Parts of the page of lived expertise."""
