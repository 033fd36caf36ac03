"""The frozen facts that rules take: an inspection, and what is known of a school's inspections altogether."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Era(StrEnum):
    """A way of grading. An inspection belongs to the era in whose terms it was graded (policies/eras.yaml)."""

    OVERALL = "overall grade"
    JUDGEMENTS = "key judgements"
    REPORT_CARD = "report card"


class Kind(StrEnum):
    """What an inspection was. Only graded ones (report cards among them) change a school's standing."""

    GRADED = "graded"
    UNGRADED = "ungraded"
    MONITORING = "monitoring"


class Mark(StrEnum):
    """What standing says at a glance. Not a scale: marks of different eras are not compared."""

    NO_CONCERN = "no-concern"
    IMPROVE = "improve"
    CONCERN = "category"
    NOT_INSPECTED = "not-inspected"
    NOT_KNOWN = "not-known"


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
AREA_WORDS = {
    "quality_of_education": "Quality of education",
    "behaviour_and_attitudes": "Behaviour and attitudes",
    "personal_development": "Personal development",
    "leadership_and_management": "Leadership and management",
    "teaching_learning_assessment": "Teaching, learning and assessment",
    "personal_development_behaviour_welfare": "Personal development, behaviour and welfare",
    "outcomes_for_pupils": "Outcomes for pupils",
    "early_years": "Early years",
    "sixth_form": "Sixth form",
    "inclusion": "Inclusion",
    "curriculum_and_teaching": "Curriculum and teaching",
    "achievement": "Achievement",
    "attendance_and_behaviour": "Attendance and behaviour",
    "personal_development_and_wellbeing": "Personal development and wellbeing",
    "post_16": "Post-16 provision",
    "leadership_and_governance": "Leadership and governance",
}
REPORT_CARD_GRADES = ("Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement")
OVERALL_WORDS = {1: "Outstanding", 2: "Good", 3: "Requires improvement", 4: "Inadequate"}
SATISFACTORY, SATISFACTORY_UNTIL = "Satisfactory", date(2012, 8, 31)  # what grade 3 was called until then

Grade = int | str  # 1 to 4 until Nov 2025, a word of REPORT_CARD_GRADES since


class Areas(dict[str, Grade]):
    """Grades by area. Never changed once made, so that equal grades can share one reading."""

    _hash: int | None = None

    def __hash__(self) -> int:  # type: ignore[override]
        if self._hash is None:
            self._hash = hash(frozenset(self.items()))
        return self._hash


NO_AREAS = Areas()


class Update(NamedTuple):
    """A grade, category or safeguarding judgement that a report card carries from a later day on.

    Ofsted's files since Nov 2025 date each grade, and a monitoring visit may raise one. `area` is the key of an area,
    or `safeguarding` (True, False) or `category` (a Category or None).
    """

    area: str
    to: Grade | bool | Category | None
    on: date


class Inspection(NamedTuple):
    """One inspection as the newest loaded file tells it.

    `overall` 1 to 4, None where none was given. `areas`: key of the area to its grade; areas that were not judged are
    not in it. `safeguarding`: True met or effective, False not. `urn` is the school's URN at the time.
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
    areas: Areas = NO_AREAS
    updates: tuple[Update, ...] = ()
    outcome: str = ""  # the words of an ungraded or monitoring inspection
    event: str = ""  # the type in the publisher's words
    name_then: str = ""
    type_then: str = ""
    load: int = 0
    row: int = 0
    as_at: date | None = None  # of the file


class Span(NamedTuple):
    """A stretch of publication days in which every graded inspection of a school is known. `first` None: since it
    opened."""

    first: date | None
    last: date


class History(NamedTuple):
    """Everything the loaded files say about the inspections of one school, in order of inspection, and where that is
    complete (spans in order, none touching the next). No span: no loaded file covers the school."""

    urn: int
    inspections: tuple[Inspection, ...] = ()
    spans: tuple[Span, ...] = ()
