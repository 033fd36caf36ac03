"""Post a tie, end it, take it back. How the schools concerned stand is judged anew in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.work.ties.isolation import jobs, keeping
from alongside.work.ties.isolation.policies import isolation
from alongside.work.ties.models import Tie

_SAID = ("other", "since", "until", "circle", "name", "by", "at")


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
    kept, fresh, changed = [], [], []
    before = {(tie.kind, tie.since) for tie in found.values()}
    for end in ends:
        tie = found.get((end.school, end.kind))
        if tie is None:
            tie = Tie(kind=end.kind, school=end.school, other=end.other, source=source, **values)
            fresh.append(tie)
            found[end.school, end.kind] = tie
        elif tie.pk and tie.may_be_said_anew(until):
            for field, value in (values | {"other": end.other}).items():
                setattr(tie, field, value)
            changed.append(tie)
        kept.append(tie)
    Tie.objects.bulk_create(fresh)
    Tie.objects.bulk_update(changed, _SAID)
    _follow([*fresh, *changed], at=at, before=before)
    return kept


@transaction.atomic
def end(*, source: str, on: date, by: User | None, at: datetime, school: int | None = None, why: str = "") -> int:
    """End what lasts: `on` is its last day. `school`: only this school's end. The number of ends that ended."""
    open_ones = Tie.objects.select_for_update().filter(source=source, until__isnull=True, withdrawn=False)
    ties = list(open_ones.filter(school=school) if school else open_ones)
    for tie in ties:
        tie.until, tie.ended, tie.why, tie.by, tie.at = max(on, tie.since), True, why, by, at
    Tie.objects.bulk_update(ties, ["until", "ended", "why", "by", "at"])
    _follow(ties, at=at)
    return len(ties)


@transaction.atomic
def withdraw(*, source: str, why: str, by: User | None, at: datetime, school: int | None = None) -> int:
    """Take back what was recorded by mistake: it counts for nothing, on no day. `school`: only this school's end. The
    number of ends taken back."""
    standing = Tie.objects.select_for_update().filter(source=source, withdrawn=False)
    ties = list(standing.filter(school=school) if school else standing)
    for tie in ties:
        tie.withdrawn, tie.why, tie.by, tie.at = True, why, by, at
    Tie.objects.bulk_update(ties, ["withdrawn", "why", "by", "at"])
    _follow(ties, at=at, before={(tie.kind, tie.since) for tie in ties})
    return len(ties)


def _follow(ties: Iterable[Tie], *, at: datetime, before: Iterable[tuple[str, date]] = ()) -> None:
    """What follows for the schools, and for what is recorded at all. `before`: the kinds and days that the ties had."""
    touched, company = list(ties), isolation().company_kinds
    if not touched:
        return
    on = at.astimezone(LONDON).date()
    if keeping.note_kinds({*((tie.kind, tie.since) for tie in touched), *before}, on=on, at=at):
        jobs.soon()
    circles = {tie.circle for tie in touched if tie.circle and tie.kind in company}
    keeping.touched({tie.school for tie in touched}, circles, on=on, at=at)
