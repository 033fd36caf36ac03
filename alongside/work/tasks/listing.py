"""The list of tasks that an address asks for, and what it says of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.naming import names_of
from alongside.work.tasks.models import Task, TaskQuerySet

STATES = (
    ("", "Still to do"),
    ("overdue", "Overdue"),
    ("done", "Done"),
    ("dropped", "No longer needed"),
    ("all", "All"),
)
HEADER = (
    "What",
    "Who",
    "By when",
    "State",
    "School",
    "URN",
    "District",
    "Agreed in",
    "Asked for by",
    "Ended",
    "What came of it",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address narrows the list to. What it says that there is not narrows nothing."""

    state: str = ""
    district: str = ""
    school: int | None = None

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        state, district, school = (query.get(name, "") for name in ("state", "district", "school"))
        return cls(
            state if state in dict(STATES) else "",
            district if district in policy_of_districts().all_keys else "",
            int(school) if school.isdecimal() and len(school) < 10 else None,
        )

    def narrow(self, tasks: TaskQuerySet, on: date) -> TaskQuerySet:
        if self.state == "overdue":
            tasks = tasks.overdue(on)
        elif self.state in ("done", "dropped"):
            tasks = tasks.filter(state=self.state).order_by("-ended_on", "-pk")
        elif not self.state:
            tasks = tasks.open()
        tasks = tasks.filter(district=self.district) if self.district else tasks
        return tasks.filter(school=self.school) if self.school else tasks

    @property
    def query(self) -> str:
        said = {"state": self.state, "district": self.district, "school": self.school}
        found = urlencode({name: value for name, value in said.items() if value})
        return f"?{found}" if found else ""

    @property
    def words(self) -> str:
        return dict(STATES)[self.state].lower()


@dataclass(frozen=True, slots=True)
class Line:
    """A task as a list shows it."""

    task: Task
    overdue: bool
    school: str


def lines(tasks: Iterable[Task], on: date) -> list[Line]:
    """With the names of their schools. One query besides."""
    found = list(tasks)
    names = names_of(one.school for one in found)
    return [Line(one, one.is_overdue(on), names.get(one.school or 0, "")) for one in found]


def rows(found: Iterable[Line]) -> Iterator[tuple[Any, ...]]:
    policy = policy_of_districts()
    for one in found:
        task = one.task
        state = "Overdue" if one.overdue else task.get_state_display()
        yield (
            *(task.words, str(task.owner), task.due, state, one.school, task.school, policy.name_of(task.district)),
            *(task.source, str(task.asked_by), task.ended_on, task.ended_why),
        )
