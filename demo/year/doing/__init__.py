"""Carries out what `demo.year.plans` decided, through the actions of the packages, each on its day."""
