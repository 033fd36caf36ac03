"""The few marks that pictures are made of, as layers of Altair, in pixels from the top left of the plot."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from alongside.floor.web.charts.palette import FONT, GROUND, INK, Look

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a picture is drawn on: its width in pixels and the size of its letters."""

    width: int
    size: int
    is_narrow: bool

    def length(self, words: str) -> float:
        """About how many pixels words take: our letters are at the mean 0.54 of their size wide."""
        return len(words) * self.size * 0.54

    def point(self, look: Look) -> dict[str, Any]:
        edge = {"fill": GROUND, "stroke": look.colour} if look.hollow else {"fill": look.colour, "stroke": GROUND}
        return {"shape": look.shape, "size": 62, "strokeWidth": 2 if look.hollow else 0.8, "opacity": 1, **edge}

    def laid_out(
        self, layers: Sequence[alt.Chart], *, width: float, height: float, left: float, top: float, bottom: float
    ) -> alt.LayerChart:
        """The layers on one sheet. Room is given by us, so that the same figures always have the same places."""
        wide, beside = round(width), round(left)
        room = {"left": beside, "right": self.width - wide - beside, "top": round(top), "bottom": round(bottom)}
        whole = alt.AutoSizeParams(type="none")
        return (
            alt.layer(*layers)
            .properties(width=wide, height=round(height), padding=room, autosize=whole)
            .configure(font=FONT, background="transparent", aria=False)
            .configure_view(stroke=None)
        )


WIDE = Sheet(width=640, size=14, is_narrow=False)
NARROW = Sheet(width=276, size=12, is_narrow=True)


def at(x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"x": round(x, 1), "y": round(y, 1), **more}


def wrapped(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width) or [""]


def marks(kind: str, rows: Rows, **look: Any) -> alt.Chart:
    """A layer of one kind of mark: `line` (one for each `run`), `rule`, `rect`, `point`, `text`."""
    encoded: dict[str, Any] = {name: _pixels(name) for name in ("x", "y") if any(name in row for row in rows)}
    if kind in ("rule", "rect"):
        encoded |= {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}
    if kind == "line":
        encoded |= {"detail": alt.Detail("run:N"), "order": alt.Order("x:Q")}
    if kind == "text":
        encoded |= {"text": alt.Text("words:N")}
    drawn = alt.Chart(alt.InlineData(values=[{k: _pixel(k, v) for k, v in row.items()} for row in rows]))
    return getattr(drawn, f"mark_{kind}")(**look).encode(**encoded)


def text(rows: Rows, sheet: Sheet, **look: Any) -> alt.Chart:
    return marks("text", rows, **{"baseline": "middle", "fontSize": sheet.size, "color": INK, **look})


def haloed(rows: Rows, sheet: Sheet, **look: Any) -> list[alt.Chart]:
    """Text that stays legible on a line: the ground shows around each letter."""
    around = {"stroke": GROUND, "strokeWidth": 4, "strokeJoin": "round", "fill": GROUND}
    return [text(rows, sheet, **(look | around)), text(rows, sheet, **look)]


def _pixel(name: str, value: Any) -> Any:
    return round(value, 1) if name in ("x", "y", "x2", "y2") else value


def _pixels(name: str) -> Any:
    """Values that are pixels already: no scale."""
    channel = alt.X if name == "x" else alt.Y
    return channel(f"{name}:Q", scale=None, axis=None)
