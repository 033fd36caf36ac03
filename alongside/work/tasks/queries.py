"""Reads: tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import roles
from alongside.knowledge.people.models import Holding, Person
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles
from alongside.work.tasks.models import Task, TaskQuerySet


def task(pk: int) -> Task | None:
    """A task with whoever is to do it, who asked for it and who changed it last."""
    found: Task | None = Task.objects.select_related("owner", "asked_by", "by").filter(pk=pk).first()
    return found


def visible(user: Any) -> TaskQuerySet:
    """The tasks that somebody sees by their roles: the office all within reach, the others what schools are shown."""
    covers = reach(user, "tasks.see")
    found: TaskQuerySet = Task.objects.select_related("owner", "asked_by")
    shown = found.visible(covers, office=user.is_office)
    if covers.contract and not covers.everywhere:
        maintained = profiles().maintained().in_authority(partnership().authority).values("urn")
        shown = shown | found.shown().filter(school__in=maintained)
    return shown


def of_person(person: int | None, user: Any, *, most: int = 200) -> list[Task]:
    """The open tasks that somebody is to do or waits for, the first due first. One query.

    The first of each are taken from its index: who asked for thousands need not wait until they are all sorted.
    """
    first_due = Task.objects.open().order_by("due", "pk")
    concerned = Q(pk__in=first_due.filter(asked_by=user).values("pk")[:most])
    if person:
        concerned |= Q(pk__in=first_due.filter(owner=person).values("pk")[:most])
    return list(Task.objects.filter(concerned).select_related("owner").order_by("due", "pk")[:most])


def possible_owners(school: int | None, *, on: date, beside: Sequence[Person] = ()) -> list[tuple[Person, str]]:
    """Who could do it: the people of the school, then those of the office, each with their role. One query."""
    office = Q(role__in=roles().office)
    held = Holding.objects.on(on).filter(office | Q(scope="school", school=school) if school else office)
    found: dict[Person, str] = {}
    for one in sorted(held.select_related("person"), key=lambda one: (one.role in roles().office, one.person.name)):
        found.setdefault(one.person, one.title)
    for person in beside:
        found.setdefault(person, "")
    return list(found.items())
