"""Post a tie, end it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.work.ties.models import Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One school's end of a tie. `other`: URN at the other end, where it is one school."""

    kind: str
    school: int
    other: int | None = None


@transaction.atomic
def post(
    *,
    ends: Sequence[End],
    source: str,
    since: date,
    by: User | None,
    at: datetime,
    until: date | None = None,
    circle: str = "",
    name: str = "",
) -> list[Tie]:
    """Post the ends of a tie; again with the same `source` changes what it says and adds ends that are new. Ends that
    are over or withdrawn stay as they are: a new beginning needs a source of its own.

    What took place on one day: `until` = `since`. `source`: the thing it rests on, “visit 12”. `circle`: what several
    share, “family 3”.
    """
    found = {(one.school, one.kind): one for one in Tie.objects.select_for_update().filter(source=source)}
    values = {"since": since, "until": until, "circle": circle, "name": name, "by": by, "at": at}
    kept = []
    for end in ends:
        tie = found.get((end.school, end.kind))
        if tie is None:
            tie = Tie.objects.create(kind=end.kind, school=end.school, other=end.other, source=source, **values)
        elif not tie.withdrawn and not (tie.until and tie.until > tie.since):
            for field, value in (values | {"other": end.other}).items():
                setattr(tie, field, value)
            tie.save()
        kept.append(tie)
    return kept


@transaction.atomic
def end(*, source: str, on: date, by: User | None, at: datetime, school: int | None = None, why: str = "") -> int:
    """End what lasts: `on` is its last day. `school`: only this school's end. The number of ends that ended."""
    open_ones = Tie.objects.select_for_update().filter(source=source, until__isnull=True, withdrawn=False)
    ties = list(open_ones.filter(school=school) if school else open_ones)
    for tie in ties:
        tie.until, tie.why, tie.by, tie.at = max(on, tie.since), why, by, at
        tie.save(update_fields=["until", "why", "by", "at"])
    return len(ties)


@transaction.atomic
def withdraw(*, source: str, why: str, by: User | None, at: datetime) -> int:
    """Take back what was recorded by mistake: it counts for nothing, on no day. The number of ends taken back."""
    ties = list(Tie.objects.select_for_update().filter(source=source, withdrawn=False))
    for tie in ties:
        tie.withdrawn, tie.why, tie.by, tie.at = True, why, by, at
        tie.save(update_fields=["withdrawn", "why", "by", "at"])
    return len(ties)
