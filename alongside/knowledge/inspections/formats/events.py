"""Ofsted's files of all inspections of a period: one row an inspection, graded or not. Four shapes since 2015: with the
areas of 2015, with those of 2019, without an overall grade (Oct 2024 to Oct 2025), and with report cards.

They list what was published in the period, so they prove for it that nothing is missing. They are no register: a school
is taken from them only where nothing else tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from alongside.floor.kernel.periods import AcademicYear
from alongside.knowledge.inspections.facts import Era, Kind
from alongside.knowledge.inspections.formats import reading
from alongside.knowledge.inspections.formats.headers import (
    KNOWN,
    OEIF_AREAS,
    REPORT_CARD,
    SCHOOL_FIELDS,
    column,
    oeif_areas,
    report_card_areas,
    school,
)
from alongside.knowledge.inspections.formats.latest import PAGE, PUBLISHER
from alongside.knowledge.inspections.formats.parts import Part, Unlikely
from alongside.knowledge.inspections.formats.reading import grades_text
from alongside.knowledge.inspections.policies import eras
from alongside.knowledge.inspections.restating import restate_period
from alongside.knowledge.inspections.staging import InspectionTeller, Told
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.schools.models import Record
from alongside.knowledge.schools.staging import RegisterTeller

FAMILY = "ofsted-inspections"
SAFEGUARDING = ("Safeguarding is effective?", "Safeguarding is effective", "Is safeguarding effective?")
OLD = {
    "teaching_learning_assessment": "Quality of teaching, learning and assessment",
    "personal_development_behaviour_welfare": "Personal development, behaviour and welfare",
    "leadership_and_management": "Effectiveness of leadership and management",
    "outcomes_for_pupils": "Outcomes for pupils",
    "early_years": "Early years provision (where applicable)",
    "sixth_form": "16 to 19 study programmes (where applicable)",
}


def _common(*, ended: bool = True) -> tuple[Column, ...]:
    return (
        *school(required=False),
        column("one", "number", reading.number, "Inspection number", required=True),
        column("one", "event", reading.words, "Inspection type", forgiving=True),
        column("one", "grouping", reading.words, "Inspection type grouping", forgiving=True),
        column("one", "event_grouping", reading.words, "Event type grouping", forgiving=True),
        column("one", "started", reading.day, "Inspection start date", required=True),
        *([column("one", "ended", reading.day, "Inspection end date", forgiving=True)] if ended else []),
        column("one", "published", reading.day, "Publication date", required=True),
        column("one", "category", reading.category, "Category of concern"),
        column(
            "one",
            "outcome",
            reading.outcome,
            "Ungraded inspection overall outcome",
            "Outcomes for S8 inspections that did not convert",
            "Outcomes for legacy monitoring inspections",
            "Outcomes for ungraded and monitoring inspections that did not convert",
            forgiving=True,
        ),
    )


class AllInspections:
    """Takes the rows of a file. See opendata.registry.Loader."""

    columns: tuple[Column, ...] = ()
    areas: tuple[str, ...] = ()
    has_overall = True
    period: Callable[[date], date]

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._inspections = InspectionTeller(staging, FAMILY)
        self._register = RegisterTeller(staging)
        self._known = set(Record.objects.filter(load__lte=staging.version).values_list("urn", flat=True).distinct())
        self._part = part = Part("one", self.columns, staging.as_at, eras())
        self._common = part.pick("number", "started", "ended", "published", "event", "outcome")
        self._kinds = part.pick("event", "grouping", "event_grouping")
        self._graded = part.pick("overall", "category", "safeguarding")
        self._areas = part.pick(*self.areas)
        self._school = itemgetter(*(at for at, one in enumerate(self.columns) if one.name in SCHOOL_FIELDS))
        absent = {name for name in ("overall", "category", "safeguarding") if not part.has(name)}
        self._unsaid = ",".join(sorted(absent - ({"overall"} if self.areas == tuple(REPORT_CARD) else set())))

    def take(self, row: int, values: Sequence[Any]) -> None:
        try:
            told = self._read(row, values)
        except Unlikely as unlikely:
            self._staging.refuse(row, unlikely.column, unlikely.value, unlikely.why, unlikely.remedy)
            return
        if told is None:
            self._staging.refuse(row, "Inspection number", "", "is empty, so there is no inspection to keep", _ASK)
            return
        self._inspections.tell(told)
        said = dict(zip(SCHOOL_FIELDS, self._school(values), strict=True))
        if said["name"] and said["type"] and told.urn not in self._known:
            self._known.add(told.urn)
            self._register.tell(told.urn, row, said)

    def finish(self) -> Sequence[Alarm]:
        alarms = self._inspections.finish()
        self._register.finish(complete=False, authorities_covered=())
        restate_period(self._staging, FAMILY, self._inspections.changed, type(self).period(self._staging.as_at))
        return alarms

    def _read(self, row: int, values: Sequence[Any]) -> Told | None:
        number, started, ended, published, event, outcome = self._common(values)
        overall, category, safeguarding = self._graded(values)
        grades = self._areas(values)
        urn = values[0]
        if urn is None:
            raise self._part.unlikely("urn", "", "is empty, so nobody knows which school was inspected")
        judged = overall if overall is not None else next((one for one in grades if one is not None), None)
        if not self._part.check(number, started, published, judged):
            return None
        kind = self._kind(values, graded=judged is not None)
        return Told(
            number, row, urn, kind.value, self._era(kind, started, overall), event or "", outcome or "", started,
            ended, published, overall, category or "", safeguarding, grades_text(self.areas, grades), self._unsaid,
            "", "",
        )  # fmt: skip

    def _kind(self, values: Sequence[Any], *, graded: bool) -> Kind:
        """Grades make an inspection graded, unless it is called monitoring and was not turned into a graded one."""
        event, grouping, event_grouping = (word.casefold() if word else "" for word in self._kinds(values))
        groupings = f"{grouping} {event_grouping}"
        if graded and ("monitoring" not in groupings or "deemed" in groupings or "conversion" in groupings):
            return Kind.GRADED
        everything = f"{event} {groupings}"
        is_ungraded = any(word in everything for word in ("ungraded", "short", "good and", "good or", "exempt"))
        return Kind.UNGRADED if is_ungraded and "monitoring" not in everything else Kind.MONITORING

    def _era(self, kind: Kind, started: str, overall: int | None) -> str:
        return self._part.era_of(started, overall)


_ASK = "Ask Ofsted, or leave the row out."


def _this_year(as_at: date) -> date:
    return AcademicYear.of(as_at).first_day


class Since2015(AllInspections):
    """September 2015 to August 2019, in one file under a title."""

    areas = tuple(OLD)
    columns = (
        *_common(),
        column("one", "overall", reading.grade, "Overall effectiveness", required=True),
        column("one", "safeguarding", reading.safeguarding, *SAFEGUARDING),
        *(column("one", area, reading.grade, header) for area, header in OLD.items()),
    )

    @staticmethod
    def period(as_at: date) -> date:
        return date(2015, 9, 1)


class Since2019(AllInspections):
    """September 2019 to September 2024, a file a year."""

    areas = tuple(OEIF_AREAS)
    columns = (
        *_common(),
        column("one", "overall", reading.grade, "Overall effectiveness", required=True),
        column("one", "safeguarding", reading.safeguarding, *SAFEGUARDING),
        *oeif_areas("one", ""),
    )
    period = staticmethod(_this_year)


class Since2024(AllInspections):
    """Published October 2024 to October 2025: no overall grade."""

    areas = tuple(OEIF_AREAS)
    columns = (
        *_common(),
        column("one", "safeguarding", reading.safeguarding, *SAFEGUARDING),
        *oeif_areas("one", ""),
    )
    period = staticmethod(_this_year)


class Since2025(AllInspections):
    """Since November 2025: report cards."""

    areas = tuple(REPORT_CARD)
    columns = (
        *_common(ended=False),
        column("one", "safeguarding", reading.safeguarding, "Safeguarding standards"),
        *report_card_areas("one", dated=False),
    )
    period = staticmethod(_this_year)

    def _era(self, kind: Kind, started: str, overall: int | None) -> str:
        return Era.REPORT_CARD.value if kind is Kind.GRADED else super()._era(kind, started, overall)


_PUBLISHED = frozenset(
    {
        "Academic year",
        "Did the latest S8 inspection convert to a full inspection?",
        "Did the latest section 8 inspection of a good or non-exempt outstanding school convert to a full inspection?",
        "Did the latest ungraded inspection convert to a graded inspection?",
    }
)
_EVERY = frozenset({"URN", "Inspection number", "Inspection start date", "Publication date"})


def _format(key: str, title: str, loader: type[AllInspections], *signature: str, stale: int | None = None) -> Format:
    return Format(
        key=key,
        family=FAMILY,
        title=title,
        publisher=PUBLISHER,
        columns=loader.columns,
        signature=_EVERY | set(signature),
        loader=loader,
        known=KNOWN | _PUBLISHED,
        stale_after_days=stale,
        page=PAGE,
        newest="Publication date",
        period=loader.period,
    )


FORMATS = (
    _format(
        "ofsted-inspections-2015",
        "Ofsted, all inspections of state-funded schools, September 2015 to August 2019",
        Since2015,
        "Overall effectiveness",
        "Outcomes for pupils",
        "Quality of teaching, learning and assessment",
    ),
    _format(
        "ofsted-inspections-2019",
        "Ofsted, all inspections of state-funded schools, year to date (with overall grade, to September 2024)",
        Since2019,
        "Overall effectiveness",
        "Quality of education",
    ),
    _format(
        "ofsted-inspections-2024",
        "Ofsted, all inspections of state-funded schools, year to date (without overall grade, to October 2025)",
        Since2024,
        "Quality of education",
    ),
    _format(
        "ofsted-inspections-2025",
        "Ofsted, all inspections of state-funded schools, year to date (report cards, since November 2025)",
        Since2025,
        "Curriculum and teaching",
        "Leadership and governance",
        stale=62,
    ),
)
