"""Set-up of a programme: its two years as a timeline, its pots of money, its team, hours against the estimate."""
