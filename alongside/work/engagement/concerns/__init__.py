"""Concerns and strengths from any source: weighed, followed, closed; an academy’s referred and followed."""
