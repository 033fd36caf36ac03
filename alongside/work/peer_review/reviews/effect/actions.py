"""Tell what a cycle did, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.work.peer_review.cycles.models import Cycle
from alongside.work.peer_review.reviews.effect.queries import counted, stages_of
from alongside.work.peer_review.reviews.models import Told
from alongside.work.peer_review.reviews.noting import day_of


@transaction.atomic
def tell(*, cycle: Cycle, by: User | None, at: datetime) -> list[Told]:
    """Make the tables of a cycle that are due, of what had been recorded by their days; those that were told stay as
    they are. Returns the new ones."""
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    there = set(cycle.told.values_list("months", flat=True))
    made = []
    for stage in stages_of(cycle):
        if stage.months in there or stage.told_on > day_of(at):
            continue
        schools, lines = counted(cycle, stage)
        one = Told.objects.create(
            cycle=cycle, months=stage.months, on=stage.told_on, schools=schools, lines=lines, at=at
        )
        journal.record(
            action="cycle.effect-told", subject=f"cycle {cycle.pk}", by=by, at=at, details={"months": stage.months}
        )
        made.append(one)
    return made
