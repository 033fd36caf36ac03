"""Bring the ties of trusts and federations up to what the register lists."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.kernel.clock import LONDON
from alongside.work.ties import actions as ties
from alongside.work.ties.actions import End
from alongside.work.ties.isolation import keeping
from alongside.work.ties.models import Tie
from alongside.work.ties.trusts import queries


@transaction.atomic
def follow(*, by: User | None, at: datetime) -> tuple[int, int]:
    """Post the ties that began, end those that are over; how many of each. Following again changes nothing.

    A school that left a group and is listed in it again begins anew, on the day that this is seen.
    """
    on = at.astimezone(LONDON).date()
    listed = queries.shared(on=on)
    every = list(Tie.objects.select_for_update().filter(kind=Tie.Kind.TRUST, circle__startswith="trust "))
    open_ones = {_key(tie): tie for tie in every if not tie.until and not tie.withdrawn}
    once = {tie.source for tie in every}
    over = queries.ended() if open_ones.keys() - listed.keys() else {}
    with keeping.together():
        for key in sorted(open_ones.keys() - listed.keys()):
            last = over.get(key, on) - timedelta(days=1)
            why = "The register lists it no more, or no other school with it."
            ties.end(source=open_ones[key].source, on=min(last, on), why=why, by=by, at=at)
        for key in sorted(listed.keys() - open_ones.keys()):
            place, source = listed[key], "trust {} {}".format(*key)
            again = source in once
            ties.post(
                ends=[End(kind=Tie.Kind.TRUST, school=place.urn)],
                source=f"{source} {on:%Y%m%d}" if again else source,
                since=on if again else place.since or on,
                circle=f"trust {place.uid}",
                name=place.name,
                by=by,
                at=at,
            )
    began, ended = len(listed.keys() - open_ones.keys()), len(open_ones.keys() - listed.keys())
    if began or ended:
        details = {"began": began, "ended": ended}
        journal.record(action="ties.trusts-followed", subject="register", by=by, at=at, details=details)
    return began, ended


def _key(tie: Tie) -> tuple[int, int]:
    return int(tie.circle.removeprefix("trust ")), tie.school
