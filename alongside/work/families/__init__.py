"""Families of schools and other networks: who belongs, since when, for what; what they agreed."""
