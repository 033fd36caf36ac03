"""*You said, we did*: points that heads and chairs raise, and what was done about them."""
