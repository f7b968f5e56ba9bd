"""The calendar for the wall: from each deadline back to the tasks of a week and who does them."""
