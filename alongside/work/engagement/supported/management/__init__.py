"""Commands of the round of questions."""
