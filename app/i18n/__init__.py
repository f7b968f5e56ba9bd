"""The only room that touches gettext and Babel; it renders messages."""
