"""The few marks that pictures are made of, as layers of Vega-Lite, in pixels from the top left of the plot.

Vega-Lite is what Altair writes. It is written here without Altair, whose objects take four times as long to make as the
picture to draw, and more than a second to import; a test holds each picture against Altair's schema.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from alongside.floor.web.charts.palette import FONT, GROUND, INK, Look

Layer = dict[str, Any]
Rows = Sequence[Layer]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
PIXELS = {"type": "quantitative", "scale": None, "axis": None}  # values that are pixels already


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
        self, layers: Sequence[Layer], *, width: float, height: float, left: float, top: float, bottom: float
    ) -> Layer:
        """The layers on one sheet. Room is given by us, so that the same figures always have the same places."""
        wide, beside = round(width), round(left)
        return {
            "$schema": SCHEMA,
            "layer": list(layers),
            "width": wide,
            "height": round(height),
            "padding": {
                "left": beside,
                "right": self.width - wide - beside,
                "top": round(top),
                "bottom": round(bottom),
            },
            "autosize": {"type": "none"},
            "config": {"font": FONT, "background": "transparent", "aria": False, "view": {"stroke": None}},
        }


WIDE = Sheet(width=640, size=14, is_narrow=False)
NARROW = Sheet(width=276, size=12, is_narrow=True)


def at(x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"x": round(x, 1), "y": round(y, 1), **more}


def wrapped(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width) or [""]


def marks(kind: str, rows: Rows, **look: Any) -> Layer:
    """A layer of one kind of mark: `line` (one for each `run`), `rule`, `rect`, `point`, `text`."""
    encoding: Layer = {name: {**PIXELS, "field": name} for name in ("x", "y")}
    if kind in ("rule", "rect"):
        encoding |= {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    if kind == "line":
        encoding["detail"] = {"field": "run", "type": "nominal"}
        encoding["order"] = {"field": "x", "type": "quantitative"}
    if kind == "text":
        encoding["text"] = {"field": "words", "type": "nominal"}
    values = [{name: _pixel(name, value) for name, value in row.items()} for row in rows]
    return {"data": {"values": values}, "mark": {"type": kind, **look}, "encoding": encoding}


def text(rows: Rows, sheet: Sheet, **look: Any) -> Layer:
    return marks("text", rows, **{"baseline": "middle", "fontSize": sheet.size, "color": INK, **look})


def haloed(rows: Rows, sheet: Sheet, **look: Any) -> list[Layer]:
    """Text that stays legible on a line: the ground shows around each letter."""
    around = {"stroke": GROUND, "strokeWidth": 4, "strokeJoin": "round", "fill": GROUND}
    return [text(rows, sheet, **(look | around)), text(rows, sheet, **look)]


def _pixel(name: str, value: Any) -> Any:
    return round(value, 1) if name in ("x", "y", "x2", "y2") else value
