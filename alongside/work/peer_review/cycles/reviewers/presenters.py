"""Reviewers in words: the list, its filters and export, the page of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.http import QueryDict

from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.peer_review.cycles import queries
from alongside.work.peer_review.cycles.models import Pairing, Reviewer
from alongside.work.peer_review.cycles.policies import peer_review
from alongside.work.ties.topics import topics

SHOWS = {
    "": "Who review",
    "lead": "Who can lead",
    "untrained": "Not trained, or no longer",
    "soon": "Training runs out soon",
    "down": "Who stood down",
}
HEADER = (
    "Name",
    "School",
    "Phases",
    "Can lead",
    "Trained until",
    "Schools in a cycle at most",
    "Reviews before",
    "State",
)


@dataclass(frozen=True, slots=True)
class Asked:
    q: str = ""
    show: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        show = str(query.get("show", ""))
        return cls(str(query.get("q", ""))[:80].replace("\x00", ""), show if show in SHOWS else "")

    def narrow(self, found: Any, on: date) -> Any:
        """Of `queries.reviewers`."""
        down = Reviewer.State.STOOD_DOWN
        found = found.filter(state=down) if self.show == "down" else found.exclude(state=down)
        if self.q:
            found = found.filter(person__name__icontains=self.q)
        if self.show == "lead":
            found = found.filter(can_lead=True)
        elif self.show == "untrained":
            found = found.filter(Q(until__isnull=True) | Q(until__lt=on))
        elif self.show == "soon":
            found = found.filter(until__gte=on, until__lte=on + timedelta(days=peer_review().training_soon_days))
        return found.order_by(F("until").asc(nulls_first=True), "person__name", "pk")


@dataclass(frozen=True, slots=True)
class Line:
    reviewer: Any
    school: str
    phases: str
    until: date | None
    trained: str  # yes, soon, no


def lines(found: Iterable[Any], on: date) -> list[Line]:
    """Reviewers (`queries.reviewers`) as a list shows them. One query for the names of schools."""
    every = list(found)
    names = names_of(one.school for one in every)
    return [
        Line(one, names.get(one.school or 0, ""), phases_in_words(one), one.until, trained(one.until, on))
        for one in every
    ]


def trained(until: date | None, on: date) -> str:
    if until is None or until < on:
        return "no"
    return "soon" if until <= on + timedelta(days=peer_review().training_soon_days) else "yes"


def rows(found: Iterable[Line]) -> Iterator[tuple[Any, ...]]:
    """As HEADER names them."""
    for line in found:
        one = line.reviewer
        lead = "yes" if one.can_lead else "no"
        yield (str(one), line.school, line.phases, lead, line.until, one.most, one.before, one.get_state_display())


def numbers(on: date) -> dict[str, int]:
    """How many there are, how many of them trained, and of those how many can lead."""
    every = list(queries.reviewers().exclude(state=Reviewer.State.STOOD_DOWN).values_list("until", "can_lead"))
    ready = [lead for until, lead in every if until and until >= on]
    return {"all": len(every), "trained": len(ready), "lead": sum(ready), "untrained": len(every) - len(ready)}


def page(reviewer: Reviewer, on: date) -> dict[str, Any]:
    """What the page of a reviewer shows."""
    trainings = list(reviewer.trainings.all())
    interests = list(reviewer.interests.filter(over=False))
    found = Pairing.objects.with_team().filter(seats__reviewer=reviewer).order_by("-cycle__reviews_from", "-pk")
    pairings = list(found.distinct()[:20])
    names = names_of([reviewer.school, *(one.school for one in interests), *(one.school for one in pairings)])
    until = max((one.until for one in trainings), default=None)
    return {
        "school": names.get(reviewer.school or 0, ""),
        "phases": phases_in_words(reviewer),
        "knows": topics().names(reviewer.expertise),
        "until": until,
        "trained": trained(until, on),
        "trainings": trainings,
        "interests": [(one, names[one.school]) for one in interests],
        "absences": list(reviewer.absences.filter(last__gte=on)),
        "pairings": [(one, names[one.school]) for one in pairings],
        "active": reviewer.state == Reviewer.State.ACTIVE,
        "thing": reviewer.thing,
    }


def phases_in_words(reviewer: Reviewer) -> str:
    return ", ".join(PHASES[key].name if key in PHASES else key for key in reviewer.phases)
