"""Who has been heard is counted anew by a worker after a load of the register: schools open, close and move."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks import task

from alongside.floor.kernel import clock
from alongside.knowledge.opendata.afterwards import Afterwards
from alongside.knowledge.opendata.models import Load
from alongside.work.contacts.heard import actions

FAMILIES = frozenset({"gias-establishments", "boundaries", "postcodes"})


@task()
def count_anew() -> None:
    actions.recount(by=None, at=clock.now())


def ask(load: Load) -> None:
    transaction.on_commit(partial(count_anew.enqueue))


AFTERWARDS = Afterwards("contacts.heard", ask, FAMILIES)
