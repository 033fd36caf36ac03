"""After a file of the register went live, a worker brings the ties of trusts and federations up to it."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks import task

from alongside.floor.jobs.registry import repeatable
from alongside.floor.kernel import clock
from alongside.knowledge.opendata.afterwards import Afterwards
from alongside.knowledge.opendata.models import Load
from alongside.work.ties.trusts import actions

FAMILIES = frozenset({"gias-establishments", "gias-groups", "gias-group-links"})


@repeatable
@task()
def follow_register() -> None:
    """Of many loads in a row the first job does it for all."""
    actions.follow(by=None, at=clock.now())


def ask(load: Load) -> None:
    transaction.on_commit(partial(follow_register.enqueue))


AFTERWARDS = Afterwards("ties.trusts", ask, FAMILIES)
