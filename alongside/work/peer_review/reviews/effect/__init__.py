"""What a cycle of reviews did, over all its schools, in numbers that say nothing of any one of them."""
