"""Which schools have been reviewed in some form, since when: the list, its filters, its export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from alongside.floor.kernel.periods import add_months
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.peer_review.cycles.policies import peer_review
from alongside.work.ties.models import Tie

STATES = {"": "All", "lately": "Reviewed lately", "before": "Longer ago", "never": "Not yet"}
NAMES = ("district", "phase", "state", "form")
FORMS = {"": "Every form", "ours": "The partnership’s", "elsewhere": "A trust’s or another organisation’s"}
HEADER = (
    "School",
    "URN",
    "District",
    "Phase",
    "Reviewed",
    "Last review",
    "What it was",
    "First review",
    "Reviews in all",
)
ELSEWHERE = "review-elsewhere "


@dataclass(frozen=True, slots=True)
class Line:
    """A school with its reviews. `last`, `first`: None where none is recorded. `state`: lately, before, never."""

    urn: int
    name: str
    district: str
    phase: str
    state: str
    last: date | None = None
    what: str = ""
    first: date | None = None
    number: int = 0

    @property
    def says(self) -> str:
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters; empty ones let everything pass."""

    district: str = ""
    phase: str = ""
    state: str = ""
    form: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        return cls(**{name: str(query[name])[:40].replace("\x00", "") for name in NAMES if query.get(name)})

    @property
    def query(self) -> str:
        said = {name: getattr(self, name) for name in NAMES if getattr(self, name)}
        return f"?{urlencode(said)}" if said else ""


def lines(asked: Asked, *, on: date) -> list[Line]:
    """The city's open state-funded schools, those that wait longest first. Two queries."""
    schools = profiles().in_authority(partnership().authority).open().state_funded().order_by("sort_name", "urn")
    if asked.district:
        schools = schools.filter(district=asked.district)
    if asked.phase:
        schools = schools.filter(phase=asked.phase)
    shown = list(schools.only("urn", "name", "district", "phase"))
    reviews = _reviews(asked.form, on)
    since = add_months(on, -12 * peer_review().reviewed_within_years)
    found = [_line(one, reviews.get(one.urn, ()), since) for one in shown]
    found = [one for one in found if not asked.state or one.state == asked.state]
    return sorted(found, key=lambda one: one.last or date.min)


def numbers(found: Iterable[Line]) -> dict[str, int]:
    """How many are in which state, and how many in all."""
    states = [one.state for one in found]
    return {"all": len(states), **{state: states.count(state) for state in ("lately", "before", "never")}}


def rows(found: Iterable[Line]) -> Iterator[tuple[Any, ...]]:
    """As HEADER names them."""
    for one in found:
        yield (
            *(one.name, one.urn, one.district, one.phase, one.says),
            *(one.last, one.what, one.first, one.number),
        )


def _reviews(form: str, on: date) -> dict[int, list[tuple[date, str]]]:
    """By school: the days and names of its reviews until a day, the newest first."""
    ties = Tie.objects.standing().filter(kind=Tie.Kind.REVIEW_RECEIVED, since__lte=on)
    if form == "elsewhere":
        ties = ties.filter(source__startswith=ELSEWHERE)
    elif form:
        ties = ties.exclude(source__startswith=ELSEWHERE)
    found: dict[int, dict[str, tuple[date, str]]] = {}
    for school, source, since, name in ties.values_list("school", "source", "since", "name"):
        found.setdefault(school, {})[source] = (since, name)  # one review is several ties, one a reviewer's school
    return {school: sorted(some.values(), reverse=True) for school, some in found.items()}


def _line(school: Profile, reviews: Sequence[tuple[date, str]], since: date) -> Line:
    district = policy_of_districts().name_of(school.district)
    phase = PHASES[school.phase].name if school.phase in PHASES else school.phase
    if not reviews:
        return Line(school.urn, school.name, district, phase, "never")
    last, what = reviews[0]
    state = "lately" if last >= since else "before"
    return Line(school.urn, school.name, district, phase, state, last, what, reviews[-1][0], len(reviews))
