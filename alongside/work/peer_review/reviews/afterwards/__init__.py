"""After the report: the workshop, what the school chose to do, what it found when it looked again."""
