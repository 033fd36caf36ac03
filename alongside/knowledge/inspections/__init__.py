"""Inspections in three eras, and what they say of a school on a day.

Words: an *era* is a way of grading (overall grade; key judgements; report card). *Standing* is what the newest graded
inspection published by a day says, in the terms of its own era: grades of different eras are never mapped to each
other.
A *category of concern* is special measures, or serious weaknesses (since Nov 2025: requires significant improvement).
The *window* is when the next inspection is usual, and by when the law wants it.
"""
