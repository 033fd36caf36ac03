"""Ofsted's files of latest inspections: one row a school, with its latest graded inspection, the one before it and the
latest ungraded one; since Nov 2025 its latest report card, its latest inspection of the earlier kind, and the latest
ungraded one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from alongside.knowledge.inspections.formats import parts, reading
from alongside.knowledge.inspections.formats.headers import (
    KNOWN,
    at_the_time,
    column,
    oeif_areas,
    report_card_areas,
    school,
)
from alongside.knowledge.inspections.formats.parts import Part, Unlikely
from alongside.knowledge.inspections.formats.register import SchoolTeller
from alongside.knowledge.inspections.listings import ListingTeller
from alongside.knowledge.inspections.policies import eras
from alongside.knowledge.inspections.restating import restate_listings, restate_tellings
from alongside.knowledge.inspections.staging import InspectionTeller, Told
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging

FAMILY = "ofsted-latest"
PUBLISHER = "Ofsted"
PAGE = (
    "https://www.gov.uk/government/statistical-data-sets/"
    "monthly-management-information-ofsteds-school-inspections-outcomes"
)


def _ungraded(number: str, *, converts: bool) -> tuple[Column, ...]:
    converted = "Did the latest ungraded inspection convert to a graded inspection?"
    return (
        column("ungraded", "number", reading.number, number, required=True),
        column("ungraded", "started", reading.day, "Date of latest ungraded inspection"),
        column("ungraded", "published", reading.day, "Ungraded inspection publication date"),
        *([column("ungraded", "converted", reading.yes, converted)] if converts else []),
        column("ungraded", "outcome", reading.outcome, "Ungraded inspection overall outcome"),
        *at_the_time("ungraded", "the ungraded inspection", "the latest ungraded inspection"),
    )


def _latest_graded(*, ended: bool) -> tuple[Column, ...]:
    return (
        column("latest", "number", reading.number, "Inspection number of latest graded inspection", required=True),
        column("latest", "event", reading.words, "Inspection type", forgiving=True),
        column("latest", "started", reading.day, "Inspection start date", required=True),
        *([column("latest", "ended", reading.day, "Inspection end date", forgiving=True)] if ended else []),
        column("latest", "published", reading.day, "Publication date", required=True),
        *at_the_time("latest", "latest graded inspection"),
        column("latest", "overall", reading.grade, "Overall effectiveness", required=True),
        column("latest", "category", reading.category, "Category of concern", required=True),
        *oeif_areas("latest", ""),
        column("latest", "safeguarding", reading.safeguarding, "Safeguarding is effective?"),
    )


def _previous(*, ended: bool) -> tuple[Column, ...]:
    return (
        column("previous", "number", reading.number, "Previous inspection number", required=True),
        column("previous", "started", reading.day, "Previous inspection start date", required=True),
        *([column("previous", "ended", reading.day, "Previous inspection end date", forgiving=True)] if ended else []),
        column("previous", "published", reading.day, "Previous publication date", required=True),
        *at_the_time("previous", "previous graded inspection"),
        column("previous", "overall", reading.grade, "Previous graded inspection overall effectiveness", required=True),
        column("previous", "category", reading.category, "Previous category of concern", required=True),
        *oeif_areas("previous", "Previous "),
        column("previous", "safeguarding", reading.safeguarding, "Previous safeguarding is effective?"),
    )


def _full() -> tuple[Column, ...]:
    return (
        column("full", "number", reading.number, "Inspection number of latest full inspection", required=True),
        column("full", "event", reading.words, "Inspection type", forgiving=True),
        column("full", "started", reading.day, "Inspection start date", required=True),
        column("full", "published", reading.day, "Publication date", required=True),
        *at_the_time("full", "latest full inspection"),
        column("full", "category", reading.category, "Category of concern", required=True),
        column("full", "safeguarding", reading.safeguarding, "Safeguarding standards"),
        column("full", "safeguarding_on", reading.day, "Safeguarding standards - date of grade"),
        *report_card_areas("full", dated=True),
    )


def _oeif() -> tuple[Column, ...]:
    of = " of latest OEIF graded inspection"
    return (
        column("oeif", "number", reading.number, "Inspection number" + of, required=True),
        column("oeif", "event", reading.words, "Inspection type" + of, forgiving=True),
        column("oeif", "started", reading.day, "Inspection start date" + of, required=True),
        column("oeif", "published", reading.day, "Publication date" + of, required=True),
        *at_the_time("oeif", "latest OEIF graded inspection"),
        column("oeif", "category", reading.category, "Latest OEIF category of concern", required=True),
        column("oeif", "overall", reading.grade, "Latest OEIF overall effectiveness", required=True),
        *oeif_areas("oeif", "Latest OEIF "),
        column("oeif", "safeguarding", reading.safeguarding, "Latest OEIF safeguarding is effective?"),
    )


class LatestInspections:
    """Takes the rows of a file. See opendata.registry.Loader."""

    columns: tuple[Column, ...] = ()
    # Parts of a row, the newest inspection first; the first two are the graded ones.
    parts: tuple[tuple[str, Callable[[Part], parts.Reader]], ...] = ()

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._schools = SchoolTeller(staging, self.columns)
        self._inspections = InspectionTeller(staging, FAMILY)
        self._listings = ListingTeller(staging, FAMILY)
        self._row_of: dict[int, int] = {}
        self._digest = ""  # of the row that is being taken
        self._policy = policy = eras()
        self._readers = [read(Part(part, self.columns, staging.as_at, policy)) for part, read in self.parts]
        at = {column.name: place for place, column in enumerate(self.columns)}
        self._laestab_then = [at[f"{part}.laestab"] for part, _ in self.parts]

    def begin(self, headers: Sequence[str]) -> Callable[[Sequence[str]], bool]:
        """Rows that stand as they did are known by their cells alone."""
        self._listings.begin(headers)

        def knows(cells: Sequence[str]) -> bool:
            self._digest = self._listings.digest_of(cells)
            before = self._listings.known(self._digest)
            if before is None or before.urn in self._row_of:
                return False
            self._row_of[before.urn] = 0
            self._listings.confirm(before)
            self._inspections.confirm(before.inspections)
            self._schools.confirm(before.urn, before.authority)
            return True

        return knows

    def take_all(
        self,
        rows: Sequence[int],
        cells: Sequence[Sequence[str]],
        read: Callable[[Sequence[Sequence[str]]], list[Sequence[Any]] | None],
    ) -> bool:
        """All of these rows, where each is news, of another school, and likely."""
        stood = self._listings.stood_before
        if stood([self._listings.digest_of(cells[0])]):  # as most do in a monthly file
            return False
        digests = list(map(self._listings.digest_of, cells))
        columns = None if stood(digests) else read(cells)
        if columns is None or not all(columns[0]) or not self._row_of.keys().isdisjoint(columns[0]):
            return False
        urns, values = columns[0], list(zip(*columns, strict=True))
        try:
            told = [list(map(reader, rows, values)) for reader in self._readers]
        except Unlikely:
            return False
        if not self._schools.tell_all(urns, rows, columns):
            return False
        self._row_of.update(zip(urns, rows, strict=True))
        for urn, row, one, digest, *its in zip(urns, rows, values, digests, *told, strict=True):
            self._take_inspections(urn, row, one, its, digest)
        return True

    def take(self, row: int, values: Sequence[Any]) -> None:
        urn = values[0]
        if urn is None:
            self._staging.refuse(row, "URN", "", "is empty, so nobody knows which school it is", _ASK)
            return
        try:
            told = [reader(row, values) for reader in self._readers]
        except Unlikely as unlikely:
            self._staging.refuse(row, unlikely.column, unlikely.value, unlikely.why, unlikely.remedy)
            self.left_out(row, values)
            return
        first = self._row_of.setdefault(urn, row)
        if first != row:
            where = f"in row {first}" if first else "in the file"
            self._staging.refuse(row, "URN", str(urn), f"stands {where} already, and that row counts", _ASK)
            return
        self._schools.tell(urn, row, values)
        self._take_inspections(urn, row, values, told, self._digest)

    def left_out(self, row: int, values: Sequence[Any]) -> None:
        self._schools.passed_over(values)
        self._listings.passed_over(values[0])

    def finish(self) -> Sequence[Alarm]:
        alarms = self._inspections.finish()
        self._listings.finish()
        alarms += self._schools.finish()
        restate_listings(self._staging, FAMILY, self._listings.written)
        restate_tellings(self._staging, FAMILY, self._inspections.changed)
        return alarms

    def _take_inspections(
        self, urn: int, row: int, values: Sequence[Any], told: list[Told | None], digest: str
    ) -> None:
        newest, older, ungraded = told
        latest, before = newest.number if newest else "", older.number if older else ""
        if ungraded and ungraded.number in (latest, before):  # it was turned into a graded one
            ungraded = told[2] = None
        foreign = False
        for one in told:
            if one:
                self._inspections.tell(one)
                foreign = foreign or one.urn != urn
        self._listings.list(
            urn,
            row,
            self._schools.authority_of(values),
            digest,
            latest=latest or before,
            before=before if latest else "",
            ungraded=ungraded.number if ungraded else "",
            complete_from=self.complete_from(newest, older),
        )
        if foreign:
            then = [
                (one, values[place])
                for one, place in zip(told, self._laestab_then, strict=True)
                if one and one.urn != urn
            ]
            self._schools.tell_predecessors(urn, row, values, then)

    def complete_from(self, first: Told | None, second: Told | None) -> str:
        """Since which inspection a row names every graded one; empty: since the school opened."""
        return second.number if second else ""


_ASK = "Ask Ofsted, or leave the row out."
_SCHOOL_AND_UNGRADED = (
    *school(),
    *_ungraded("Latest ungraded inspection number since last graded inspection", converts=True),
)


class Until2025(LatestInspections):
    """The files to Oct 2025: latest graded inspection, the one before it, latest ungraded inspection."""

    columns = (*_SCHOOL_AND_UNGRADED, *_latest_graded(ended=False), *_previous(ended=False))
    parts = (("latest", parts.oeif), ("previous", parts.oeif), ("ungraded", parts.ungraded))


class WithEndDates(Until2025):
    """The same with the last day of each inspection, as in 2023."""

    columns = (*_SCHOOL_AND_UNGRADED, *_latest_graded(ended=True), *_previous(ended=True))


class Since2026(LatestInspections):
    """The files since Nov 2025: latest report card, latest inspection of the earlier kind, latest ungraded one."""

    columns = (*school(), *_ungraded("Latest ungraded inspection number", converts=False), *_full(), *_oeif())
    parts = (("full", parts.report_card), ("oeif", parts.oeif), ("ungraded", parts.ungraded))

    def complete_from(self, first: Told | None, second: Told | None) -> str:
        if first and self._staging.as_at >= self._policy.two_report_cards_from:
            return first.number
        return second.number if second else ""


_RELATES = frozenset(
    f"Does the {which} inspection relate to the URN of the current school?"
    for which in ("ungraded", "latest graded", "previous graded", "latest full", "latest OEIF graded")
)
_GROUPINGS = frozenset(
    f"{which} type grouping{of}"
    for which in ("Inspection", "Event")
    for of in ("", " of latest OEIF graded inspection")
)
_SIGNATURE = frozenset(
    {"URN", "Local authority", "Inspection number of latest graded inspection", "Previous inspection number"}
)


def _format(
    key: str, title: str, loader: type[LatestInspections], signature: frozenset[str], known: set[str]
) -> Format:
    return Format(
        key=key,
        family=FAMILY,
        title=title,
        publisher=PUBLISHER,
        columns=loader.columns,
        signature=signature,
        loader=loader,
        known=KNOWN | _RELATES | _GROUPINGS | known,
        stale_after_days=62,
        page=PAGE,
        newest="Publication date",
    )


FORMATS = (
    _format(
        "ofsted-latest-2023",
        "Ofsted, latest inspections of state-funded schools (with end dates, as in 2023)",
        WithEndDates,
        _SIGNATURE | {"Inspection end date", "Previous inspection end date"},
        set(),
    ),
    _format(
        "ofsted-latest-2025",
        "Ofsted, latest inspections of state-funded schools (as in 2025)",
        Until2025,
        _SIGNATURE,
        set(),
    ),
    _format(
        "ofsted-latest-2026",
        "Ofsted, latest inspections of state-funded schools (with report cards, since November 2025)",
        Since2026,
        frozenset(
            {
                "URN",
                "Local authority",
                "Inspection number of latest full inspection",
                "Inspection number of latest OEIF graded inspection",
                "Curriculum and teaching",
            }
        ),
        {"Most recent category of concern"},
    ),
)
