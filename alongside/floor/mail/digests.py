"""When a digest is due to whom, and what goes into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from alongside.floor.accounts import waiting
from alongside.floor.accounts.models import User
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail.models import Letter, Notice, Preference
from alongside.floor.mail.policy import Digests, How, mail

NOTICES = "notices"
_FOR_HOURS = timedelta(hours=1)  # after the hour: in which what waits for people is looked up


@dataclass(frozen=True, slots=True)
class Digest:
    """A letter that is due to somebody."""

    user: User
    kind: How
    due: datetime
    notices: tuple[Notice, ...]
    waiting: int = 0
    overdue: int = 0


def hour_of(user: User, policy: Digests, at: datetime) -> time:
    """The hour at which somebody's digests go out: that of the district of a role of theirs, else everybody's."""
    day = at.astimezone(LONDON).date()
    own = (policy.districts[post.key] for post in user.posts_on(day) if post.key in policy.districts)
    return next(own, policy.at)


def last_due(kind: How, hour: time, weekly_on: int, at: datetime) -> datetime:
    """The last moment, up to now, at which a digest of this kind was due."""
    today = at.astimezone(LONDON).date()
    days = (today.isoweekday() - weekly_on) % 7 if kind == How.WEEKLY else 0
    found = datetime.combine(today - timedelta(days=days), hour, tzinfo=LONDON)
    return found if found <= at else found - timedelta(days=7 if kind == How.WEEKLY else 1)


def due(at: datetime) -> Iterator[Digest]:
    """The digests to be written now. Notices that arose after the hour wait for the next one."""
    policy = mail().digests
    told: dict[tuple[int, str], list[Notice]] = defaultdict(list)
    users: dict[int, User] = {}
    pending = Notice.objects.filter(letter__isnull=True, read_at__isnull=True, user__is_active=True)
    for notice in pending.filter(how__in=[How.DAILY, How.WEEKLY]).select_related("user").order_by("at", "pk"):
        assert notice.user is not None
        users[notice.user.pk] = notice.user
        told[notice.user.pk, notice.how].append(notice)
    asked = _who_is_told_what_waits(at, policy)
    for user, kind in asked:
        users.setdefault(user.pk, user)
        told.setdefault((user.pk, kind), [])
    for (pk, how), notices in told.items():
        user, kind = users[pk], How(how)
        moment = last_due(kind, hour_of(user, policy, at), policy.weekly_on, at)
        ripe = tuple(notice for notice in notices if notice.at <= moment)
        waits, late = _waiting(user, at) if (user, kind) in asked else (0, 0)
        if ripe or waits:
            yield Digest(user, kind, moment, ripe, waits, late)


def _who_is_told_what_waits(at: datetime, policy: Digests) -> set[tuple[User, How]]:
    """Those whose hour was just now, and who have not had their letter: asked for what waits, which costs something."""
    wishes = dict(Preference.objects.filter(kind="tasks", user__isnull=False).values_list("user_id", "how"))
    usual = mail().kind("tasks").how
    found: set[tuple[User, How, str]] = set()
    for user in User.objects.filter(is_active=True).exclude(posts=[]):
        kind = How(wishes.get(user.pk, usual))
        if kind in (How.DAILY, How.WEEKLY):
            moment = last_due(kind, hour_of(user, policy, at), policy.weekly_on, at)
            if at - moment < _FOR_HOURS:
                found.add((user, kind, key_of(user.pk, kind, moment)))
    keys = [key for *_, key in found]
    sent = set(Letter.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return {(user, kind) for user, kind, key in found if key not in sent}


def key_of(user: int, kind: How, due: datetime) -> str:
    """Under which a digest is posted: once for each hour at which it is due."""
    return f"digest {user} {kind} {due:%Y-%m-%d %H:%M}"


def _waiting(user: User, at: datetime) -> tuple[int, int]:
    """How much waits for somebody, and how much of it is overdue. Not what: letters say little."""
    day = at.astimezone(LONDON).date()
    who = Who(user, getattr(getattr(user, "person", None), "pk", None))
    lines = [line for source in waiting.sources() if source.key != NOTICES for line in source.lines(who, day)]
    mine = [line for line in lines if line.for_me and not line.notice and (line.due is None or line.due <= day)]
    return len(mine), sum(1 for line in mine if line.due and line.due < day)
