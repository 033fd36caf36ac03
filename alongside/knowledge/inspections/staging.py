"""What a file says of inspections, taken in: a telling where it differs from what the family of files said before.

Also keeps count of grades that a file changes for an inspection told before: published grades are hardly ever
corrected, so many of them at once mean a wrong file.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from alongside.knowledge.inspections import wording
from alongside.knowledge.inspections.facts import AREA_WORDS, Category
from alongside.knowledge.inspections.formats.reading import grades_of
from alongside.knowledge.inspections.models import Telling
from alongside.knowledge.opendata import gate
from alongside.knowledge.opendata.registry import Alarm, Staging
from alongside.knowledge.schools.rows import iso, raw_rows
from alongside.knowledge.schools.staging import digest_of

STEP = 500
T = TypeVar("T")


class Told(NamedTuple):
    """What a row says of one inspection, in the order of the table's columns."""

    number: str
    row: int
    urn: int
    kind: str
    era: str
    event: str
    outcome: str
    started: str  # days as ISO text
    ended: str | None
    published: str | None
    overall: int | None
    category: str
    safeguarding: bool | None
    grades: str
    unsaid: str
    name_then: str
    type_then: str


COLUMNS = (*Told._fields, "digest", "family", "as_at")


class InspectionTeller:
    """One is made per load. `tell` each inspection of each row, then `finish`."""

    def __init__(self, staging: Staging, family: str) -> None:
        self._staging = staging
        self._family = family
        self._as_at = staging.as_at.isoformat()
        self._before = _told_before(staging, family)
        self._now: dict[str, str] = {}
        self._rows: list[tuple[Any, ...]] = []
        self._changed: dict[str, Told] = {}
        self._told_again = self._confirmed = 0

    def tell(self, told: Told) -> None:
        """The first row that speaks of an inspection counts: a merged school's stands in its successors' rows too."""
        number = told.number
        if number in self._now:
            return
        # Event, end date and names at the time are not compared: a file gives them for the latest inspection only.
        digest = digest_of(told[2:5] + told[6:8] + told[9:15])
        self._now[number] = digest
        before = self._before.get(number)
        if before is not None:
            self._told_again += 1
            if before == digest:
                return
            self._changed[number] = told
        self._rows.append((*told, digest, self._family, self._as_at))
        if len(self._rows) >= 2000:
            self._hand_over()

    def confirm(self, inspections: int) -> None:
        """So many inspections are told in a row that stands as it did."""
        self._confirmed += inspections

    def finish(self) -> list[Alarm]:
        """After the last row: what is new and changed, counted; and an alarm where too many grades differ."""
        self._hand_over()
        new = len(self._now) - self._told_again
        self._staging.count("inspections new", new)
        self._staging.count("inspections changed", len(self._changed))
        regraded = self._keep_changes()
        most = gate.limits().most_grades_changed
        told_again = self._told_again + self._confirmed
        if not regraded or regraded <= told_again * most:
            return []
        share = f"{regraded:,} of the {told_again:,}"
        says = (
            f"It gives other grades for {share} inspections that were loaded before. Published grades are hardly ever "
            "changed, so columns may have slipped, or it is not the file it says it is."
        )
        return [Alarm("grades changed", says)]

    @property
    def changed(self) -> Mapping[str, Told]:
        """The inspections of which this file says something else than the family did before."""
        return self._changed

    def _hand_over(self) -> None:
        if self._rows:
            self._staging.insert(Telling, COLUMNS, self._rows)
            self._rows = []

    def _keep_changes(self) -> int:
        """Old and new of every grade that changed; how many inspections were graded otherwise than before."""
        regraded = 0
        for some in steps(sorted(self._changed)):
            for number, old in newest_before(self._staging, self._family, some).items():
                fields, is_regraded = _differences(old, self._changed[number])
                regraded += is_regraded
                if fields:
                    self._staging.changed(f"inspection {number}", self._changed[number].urn, fields)
        return regraded


def _told_before(staging: Staging, family: str) -> dict[str, str]:
    """Digest of the newest telling of each inspection by then, as readers see it now."""
    if not staging.version:
        return {}
    return dict(
        raw_rows(
            Telling.objects.filter(family=family, as_at__lte=staging.as_at, load__lte=staging.version)
            .order_by("as_at", "load")
            .values_list("number", "digest")
        )
    )


def newest_before(staging: Staging, family: str, numbers: Sequence[str]) -> dict[str, Telling]:
    tellings = Telling.objects.filter(
        number__in=numbers, family=family, as_at__lte=staging.as_at, load__lte=staging.version
    )
    return {telling.number: telling for telling in tellings.order_by("as_at", "load")}


def _differences(old: Telling, new: Told) -> tuple[dict[str, tuple[Any, Any]], bool]:
    """Changed fields, old and new in words; and whether a grade itself differs (not one that a later day brought)."""
    fields: dict[str, tuple[Any, Any]] = {}
    for name, label, say in _SINGLE:
        before, after = iso(getattr(old, name)), getattr(new, name)
        if before != after and name not in old.unsaid and name not in new.unsaid:
            fields[label] = (say(before), say(after))
    regraded = "overall effectiveness" in fields
    was, now = grades_of(json.dumps(old.grades)), grades_of(new.grades)
    for area in was.keys() | now.keys():
        (before, on), (after, then) = was.get(area, (None, None)), now.get(area, (None, None))
        if before != after and area != "safeguarding":
            fields[AREA_WORDS.get(area, area).lower()] = (_grade(before), _grade(after))
            regraded = regraded or on == then
    return fields, regraded


def _grade(value: Any) -> str:
    return "" if value is None else wording.grade(value)


def _category(value: str) -> str:
    return Category(value).words if value else ""


_SINGLE = (
    ("overall", "overall effectiveness", _grade),
    ("category", "category of concern", _category),
    ("safeguarding", "safeguarding", lambda value: "" if value is None else ("yes" if value else "no")),
    ("outcome", "outcome", str),
    ("started", "inspection start date", str),
    ("published", "publication date", str),
    ("urn", "URN at the time", str),
)


def steps(items: Iterable[T]) -> Iterator[list[T]]:
    """A few hundred at a time, as many as one query may name."""
    rest = iter(items)
    while some := list(itertools.islice(rest, STEP)):
        yield some
