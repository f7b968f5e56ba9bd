"""The history as people read it: who did what, what changed since a day, and putting things back."""
