"""Whether schools feel safe and supported: asked each term, in confidence if they wish; a no is answered by a date."""
