"""The journal: every decision and action, append-only, each entry chained to the one before by its digest.

The chain runs over digests; details stand beside it, so that a lawful erasure can redact them without breaking it.
"""
