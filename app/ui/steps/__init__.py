"""Parts of the page of one step: what it reads, and the tools that it leads to."""
