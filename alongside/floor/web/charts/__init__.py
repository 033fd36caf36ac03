"""Pictures of figures, drawn on the server: lines over years, bars, dots with their uncertainty, and gaps.

A picture carries what it says in a sentence, and the table of the same figures; a page shows all three
(`web/_picture.html`). Whoever sees no colours, or a black-and-white print, tells its series apart by dashes, shapes and
names written beside them. Where there is no figure there is a gap with a word, and no line runs across a break.

Drawing (`drawing.py`) is imported when the first picture is asked for: it takes a second that no start should pay.
"""

from alongside.floor.web.charts.parts import Bar, Break, Dot, Line, Picture, Point, Row, Scale, Table
from alongside.floor.web.charts.pictures import bars, dots, lines

__all__ = ["Bar", "Break", "Dot", "Line", "Picture", "Point", "Row", "Scale", "Table", "bars", "dots", "lines"]
