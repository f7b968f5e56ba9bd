"""The parts of the questionnaire page: writing the questions, typing sheets in, reading the results."""
