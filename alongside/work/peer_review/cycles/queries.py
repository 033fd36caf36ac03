"""Reads of cycles, for their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from alongside.knowledge.people.models import Person
from alongside.work.peer_review.cycles.models import Cycle, Joining, Pairing, Proposal, Reviewer, Training

State = Cycle.State


def cycles() -> QuerySet[Cycle]:
    """Every cycle, with how many schools take part and how many are paired."""
    joined = Count("joinings", filter=Q(joinings__state=Joining.State.JOINED), distinct=True)
    paired = Count("pairings", filter=Q(pairings__state=Pairing.State.STANDS), distinct=True)
    found: QuerySet[Cycle] = Cycle.objects.annotate(joined=joined, paired=paired)
    return found


def joinings(cycle: Cycle) -> list[Joining]:
    return list(cycle.joinings.filter(state=Joining.State.JOINED).order_by("pk"))


def joinings_of(schools: Iterable[int]) -> list[Joining]:
    """What these schools take part in, where it is not over."""
    found = Joining.objects.filter(school__in=list(schools), state=Joining.State.JOINED)
    running = found.filter(cycle__state__in=(State.OPEN, State.PAIRED))
    return list(running.select_related("cycle").order_by("cycle__reviews_from", "pk"))


def pairings(cycle: Cycle) -> list[Pairing]:
    return list(Pairing.objects.standing().with_team().filter(cycle=cycle).order_by("pk"))


def pairings_of(person: int | None) -> list[Pairing]:
    """The reviews that somebody is to do, of cycles that are not over."""
    if person is None:
        return []
    found = Pairing.objects.standing().filter(seats__reviewer__person=person, cycle__state=State.PAIRED)
    return list(found.with_team().distinct().order_by("cycle__reviews_from", "pk"))


def newest_proposal(cycle: Cycle) -> Proposal | None:
    """What there is to decide, or is being worked out."""
    wanted = (Proposal.State.WAITING, Proposal.State.READY, Proposal.State.FAILED)
    found = cycle.proposals.order_by("-pk").first()
    return found if found and found.state in wanted else None


def reviewers() -> Any:
    """Every reviewer, with their person and `until` when their training holds."""
    return Reviewer.objects.select_related("person").annotate(until=Max("trainings__until"))


def reviewer_of(user: Any) -> Reviewer | None:
    """The reviewer whose account this is."""
    if not user.is_authenticated:
        return None
    return Reviewer.objects.select_related("person").filter(person__user=user).first()


def ready(on: date) -> int:
    """How many review, and are trained until a day."""
    trained = Training.objects.filter(reviewer=OuterRef("pk"), until__gte=on)
    return int(Reviewer.objects.active().filter(Exists(trained)).count())


def people_called(name: str, most: int = 20) -> list[Person]:
    """People by a part of their name who are no reviewers yet."""
    found = Person.objects.filter(name__icontains=name.strip(), reviewer__isnull=True)
    return list(found.order_by("name", "pk")[:most])
