"""Loads the city's files by the loaders, one by one, each on the day it came: nothing enters by a side door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.inspections.likelihood.actions import refresh
from alongside.knowledge.opendata import actions
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.results.similar.actions import make as make_similar
from alongside.knowledge.results.similar.models import SimilarSet
from alongside.work.contacts.heard.actions import recount
from alongside.work.ties.isolation import keeping
from demo import TODAY
from demo.deliveries import Posted
from demo.year.agenda import Agenda

Say = Callable[[str], None]
_TAKEN, _REFUSED = (Load.State.DONE, Load.State.UNCHANGED), (Load.State.REFUSED,)
OPENED_ON = date(2019, 9, 2)  # when the partnership began to use Alongside, in the story


class NotLoaded(Exception):
    """A file of the demo's own making was not taken. That is a fault of ours, and the load's page says which."""


def load_all(posted: list[Posted], by: User, say: Say, meanwhile: Agenda) -> None:
    """Load every file, by the loaders, on its own day; and what people did `meanwhile`. Raises NotLoaded."""
    for number, (post, at) in enumerate(_with_times(posted), 1):
        _live_until(at, meanwhile, say)
        say(f"{number} of {len(posted)}: {post.delivery.title} …")
        file = actions.keep(path=post.path, name=post.delivery.name, at=at, by=by)
        reason, as_at = post.delivery.let_through, post.delivery.as_at if post.delivery.undated else None
        load = actions.load(file=file, by=by, at=at, as_at=as_at, yes=bool(reason), reason=reason)
        if load.state not in (_REFUSED if post.delivery.cut_short else _TAKEN):
            raise NotLoaded(f"{post.delivery.name}: {load.get_state_display()}. {load.says}")
    _live_until(None, meanwhile, say)


def work_out(by: User, say: Say) -> None:
    """What is worked out of all that is there: similar schools where they could not be told at the time, where an
    inspection is likely, who has been heard, and which schools stand alone today."""
    at = datetime.combine(TODAY, time(8, 30), tzinfo=LONDON)
    say("Finding similar schools …")
    held: dict[int, SimilarSet] = {one.year: one for one in SimilarSet.objects.order_by("year", "edition")}
    every = max((one.schools for one in held.values()), default=0)
    reason = "It was made before the register was loaded, when the phases of few schools were known."
    for year, one in held.items():
        if one.schools < 0.9 * every:
            make_similar(year=year, by=by, at=at, reason=reason)
    say("Working out where an inspection is likely …")
    refresh(by=None, at=at, on=TODAY, version=head())
    say("Counting who has been heard …")
    recount(by=None, at=at)
    say("Looking which schools stand alone …")
    keeping.refresh_all(on=TODAY, at=at)


def _live_until(at: datetime | None, meanwhile: Agenda, say: Say) -> None:
    if done := meanwhile.do_until(at):
        until = f"until {at:%-d %B %Y}" if at else "until today"
        say(f"What people did {until}: {done} things …")


def _with_times(posted: list[Posted]) -> Iterator[tuple[Posted, datetime]]:
    """In the morning, one after the other, twenty minutes apart."""
    on_that_day: Counter[date] = Counter()
    for post in posted:
        day = post.delivery.arrives
        yield post, datetime.combine(day, time(9, 10), tzinfo=LONDON) + timedelta(minutes=20 * on_that_day[day])
        on_that_day[day] += 1


def opening_time() -> datetime:
    return datetime.combine(OPENED_ON, time(9), tzinfo=LONDON)
