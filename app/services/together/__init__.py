"""Beginning together: whether the team has met, its calendar of meetings, its agreement, what it has learned."""
