"""How a school fares, year by year, as its inspections tell: down before a poor one, up again after support.

A number on the scale of `inspections.overall_grade`: 0 is an ordinary good school, higher is better. What inspectors
found is a point in time; between two points the school moves from one to the other, and before a fall it slides for two
years. After the last it drifts back to what is usual. Every school has good and bad years besides.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from demo.chance import Chance
from demo.inspections import REPORT_CARD_WORDS, Inspection, Kind
from demo.lives import Life
from demo.outcomes.intake import FIRST, LAST
from demo.world import World

_BY_GRADE = {1: 1.6, 2: 0.3, 3: -1.25, 4: -2.2}
_BY_WORD = dict(zip(REPORT_CARD_WORDS, (-2.5, -1.2, 0.25, 1.3, 2.2), strict=True))
_SAYS_MOST = ("education", "curriculum", "achievement", "outcomes", "teaching")
_UNGRADED = (("Concerns", -0.8), ("not as strong", -0.8), ("Improv", 1.0), ("remains Outstanding", 1.5))
_USUAL = 0.2


class Fortunes:
    """How the lives of a city fare."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._years: dict[str, tuple[float, ...]] = {}

    def of(self, life: Life, year: int) -> float:
        """In the summer of a year."""
        if life.key not in self._years:
            self._years[life.key] = _Story(self._world, life).years
        return self._years[life.key][min(max(year, FIRST), LAST) - FIRST]


class _Story:
    def __init__(self, world: World, life: Life) -> None:
        self._chance = Chance.of(world.city.name, "fortunes", life.key)
        visits = (*world.inspections.get(life.inherits, ()), *world.inspections.get(life.key, ()))
        self._points = _with_slides(
            [(_when(visit.started), seen) for visit in visits if (seen := _seen(visit)) is not None]
        )

    @cached_property
    def years(self) -> tuple[float, ...]:
        own, wobble = self._chance.gauss(0, 0.4), 0.0
        found = []
        for year in range(FIRST, LAST + 1):
            wobble = 0.5 * wobble + self._chance.gauss(0, 0.2)
            found.append(self._level(year + 0.4) + own + wobble)
        return tuple(found)

    def _level(self, time: float) -> float:
        points = self._points
        if not points:
            return _USUAL
        i = bisect(points, (time, 9.0))
        if i == 0:
            return points[0][1]
        before, was = points[i - 1]
        if i == len(points):
            return _USUAL + (was - _USUAL) * 0.78 ** (time - before)
        after, will_be = points[i]
        return was + (will_be - was) * (time - before) / (after - before)


def _with_slides(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Before a fall a school holds its ground until two years before; after one it rises within three."""
    found: list[tuple[float, float]] = []
    for i, (time, level) in enumerate(points):
        if found and level < found[-1][1] - 1 and time - found[-1][0] > 2.2:
            found.append((time - 2, found[-1][1]))
        found.append((time, level))
        following = points[i + 1] if i + 1 < len(points) else None
        if level < -1 and following and following[1] > level + 0.8 and following[0] - time > 3.2:
            found.append((time + 3, following[1]))
    return sorted(found)


def _seen(visit: Inspection) -> float | None:
    """What a visit says of the school as a whole; None for monitoring, which gives no grade."""
    if visit.kind is Kind.UNGRADED:
        return next((level for words, level in _UNGRADED if words in visit.outcome), 0.35)
    if visit.kind is Kind.MONITORING:
        return None
    if visit.overall:
        return _BY_GRADE[visit.overall]
    grades = {area: _level_of(grade) for area, grade in visit.grades.items() if _level_of(grade) is not None}
    telling = [level for area, level in grades.items() if area in _SAYS_MOST and level is not None]
    every = [level for level in grades.values() if level is not None]
    if not every:
        return None
    return (sum(every) / len(every) + sum(telling or every) / len(telling or every)) / 2


def _level_of(grade: int | str) -> float | None:
    return _BY_WORD.get(grade) if isinstance(grade, str) else _BY_GRADE.get(grade)


def _when(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365
