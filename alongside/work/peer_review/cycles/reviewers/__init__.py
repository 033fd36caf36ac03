"""Who reviews: recruited, trained for a time, with interests declared, days away and a limit of their own."""
