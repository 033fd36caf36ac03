"""Photographs and documents of visits: what a file is, found by looking into it; kept outside the web root."""
