"""Parts of the page of the application form."""
