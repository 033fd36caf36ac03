"""The agenda of a meeting, and its papers."""
