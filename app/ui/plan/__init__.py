"""Parts of the page of the plan: the timeline, its set-up, the team."""
