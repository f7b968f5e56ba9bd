"""Parts of the page of the wall calendar."""
