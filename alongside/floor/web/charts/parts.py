"""What pictures are made of. Frozen, so that the same figures give the same picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Scale:
    """How values are written and how far they reach.

    `unit`: what stands beside the scale ("percent of pupils"). `least`, `most`: ends that must be on it.
    """

    unit: str = ""
    decimals: int = 0
    before: str = ""  # £
    after: str = ""  # %
    least: float | None = None
    most: float | None = None

    def words(self, value: float) -> str:
        """A value as the picture and its table write it: 45.3%, −0.21, £1,200."""
        return self._written(value, self.decimals)

    def step(self, value: float, step: float) -> str:
        """A value of the axis, with no more decimals than its steps need."""
        return self._written(value, next((places for places in range(4) if round(step, places) == step), 4))

    def _written(self, value: float, decimals: int) -> str:
        rounded = round(value, decimals) + 0.0
        sign = "−" if rounded < 0 else ""
        return f"{sign}{self.before}{abs(rounded):,.{decimals}f}{self.after}"


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a place of the line. Without a value, `word` says why there is none; `low`, `high`: how sure it is."""

    at: str
    value: float | None
    low: float | None = None
    high: float | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A series. The first of a picture is what it is about; the others are what it is held against."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """No line runs into the place `at` from the one before it, because of `why`."""

    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name. `strong` bars are what the picture is about, or sums of the others."""

    name: str
    value: float | None
    word: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A value of one series in a row. `spread`: low and high are the spread of many, not how sure the value is."""

    series: str
    value: float | None
    low: float | None = None
    high: float | None = None
    word: str = ""
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    dots: tuple[Dot, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a picture as words, the first cell of each row being its name."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it says and its figures. `svg` for wide places, `narrow` for a phone. `notes`: its breaks."""

    svg: SafeString
    narrow: SafeString
    title: str
    says: str
    table: Table
    notes: tuple[str, ...] = ()


def ends(values: list[float], scale: Scale, *, zero: bool) -> tuple[float, float, float]:
    """Least, most and step of an axis that holds the values, in steps people count in: 1, 2, 2.5 or 5 times a ten."""
    wanted = [*values, *(end for end in (scale.least, scale.most) if end is not None), *([0.0] if zero else [])]
    low, high = (min(wanted), max(wanted)) if wanted else (0.0, 1.0)
    if high - low < 1e-9:
        room = max(abs(low) * 0.1, 10.0**-scale.decimals)
        low, high = (low if zero and low >= 0 else low - room), high + room
    rough = (high - low) / 5
    tens = 10.0 ** math.floor(math.log10(rough))
    step = next(size * tens for size in (1, 2, 2.5, 5, 10) if size * tens >= rough * (1 - 1e-9))
    least, most = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return round(least, 9), round(most, 9), step


def ticks(least: float, most: float, step: float) -> list[float]:
    return [round(least + step * number, 9) + 0.0 for number in range(round((most - least) / step) + 1)]
