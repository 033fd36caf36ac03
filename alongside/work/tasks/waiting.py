"""Tasks in My work and in the personal calendar."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from alongside.floor.accounts.waiting import Card, Diary, Entry, Figure, Source, Waiting, Who
from alongside.work.tasks import queries
from alongside.work.tasks.models import Task


def lines(who: Who, on: date) -> list[Waiting]:
    """What they are to do, and what they asked others to do. One query."""
    return [
        Waiting(
            words=one.words,
            address=reverse("tasks:one", args=[one.pk]),
            kind="Agreed",
            due=one.due,
            for_me=one.owner_id == who.person,
            school=one.school,
            whom="" if one.owner_id == who.person else str(one.owner),
        )
        for one in queries.of_person(who.person, who.user)
    ]


def entries(who: Who, since: date) -> list[Entry]:
    """The days on which what they are to do is due. One query, none for who is nobody recorded."""
    if who.person is None:
        return []
    found = Task.objects.open().filter(owner=who.person, due__gte=since).order_by("due", "pk")[:500]
    return [
        Entry(
            uid=f"task {one.pk}",
            begins=one.due,
            words=_shortly(one),
            address=reverse("tasks:one", args=[one.pk]),
            school=one.school,
        )
        for one in found
    ]


def overdue(who: Who, on: date) -> Figure | None:
    """What was agreed and has not come about in time, within their reach. One query."""
    number = queries.visible(who.user).overdue(on).count()
    address = reverse("tasks:list") + "?state=overdue"
    if not number:
        return Figure(number=0, words="tasks overdue", address=address, says="Nothing that was agreed is late.")
    return Figure(number=number, words="tasks overdue" if number > 1 else "task overdue", address=address, act=True)


def _shortly(task: Task) -> str:
    """A calendar is read over shoulders: the words of a task that its school may not see stay here."""
    if not task.shown_to_school:
        return "Something agreed is due"
    return f"Due: {task.words[:80]}"


SOURCE = Source("tasks", 10, lines)
DIARY = Diary("tasks", entries)
CARD = Card("tasks", 30, "tasks.change", overdue)
