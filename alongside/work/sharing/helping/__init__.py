"""Informal help between schools: written down by either, confirmed by the other, thanked."""
