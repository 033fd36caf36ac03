"""What changes without a tie: ties fade with every day, and schools open, close and move with a load of the register.
So every school is judged anew after such a load, and once a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django_tasks import task

from alongside.floor.jobs.registry import Periodic, repeatable
from alongside.floor.kernel import clock
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.opendata.afterwards import Afterwards
from alongside.knowledge.opendata.models import Load
from alongside.work.ties.isolation import keeping

FAMILIES = frozenset({"gias-establishments", "gias-links", "boundaries", "postcodes"})


@repeatable
@task()
def keep_up() -> None:
    keeping.refresh_all(on=clock.today(), at=clock.now())


def soon() -> None:
    """Have every school judged anew, by a worker, once this transaction is committed."""
    transaction.on_commit(partial(keep_up.enqueue))


def ask(load: Load) -> None:
    soon()


def daily(at: datetime) -> None:
    keeping.refresh_all(on=at.astimezone(LONDON).date(), at=at)


AFTERWARDS = Afterwards("ties.isolation", ask, FAMILIES)
PERIODIC = Periodic("ties", timedelta(days=1), daily, "Judge anew whether schools stand alone")
