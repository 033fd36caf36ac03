"""Trusts and federations: schools that the register lists in one group have a tie, from the day they joined."""
