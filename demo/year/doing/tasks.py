"""What was agreed is done, later than agreed, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alongside.floor.accounts.models import User
from alongside.work.tasks import actions
from alongside.work.tasks.models import Task
from demo import TODAY
from demo.chance import Chance
from demo.doings import Event
from demo.year.calendar import is_past, moment, weekday

_DONE = ("Done.", "Done, and shown to governors.", "It took longer than we thought, and is done.", "", "", "")
_DROPPED = ("The school has found another way.", "The person who was to do it has left.", "It is no longer needed.")


@dataclass(frozen=True, slots=True)
class _Errand:
    number: int
    school: int
    ends: date | None


class Errands:
    """Keeps in mind what was agreed, and has it done on its day. `plan` takes an event for later."""

    def __init__(self, plan: Callable[[Event], None], told: frozenset[int] = frozenset()) -> None:
        """`told`: schools whose tasks are told by hand; what is not told to be done there stays open."""
        self._plan, self._told = plan, told
        self._open: dict[int, dict[int, _Errand]] = {}

    def open_at(self, school: int) -> list[int]:
        """What is still to be done at a school, by number."""
        return sorted(self._open.get(school, {}))

    def begun(
        self, number: int, school: int, due: date, *, asked_by: User, at: datetime, done: date | None = None
    ) -> None:
        """Something was agreed. Most of it is done by its day, some later, some never."""
        chance = Chance.of("task", school, due, len(self._open.get(school, {})))
        self._open.setdefault(school, {})[number] = _Errand(number, school, done)
        how = "done" if done else chance.pick({"early": 52, "late": 28, "dropped": 4, "never": _NEVER})
        if how == "never" and not done and (TODAY - due).days > 60 and chance.happens(0.85):
            how = "late"
        if how == "never" or (school in self._told and done is None):
            return
        day = done or due + timedelta(days=-chance.randint(1, 12) if how == "early" else chance.randint(0, 18))
        ended = moment(weekday(max(day, at.date() + timedelta(days=1))), chance, 9, 17)
        if is_past(ended):
            why = chance.choice(_DROPPED if how == "dropped" else _DONE)
            self._plan(Event(ended, lambda: self._end(number, school, how != "dropped", why, asked_by, ended)))

    def _end(self, number: int, school: int, done: bool, why: str, by: User, at: datetime) -> None:
        task = Task.objects.select_related("owner__user").get(pk=number)
        by = task.owner.user if task.owner.user else by
        actions.end(task=number, version=task.version, done=done, why=why, by=by, at=at)
        self._open[school].pop(number, None)


_NEVER = 9
