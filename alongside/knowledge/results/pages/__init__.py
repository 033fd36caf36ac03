"""The pages of measures: all of them by kind, one of them over districts, phases and types, one school beside similar
schools. Each is a reading (`reading.py`), then something to show, kept until something is loaded (`kept.py`).
"""
