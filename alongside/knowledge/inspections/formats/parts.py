"""The parts of a row that each tell of one inspection, read into a telling. Values out of range raise Unlikely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from alongside.knowledge.inspections.facts import Era, Kind
from alongside.knowledge.inspections.formats.headers import OEIF_AREAS, REPORT_CARD
from alongside.knowledge.inspections.formats.reading import grades_text
from alongside.knowledge.inspections.policies import Eras
from alongside.knowledge.inspections.staging import Told
from alongside.knowledge.opendata.registry import Column

AHEAD = timedelta(days=92)  # files as at the end of August list reports published in September (2023, 2025)
_OEIF = tuple(OEIF_AREAS)
_CARD = tuple(REPORT_CARD)
_CARD_AND_SAFEGUARDING = (*_CARD, "safeguarding")

Reader = Callable[[int, Sequence[Any]], Told | None]


class Unlikely(Exception):
    """What a row says of an inspection cannot be so: the header, the value, why, and what to do."""

    def __init__(self, column: str, value: Any, why: str) -> None:
        super().__init__(why)
        self.column, self.value, self.why = column, "" if value is None else str(value), why
        self.remedy = "Look at the row in the published file; if it stands so there, tell Ofsted."


class Part:
    """One part of a row: which of its values make up the telling."""

    def __init__(self, part: str, columns: Sequence[Column], as_at: date, eras: Eras) -> None:
        at = {column.name: place for place, column in enumerate(columns)}
        self._headers = {column.name: column.headers[0] for column in columns}
        self._part = part
        self._latest = as_at + AHEAD
        self._eras = eras
        self._at = {name.removeprefix(part + "."): place for name, place in at.items() if name.startswith(part + ".")}

    def pick(self, *names: str) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
        """Takes these values out of a row; None where the format has no such column."""
        places = [self._at.get(name) for name in names]
        if None not in places:
            return itemgetter(*places)
        return lambda values: tuple(None if place is None else values[place] for place in places)

    def has(self, name: str) -> bool:
        return name in self._at

    def unlikely(self, name: str, value: Any, why: str) -> Unlikely:
        return Unlikely(self._headers.get(f"{self._part}.{name}", name), value, why)

    def check(self, number: str | None, started: date | None, published: date | None, graded: Any) -> bool:
        """Whether there is an inspection at all. Raises Unlikely where what is said of it does not hold together."""
        if number is None:
            if graded is not None:
                raise self.unlikely("number", "", "is empty, although the row gives a grade of that inspection")
            return False
        if started is None:
            raise self.unlikely("started", "", f"is empty, although the row gives inspection {number}")
        if published is not None and published < started:
            raise self.unlikely("published", published, f"lies before the inspection began ({started})")
        for name, day in (("started", started), ("published", published)):
            if day is not None and day > self._latest:
                raise self.unlikely(name, day, "lies after the day the file speaks of")
        return True

    def era_of(self, started: date, overall: int | None) -> Era:
        return Era.OVERALL if overall is not None else self._eras.of(started)


_COMMON = ("number", "urn", "started", "ended", "published", "event", "name", "type")


def oeif(part: Part) -> Reader:
    """A graded inspection of 2005 to 2025: overall grade, key judgements."""
    common = part.pick(*_COMMON)
    graded = part.pick("overall", "category", "safeguarding")
    areas = part.pick(*_OEIF)

    def read(row: int, values: Sequence[Any]) -> Told | None:
        number, urn, started, ended, published, event, name, kind = common(values)
        overall, category, safeguarding = graded(values)
        if not part.check(number, started, published, overall):
            return None
        era = part.era_of(started, overall)
        return Told(
            number, row, urn or values[0], _GRADED, era.value, event or "", "", started, ended, published,
            overall, category or "", safeguarding, grades_text(_OEIF, areas(values)), "", name or "", (kind or "")[:60],
        )  # fmt: skip

    return read


def report_card(part: Part) -> Reader:
    """A full inspection since Nov 2025: a report card, with the day of each grade where the file has one."""
    common = part.pick(*_COMMON)
    graded = part.pick("category", "safeguarding")
    areas = part.pick(*_CARD)
    days = part.pick(*(f"{area}_on" for area in _CARD_AND_SAFEGUARDING))

    def read(row: int, values: Sequence[Any]) -> Told | None:
        number, urn, started, ended, published, event, name, kind = common(values)
        category, safeguarding = graded(values)
        grades = areas(values)
        if not part.check(number, started, published, next(filter(None, grades), None)):
            return None
        on = days(values)
        said = (*grades, safeguarding if on[-1] is not None else None)
        return Told(
            number, row, urn or values[0], _GRADED, Era.REPORT_CARD.value, event or "", "", started, ended, published,
            None, category or "", safeguarding, grades_text(_CARD_AND_SAFEGUARDING, said, on), "",
            name or "", (kind or "")[:60],
        )  # fmt: skip

    return read


def ungraded(part: Part) -> Reader:
    """An ungraded (earlier: short) inspection. One that was turned into a graded one is told as that."""
    common = part.pick(*_COMMON)
    said = part.pick("converted", "outcome")

    def read(row: int, values: Sequence[Any]) -> Told | None:
        number, urn, started, ended, published, event, name, kind = common(values)
        converted, outcome = said(values)
        if converted or not part.check(number, started, published, None):
            return None
        era = part.era_of(started, None)
        return Told(
            number, row, urn or values[0], _UNGRADED, era.value, event or "", outcome or "", started, ended, published,
            None, "", None, "{}", "", name or "", (kind or "")[:60],
        )  # fmt: skip

    return read


_GRADED, _UNGRADED = Kind.GRADED.value, Kind.UNGRADED.value
