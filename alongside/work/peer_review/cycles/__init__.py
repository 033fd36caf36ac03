"""Cycles of peer review: models, schools that join, reviewers and their training, pairing."""
