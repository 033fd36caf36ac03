"""The parts of a row that each tell of one inspection, read into a telling. Days are ISO text, as tables keep them.

Values that cannot be so raise Unlikely.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from alongside.knowledge.inspections.facts import Era, Kind
from alongside.knowledge.inspections.formats.headers import OEIF_AREAS, REPORT_CARD
from alongside.knowledge.inspections.formats.reading import grades_text
from alongside.knowledge.inspections.formats.reading import name as name_of
from alongside.knowledge.inspections.policies import Eras
from alongside.knowledge.inspections.staging import Told
from alongside.knowledge.opendata.registry import Column

AHEAD = timedelta(days=92)  # files as at the end of August list reports published in September (2023, 2025)
_OEIF = tuple(OEIF_AREAS)
_CARD = tuple(REPORT_CARD)
_CARD_AND_SAFEGUARDING = (*_CARD, "safeguarding")
_OVERALL, _REPORT_CARD = Era.OVERALL.value, Era.REPORT_CARD.value
_GRADED, _UNGRADED = Kind.GRADED.value, Kind.UNGRADED.value

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
        self._headers = {column.name: column.headers[0] for column in columns}
        self._part = part
        self._latest = (as_at + AHEAD).isoformat()
        self._eras = eras
        self._at = {
            column.name.removeprefix(part + "."): place
            for place, column in enumerate(columns)
            if column.name.startswith(part + ".")
        }

    def pick(self, *names: str) -> Callable[[Sequence[Any]], Sequence[Any]]:
        """Takes these values out of a row; None where the format has no such column."""
        places = [self._at.get(name) for name in names]
        present = [place for place in places if place is not None]
        if len(present) == len(places):
            return itemgetter(*present)
        if not present:
            nothing = (None,) * len(places)
            return lambda values: nothing
        return lambda values: [None if place is None else values[place] for place in places]

    def has(self, name: str) -> bool:
        return name in self._at

    def unlikely(self, name: str, value: Any, why: str) -> Unlikely:
        return Unlikely(self._headers.get(f"{self._part}.{name}", name), value, why)

    def check(self, number: str | None, started: str | None, published: str | None, graded: Any) -> bool:
        """Whether there is an inspection at all. Raises Unlikely where what is said of it does not hold together."""
        if number is None:
            if graded is not None:
                raise self.unlikely("number", "", "is empty, although the row gives a grade of that inspection")
            return False
        if started is not None and started <= (published or started) <= self._latest:
            return True
        if started is None:
            raise self.unlikely("started", "", f"is empty, although the row gives inspection {number}")
        if published is not None and published < started:
            raise self.unlikely("published", published, f"lies before the inspection began ({started})")
        late = "published" if published is not None and published > self._latest else "started"
        raise self.unlikely(late, published or started, "lies after the day the file speaks of")

    def era_of(self, started: str, overall: int | None) -> str:
        return _OVERALL if overall is not None else self._eras.of(date.fromisoformat(started)).value


def oeif(part: Part) -> Reader:
    """A graded inspection of 2005 to 2025: overall grade, key judgements."""
    common = part.pick("number", "urn", "started", "published", "name", "type", "overall", "category", "safeguarding")
    words = part.pick("event", "ended")
    areas = part.pick(*_OEIF)
    check, era_of = part.check, part.era_of
    texts: dict[Sequence[Any], str] = {}

    def read(row: int, values: Sequence[Any]) -> Told | None:
        number, urn, started, published, name, kind, overall, category, safeguarding = common(values)
        if not check(number, started, published, overall):
            return None
        event, ended = words(values)
        grades = areas(values)
        text = texts.get(grades)
        if text is None:
            text = texts[grades] = grades_text(_OEIF, grades)
        own = values[0]
        return Told(
            number, row, urn or own, _GRADED, _OVERALL if overall else era_of(started, None), event or "", "", started,
            ended, published, overall, category or "", safeguarding, text, "",
            "" if urn == own else name_of(name), kind or "",
        )  # fmt: skip

    return read


def report_card(part: Part) -> Reader:
    """A full inspection since Nov 2025: a report card, with the day of each grade where the file has one."""
    common = part.pick("number", "urn", "started", "published", "event", "name", "type", "category", "safeguarding")
    areas = part.pick(*_CARD)
    days = part.pick(*(f"{area}_on" for area in _CARD_AND_SAFEGUARDING))

    def read(row: int, values: Sequence[Any]) -> Told | None:
        number, urn, started, published, event, name, kind, category, safeguarding = common(values)
        grades = areas(values)
        if not part.check(number, started, published, next(filter(None, grades), None)):
            return None
        on = tuple(days(values))
        said = (*grades, safeguarding if on[-1] is not None else None)
        return Told(
            number, row, urn or values[0], _GRADED, _REPORT_CARD, event or "", "", started, None, published, None,
            category or "", safeguarding, grades_text(_CARD_AND_SAFEGUARDING, said, on), "",
            "" if urn == values[0] else name_of(name), kind or "",
        )  # fmt: skip

    return read


def ungraded(part: Part) -> Reader:
    """An ungraded (earlier: short) inspection. One that was turned into a graded one is told as that."""
    common = part.pick("number", "urn", "started", "published", "name", "type", "converted", "outcome")

    def read(row: int, values: Sequence[Any]) -> Told | None:
        number, urn, started, published, name, kind, converted, outcome = common(values)
        if converted or not part.check(number, started, published, None):
            return None
        return Told(
            number, row, urn or values[0], _UNGRADED, part.era_of(started, None), "", outcome or "", started, None,
            published, None, "", None, "{}", "", "" if urn == values[0] else name_of(name), kind or "",
        )  # fmt: skip

    return read
