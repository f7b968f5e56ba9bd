"""Parts of the page on which a team begins together."""
