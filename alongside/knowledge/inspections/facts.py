"""The frozen facts that rules take: an inspection, and what is known of a school's inspections altogether."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Era(StrEnum):
    """A way of grading. An inspection belongs to the era in whose terms it was graded."""

    OVERALL = "overall grade"  # to Aug 2024
    JUDGEMENTS = "key judgements"  # graded inspections from Sept 2024
    REPORT_CARD = "report card"  # from 10 Nov 2025


class Kind(StrEnum):
    """What an inspection was. Only graded ones (report cards among them) change a school's standing."""

    GRADED = "graded"
    UNGRADED = "ungraded"
    MONITORING = "monitoring"


class Category(StrEnum):
    """A category of concern, by the codes that Ofsted publishes."""

    SPECIAL_MEASURES = "SM"
    SERIOUS_WEAKNESSES = "SWK"
    SIGNIFICANT_IMPROVEMENT = "RSI"  # what serious weaknesses are called since Nov 2025
    NOTICE_TO_IMPROVE = "NTI"  # historic

    @property
    def words(self) -> str:
        return _CATEGORY_WORDS[self]


_CATEGORY_WORDS = {
    Category.SPECIAL_MEASURES: "special measures",
    Category.SERIOUS_WEAKNESSES: "serious weaknesses",
    Category.SIGNIFICANT_IMPROVEMENT: "requires significant improvement",
    Category.NOTICE_TO_IMPROVE: "notice to improve",
}

# Keys of graded areas. The first four are the key judgements of 2019 to 2025.
KEY_JUDGEMENTS = (
    "quality_of_education",
    "behaviour_and_attitudes",
    "personal_development",
    "leadership_and_management",
)
OLD_AREAS = (  # graded 2015 to 2019
    "teaching_learning_assessment",
    "personal_development_behaviour_welfare",
    "leadership_and_management",
    "outcomes_for_pupils",
)
REPORT_CARD_AREAS = (
    "inclusion",
    "curriculum_and_teaching",
    "achievement",
    "attendance_and_behaviour",
    "personal_development_and_wellbeing",
    "early_years",
    "post_16",
    "leadership_and_governance",
)
REPORT_CARD_GRADES = ("Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement")
OVERALL_WORDS = {1: "Outstanding", 2: "Good", 3: "Requires improvement", 4: "Inadequate"}


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection as the newest loaded file tells it.

    `overall` 1 to 4, None where none was given. `areas`: key of the area to its grade, 1 to 4 before Nov 2025 and a
    report-card word since; areas that were not judged are not in it. `safeguarding`: True met or effective, False not.
    `urn` is the school's URN at the time.
    """

    number: str
    urn: int
    kind: Kind
    era: Era
    started: date
    published: date | None
    overall: int | None = None
    category: Category | None = None
    safeguarding: bool | None = None
    areas: Mapping[str, int | str] = field(default_factory=dict)
    outcome: str = ""  # the words of an ungraded or monitoring inspection
    event: str = ""  # the type in the publisher's words
    name_then: str = ""
    type_then: str = ""
    load: int = 0
    row: int = 0
    as_at: date | None = None  # of the file


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which all graded inspections of a school are known. `first` None: since it opened."""

    first: date | None
    last: date


@dataclass(frozen=True, slots=True)
class History:
    """Everything the loaded files say about the inspections of one school: newest publication last, and where the
    telling is complete. No span: no loaded file covers the school."""

    urn: int
    inspections: tuple[Inspection, ...] = ()
    spans: tuple[Span, ...] = ()
