"""Papers that belong to no room of their own: cards, forms to fill in, minutes, flyers, sheets for the team."""
