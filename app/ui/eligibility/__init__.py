"""Parts of the page of conditions."""
