"""Peer review: schools look at each other's work, as colleagues. Reviews know the cycles that they belong to, not the
other way round.
"""
