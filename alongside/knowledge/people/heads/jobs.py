"""After a file of the register went live, a worker notes the changes of head that it tells of."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks import task

from alongside.floor.jobs.registry import repeatable
from alongside.floor.kernel import clock
from alongside.knowledge.opendata.afterwards import Afterwards
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.people.heads import actions

FAMILIES = frozenset({"gias-establishments"})


@repeatable
@task()
def note_changes() -> None:
    """Of many loads in a row the first job does it for all."""
    actions.note(by=None, at=clock.now())


def ask(load: Load) -> None:
    transaction.on_commit(partial(note_changes.enqueue))


AFTERWARDS = Afterwards("people.heads", ask, FAMILIES)
