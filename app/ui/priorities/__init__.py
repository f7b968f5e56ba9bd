"""The views of the priorities page."""
