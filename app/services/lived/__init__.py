"""Lived expertise: who lives here, whom the team knows in each group, and which seats bring which perspective."""
