"""The city's ties as a picture: schools by district or by family, bridges between them, and gaps; its table beside."""
