"""What the school says of a report, and what its author answers. Everything that was said stays."""
