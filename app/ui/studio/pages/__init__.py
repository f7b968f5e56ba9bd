"""The real pages beside the text: gathered pictures, drawn pages, and the column that shows them."""
