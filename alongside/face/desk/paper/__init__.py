"""One A4 page about a school, for a visit and for governors: a tagged PDF, drawn by Typst from what the School page
says.

`content` chooses the words, `typesetting` sets them. Whatever a file says of a school reaches Typst as data, never as
text of the document, so that no name can break it or put anything in.
"""
