"""An academy's concern is referred to its trust and to the regional director, chased, and answered."""
