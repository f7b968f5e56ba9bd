"""Carrying a project out: the plan at a glance, its money, its measures, its changes, and looking back."""
