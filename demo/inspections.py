"""An inspection, and what its grades are under the framework of its day.

What inspectors see is a number: 0 an ordinary good school, higher better. Each framework turns it into its own words;
nothing in the demo turns one framework's words into another's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from demo.chance import Chance


class Framework(StrEnum):
    """How grades were given. The value is the year in which it began."""

    OLDEST = "2009"  # known only as a previous inspection
    AREAS = "2015"
    JUDGEMENTS = "2019"
    NO_OVERALL = "2024"
    REPORT_CARD = "2025"


class Kind(StrEnum):
    GRADED = "graded"
    UNGRADED = "ungraded"
    MONITORING = "monitoring"


_BEGAN = (
    (date(2025, 11, 10), Framework.REPORT_CARD),
    (date(2024, 9, 1), Framework.NO_OVERALL),
    (date(2019, 9, 1), Framework.JUDGEMENTS),
    (date(2015, 9, 1), Framework.AREAS),
    (date.min, Framework.OLDEST),
)
REPORT_CARD_WORDS = ("Urgent improvement", "Needs attention", "Expected standard", "Strong standard", "Exceptional")


def framework_on(day: date) -> Framework:
    return next(framework for began, framework in _BEGAN if day >= began)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What happened on one inspection. `type`, `grouping` and `event` are the publisher's words for what it was.

    `grades`: key of an area to 1–4 (0 or 8: not judged) or a report-card word; `regraded`: the day a monitoring
    inspection changed an area's grade. `safeguarding`: Yes, No, Met, Not met, or 9 where it was not judged apart.
    """

    urn: int
    kind: Kind
    framework: Framework
    started: date
    published: date
    type: str
    grouping: str
    event: str
    overall: int | None = None
    category: str = ""
    safeguarding: str = "9"
    grades: Mapping[str, int | str] = field(default_factory=dict)
    regraded: Mapping[str, date] = field(default_factory=dict)
    outcome: str = ""
    converted: bool = False
    number: str = ""

    @property
    def ended(self) -> date:
        return self.started + timedelta(days=1)

    def numbered(self, number: str) -> Inspection:
        return replace(self, number=number)


@dataclass(frozen=True, slots=True)
class Provision:
    """Which extra areas a school has to be graded in."""

    early_years: bool
    sixth_form: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """The graded part of an inspection."""

    overall: int | None
    category: str
    safeguarding: str
    grades: Mapping[str, int | str]


def overall_grade(seen: float) -> int:
    return 1 if seen > 1.35 else 2 if seen > -0.85 else 3 if seen > -1.75 else 4


def findings(framework: Framework, seen: float, provision: Provision, chance: Chance) -> Findings:
    """The grades that inspectors give under a framework for what they saw."""
    if framework is Framework.REPORT_CARD:
        return _report_card(seen, provision, chance)
    return graded(framework, overall_grade(seen), provision, chance)


def graded(framework: Framework, overall: int, provision: Provision, chance: Chance) -> Findings:
    """Findings on the four-point scale. The overall grade leads; from Sept 2024 it is felt but not given."""
    unsafe = overall == 4 and chance.happens(0.3)
    grades: dict[str, int | str] = {"leadership": overall}
    if framework is Framework.AREAS:
        grades |= {"teaching": overall, "welfare": _near(overall, chance), "outcomes": overall}
    elif framework in (Framework.JUDGEMENTS, Framework.NO_OVERALL):
        grades |= {
            "education": 3 if overall == 4 and unsafe and chance.happens(0.5) else overall,
            "behaviour": _near(overall, chance),
            "development": _near(overall, chance),
        }
    if provision.early_years and framework is not Framework.OLDEST:
        grades["early years"] = _near(overall, chance)
    if provision.sixth_form and framework is not Framework.OLDEST:
        grades["sixth form"] = _near(overall, chance)
    safeguarding = "9" if framework in (Framework.OLDEST,) else "No" if unsafe else "Yes"
    return Findings(
        overall=None if framework is Framework.NO_OVERALL else overall,
        category=_category(grades, chance) if overall == 4 else "",
        safeguarding=safeguarding,
        grades=grades,
    )


def _category(grades: Mapping[str, int | str], chance: Chance) -> str:
    """Where neither education nor personal development is inadequate: serious weaknesses; else leaders decide it."""
    both_better = grades.get("education", 4) != 4 and grades.get("development", 4) != 4
    return "SWK" if both_better or chance.happens(0.25) else "SM"


def _near(overall: int, chance: Chance) -> int:
    """A judgement beside the overall grade: mostly the same, behaviour and the like often one better."""
    return max(1, overall - 1) if chance.happens(0.3 if overall < 3 else 0.6) else overall


def _report_card(seen: float, provision: Provision, chance: Chance) -> Findings:
    areas = ["inclusion", "curriculum", "achievement", "attendance", "wellbeing", "governance"]
    areas += ["early years"] * provision.early_years + ["post-16"] * provision.sixth_form
    grades: dict[str, int | str] = {}
    for area in areas:
        score = seen + chance.gauss(0, 0.55)
        level = 4 if score > 2.5 else 3 if score > 0.85 else 2 if score > -1.1 else 1 if score > -2.35 else 0
        grades[area] = REPORT_CARD_WORDS[level]
    met = not (seen < -1.6 and chance.happens(0.25))
    return Findings(None, report_card_category(grades, met=met), "Met" if met else "Not met", grades)


def report_card_category(grades: Mapping[str, int | str], *, met: bool) -> str:
    """Special measures if leadership is at urgent improvement and so is another area, or safeguarding is not met;
    else significant improvement if anything is (the rule of Nov 2025, as the unions explain it)."""
    urgent = {area for area, word in grades.items() if word == REPORT_CARD_WORDS[0]}
    if "governance" in urgent and (len(urgent) > 1 or not met):
        return "SM"
    return "RSI" if urgent or not met else ""
