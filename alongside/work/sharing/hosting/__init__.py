"""Visits between schools: asked for, dated, made, and what became of them."""
