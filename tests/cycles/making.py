"""A cycle in the town of the tests, through the actions: who joined, who reviews."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.cast import person_holding
from tests.town import AT, BRIDGE, CANAL, LOCK, QUAY, Town

if TYPE_CHECKING:
    from alongside.work.peer_review.cycles.models import Cycle, Joining, Reviewer

JOINS_BY, FROM, UNTIL = date(2026, 12, 18), date(2027, 1, 11), date(2027, 3, 26)
PHASES = ("primary", "secondary", "special")


def cycle(town: Town, *, model: str = "focused", **said: Any) -> Cycle:
    from alongside.work.peer_review.cycles import actions

    said = {"title": "Spring 2027", "joins_by": JOINS_BY, "reviews_from": FROM, "reviews_until": UNTIL} | said
    return actions.open_cycle(model=model, by=town.director, at=AT, **said)


def joined(town: Town, of: Cycle, school: int = CANAL, **said: Any) -> Joining:
    from alongside.work.peer_review.cycles import actions

    said = {"focus": "Do all our pupils speak up?"} | said
    return actions.join(cycle=of.pk, school=school, by=town.head, at=AT, **said)


def reviewer(
    town: Town, name: str, school: int | None = None, *, trained: bool = True, person: Any = None, **said: Any
) -> Reviewer:
    from alongside.work.peer_review.cycles import actions

    said = {"phases": PHASES, "can_lead": True} | said
    who = person or town.person(person_holding(name))
    made = actions.recruit(person=who, school=school, by=town.director, at=AT, **said)
    if trained:
        actions.train(reviewer=made.pk, on=date(2026, 9, 10), by=town.director, at=AT)
    return made


def busy(town: Town) -> tuple[Cycle, list[Reviewer]]:
    """Canal and Bridge joined; one reviewer each of Lock and Quay, and one of no school."""
    made = cycle(town)
    joined(town, made, CANAL)
    joined(town, made, BRIDGE)
    people = [
        reviewer(town, "Lola Lock", LOCK, before=4),
        reviewer(town, "Quinn Quay", QUAY, can_lead=False),
        reviewer(town, "Nina Nowhere"),
    ]
    return made, people
