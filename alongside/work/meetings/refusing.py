"""What is said where something cannot be recorded."""

from __future__ import annotations


class CannotRecord(Exception):
    """What was to be recorded cannot stand, and why, in a sentence."""
