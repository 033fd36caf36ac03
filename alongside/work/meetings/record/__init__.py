"""Attendance, interests, what was said, decisions and actions: what is written on the day, and its minutes."""
