"""Views of the page of a project that is carried out."""
