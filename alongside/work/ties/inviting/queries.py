"""Reads of who was asked in, and whether it worked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from alongside.work.tasks.models import Task
from alongside.work.ties.inviting.models import Asking, Wave
from alongside.work.ties.isolation.policies import isolation
from alongside.work.ties.isolation.queries import verdicts_of

STATES = ("connected", "thin", "alone", "unknown")


@dataclass(frozen=True, slots=True)
class Worked:
    """How the schools that were asked stood then, and how they stand on a later day; both counted.

    `on`: that later day: a term after they were asked, or today where that is still to come (`whole` False).
    """

    on: date
    whole: bool
    asked: int
    then: dict[str, int]
    now: dict[str, int]
    up: int
    states: dict[int, str]


def waiting_at(schools: Collection[int]) -> dict[int, Asking]:
    """The newest asking of each of these schools that waits for its answer, with who is to ask. One query."""
    found = Asking.objects.waiting().filter(school__in=schools).select_related("owner", "task", "wave")
    newest: dict[int, Asking] = {}
    for one in found.order_by("pk"):
        newest[one.school] = one
    return newest


def of_school(urn: int) -> list[Asking]:
    """Every time that a school was asked, the newest first. One query."""
    return list(Asking.objects.asked().filter(school=urn).select_related("owner", "task", "wave").order_by("-pk"))


def waves() -> list[Wave]:
    """Every wave, the newest first, with how many schools it asks (`schools`) and how many answered or would come."""
    coming, answered = Q(askings__state="coming"), Q(askings__answered_on__isnull=False)
    return list(
        Wave.objects.select_related("by").annotate(
            schools=Count("askings"),
            answered=Count("askings", filter=answered),
            coming=Count("askings", filter=coming),
        )
    )


def open_task(asking: Asking) -> bool:
    return asking.task is not None and asking.task.state == Task.State.OPEN


def worked(askings: Sequence[Asking], *, on: date) -> Worked | None:
    """Whether asking these schools worked: three queries for each day on which some were asked. None where none was.

    A school that was connected already when it was asked counts in neither: nobody wanted it to change.
    """
    later = timedelta(days=isolation().later_days)
    asked = [one for one in askings if one.asked_on and one.then and one.then != "connected"]
    if not asked:
        return None
    states: dict[int, str] = {}
    days = {min(one.asked_on + later, on) for one in asked if one.asked_on}
    for day in sorted(days):
        some = [one.school for one in asked if one.asked_on and min(one.asked_on + later, on) == day]
        states |= verdicts_of(some, on=day)
    then = Counter(one.then for one in asked)
    now = Counter(states.get(one.school, "unknown") for one in asked)
    rank = {"alone": 0, "unknown": 0, "thin": 1, "connected": 2}
    up = sum(rank[states.get(one.school, "unknown")] > rank[one.then] for one in asked)
    whole = all(one.asked_on + later <= on for one in asked if one.asked_on)
    counts = [{state: counter[state] for state in STATES} for counter in (then, now)]
    return Worked(max(days), whole, len(asked), counts[0], counts[1], up, states)
