"""Use cases: what a person does, in the terms of the records."""
