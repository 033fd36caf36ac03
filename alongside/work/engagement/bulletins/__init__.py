"""What the partnership writes to many schools at once, whom it reached, and what came back."""
