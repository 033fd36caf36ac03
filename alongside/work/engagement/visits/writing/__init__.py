"""Writing up a visit: what is typed is kept as a draft, box by box, and read into a report when it is sent."""
