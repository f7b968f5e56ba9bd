"""What falls due, and the list of it for the wall."""
