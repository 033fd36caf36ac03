"""Ofsted's files of latest inspections: one row a school, with its latest graded inspection, the one before it and the
latest ungraded one; since Nov 2025 its latest report card, its latest inspection of the earlier kind, and the latest
ungraded one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from alongside.knowledge.inspections.formats import parts, reading
from alongside.knowledge.inspections.formats.headers import (
    KNOWN,
    SCHOOL_FIELDS,
    at_the_time,
    column,
    oeif_areas,
    report_card_areas,
    school,
)
from alongside.knowledge.inspections.formats.parts import Part, Unlikely
from alongside.knowledge.inspections.listings import ListingTeller
from alongside.knowledge.inspections.policies import eras
from alongside.knowledge.inspections.restating import restate_listings, restate_tellings
from alongside.knowledge.inspections.staging import InspectionTeller, Told
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.schools.staging import RegisterTeller

FAMILY = "ofsted-latest"
PUBLISHER = "Ofsted"
PAGE = (
    "https://www.gov.uk/government/statistical-data-sets/"
    "monthly-management-information-ofsteds-school-inspections-outcomes"
)


def _ungraded(number: str) -> tuple[Column, ...]:
    return (
        column("ungraded", "number", reading.number, number, required=True),
        column("ungraded", "started", reading.day, "Date of latest ungraded inspection"),
        column("ungraded", "published", reading.day, "Ungraded inspection publication date"),
        column(
            "ungraded",
            "converted",
            reading.yes,
            "Did the latest ungraded inspection convert to a graded inspection?",
        ),
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
        self._register = RegisterTeller(staging)
        self._inspections = InspectionTeller(staging, FAMILY)
        self._listings = ListingTeller(staging, FAMILY)
        self._row_of: dict[int, int] = {}
        self._policy = policy = eras()
        self._readers = [read(Part(part, self.columns, staging.as_at, policy)) for part, read in self.parts]
        places = [place for place, column in enumerate(self.columns) if column.name in SCHOOL_FIELDS]
        self._school = itemgetter(*places)
        self._laestab_then = self._places("laestab")

    def _places(self, name: str) -> list[int]:
        at = {column.name: place for place, column in enumerate(self.columns)}
        return [at[f"{part}.{name}"] for part, _ in self.parts]

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
            self._staging.refuse(row, "URN", str(urn), f"stands in row {first} already, which counts", _ASK)
            return
        said = dict(zip(SCHOOL_FIELDS, self._school(values), strict=True))
        self._register.tell(urn, row, said)
        self._take_inspections(urn, row, values, said, told)

    def left_out(self, row: int, values: Sequence[Any]) -> None:
        urn, authority = values[0], self._school(values)[SCHOOL_FIELDS.index("authority")]
        self._register.passed_over(urn, authority)
        self._listings.passed_over(urn)

    def finish(self) -> Sequence[Alarm]:
        alarms = self._inspections.finish()
        self._listings.finish()
        alarms += self._register.finish(complete=True)
        restate_listings(self._staging, FAMILY, self._listings.written)
        restate_tellings(self._staging, FAMILY, self._inspections.changed)
        return alarms

    def _take_inspections(
        self, urn: int, row: int, values: Sequence[Any], said: dict[str, Any], told: list[Told | None]
    ) -> None:
        numbers = [one.number if one else "" for one in told]
        graded, ungraded = [one for one in told[:2] if one], told[2]
        if ungraded and ungraded.number in numbers[:2]:  # it was turned into a graded one
            told, numbers = [*told[:2], None], [*numbers[:2], ""]
        for one in told:
            if one:
                self._inspections.tell(one)
        latest, before = [*(one.number for one in graded), "", ""][:2]
        self._listings.list(
            urn,
            row,
            said["authority"] or "",
            latest=latest,
            before=before,
            ungraded=numbers[2],
            complete_from=self.complete_from(told[0], told[1]),
        )
        if any(one and one.urn != urn for one in told):
            self._tell_predecessors(urn, row, values, said, told)

    def complete_from(self, first: Told | None, second: Told | None) -> str:
        """Since which inspection a row names every graded one; empty: since the school opened."""
        return second.number if second else ""

    def _tell_predecessors(
        self, urn: int, row: int, values: Sequence[Any], said: dict[str, Any], told: list[Told | None]
    ) -> None:
        """The schools that were inspected in this one's place, the one before it first."""
        found = [
            (one.started, one, values[place])
            for one, place in zip(told, self._laestab_then, strict=True)
            if one and one.urn != urn
        ]
        opened = date.fromisoformat(said["opened"]) if said["opened"] else None
        direct = max(found, key=itemgetter(0))[1].urn
        for started, one, laestab in sorted(found, key=itemgetter(0), reverse=True):
            same_area = laestab and said["laestab"] and laestab // 10_000 == said["laestab"] // 10_000
            self._register.tell_predecessor(
                one.urn,
                row,
                successor=urn,
                said={
                    "name": one.name_then,
                    "type": one.type_then,
                    "laestab": laestab,
                    "authority": said["authority"] if same_area else None,
                },
                opened=opened,
                seen=started,
                direct=one.urn == direct,
            )


_ASK = "Ask Ofsted, or leave the row out."
_SCHOOL_AND_UNGRADED = (*school(), *_ungraded("Latest ungraded inspection number since last graded inspection"))


class Until2025(LatestInspections):
    """The files to Oct 2025: latest graded inspection, the one before it, latest ungraded inspection."""

    columns = (*_SCHOOL_AND_UNGRADED, *_latest_graded(ended=False), *_previous(ended=False))
    parts = (("latest", parts.oeif), ("previous", parts.oeif), ("ungraded", parts.ungraded))


class WithEndDates(Until2025):
    """The same with the last day of each inspection, as in 2023."""

    columns = (*_SCHOOL_AND_UNGRADED, *_latest_graded(ended=True), *_previous(ended=True))


class Since2026(LatestInspections):
    """The files since Nov 2025: latest report card, latest inspection of the earlier kind, latest ungraded one."""

    columns = (*school(), *_ungraded("Latest ungraded inspection number"), *_full(), *_oeif())
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
