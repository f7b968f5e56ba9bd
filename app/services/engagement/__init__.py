"""Engagement rounds seen whole: what was planned, what was held, who was heard, and what residents were told."""
