"""The parts of the Roadmap's page: topics at a glance, statements as cards, people's words, who was heard."""
