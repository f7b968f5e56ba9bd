"""Parts of the page of the seed project; each shows one view of it and says what was pressed."""
