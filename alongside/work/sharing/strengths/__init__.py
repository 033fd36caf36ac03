"""What each school is good at, by whose word, how old, and who saw it."""
