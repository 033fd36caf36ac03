"""How series are told apart: by colour, and without it by dash and shape. Held by tests/web/charts/test_look.py.

The colours are those of the stylesheet that reach 3 to 1 on every ground of a page.
"""

from __future__ import annotations

from dataclasses import dataclass

INK, SOFT, GRID, GROUND = "#1d2530", "#56606d", "#e3ddd2", "#ffffff"
STRONG, PLAIN, PALE = "#123c46", "#6d9aa3", "#cfdfe2"
FONT = "Atkinson Hyperlegible Next, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Look:
    """`shape` as Vega names it; `hollow`: only its edge is drawn."""

    colour: str
    dash: tuple[int, ...]
    shape: str
    hollow: bool = False
    width: float = 2.0


LOOKS = (
    Look("#123c46", (), "circle", width=3.2),
    Look("#a05f00", (8, 4), "diamond"),
    Look("#56606d", (2, 3), "square", hollow=True),
    Look("#7d1d14", (10, 3, 2, 3), "triangle-up"),
    Look("#2a7f86", (5, 2), "triangle-down", hollow=True),
    Look("#1d2530", (1, 2), "cross"),
    Look("#5a3d7a", (12, 4), "circle", hollow=True),
    Look("#767f8a", (3, 5), "square"),
)


def look(number: int) -> Look:
    """The look of a series by its place in the picture. ValueError beyond the last: no picture can hold more."""
    if number >= len(LOOKS):
        raise ValueError(f"A picture holds at most {len(LOOKS)} series: show fewer, or make two pictures")
    return LOOKS[number]
