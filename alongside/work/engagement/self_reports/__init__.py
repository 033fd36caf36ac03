"""A school says what it needs, is told who will see it and what follows, and is answered."""
