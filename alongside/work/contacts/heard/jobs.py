"""What changes without a contact: schools open, close and move with a load of the register, and a role begins or ends
on a day that was recorded before. So who waits to be heard is worked out anew after a load, and once a day."""

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
from alongside.work.contacts.heard import keeping

FAMILIES = frozenset({"gias-establishments", "boundaries", "postcodes"})


@repeatable
@task()
def keep_up() -> None:
    keeping.refresh_all(on=clock.today())


def ask(load: Load) -> None:
    transaction.on_commit(partial(keep_up.enqueue))


def daily(at: datetime) -> None:
    keeping.refresh_all(on=at.astimezone(LONDON).date())


AFTERWARDS = Afterwards("contacts.heard", ask, FAMILIES)
PERIODIC = Periodic("heard", timedelta(days=1), daily, "Work out who waits to be heard")
