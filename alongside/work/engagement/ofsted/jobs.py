"""After a load that tells something new of inspections, a worker matches calls with what was published."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks import task

from alongside.floor.kernel import clock
from alongside.knowledge.opendata.afterwards import Afterwards
from alongside.knowledge.opendata.models import Load
from alongside.work.engagement.ofsted import actions

FAMILIES = frozenset({"ofsted-latest", "ofsted-inspections"})


@task()
def match_calls() -> None:
    actions.match_published(by=None, at=clock.now())


def ask(load: Load) -> None:
    transaction.on_commit(partial(match_calls.enqueue))


AFTERWARDS = Afterwards("ofsted.calls", ask, FAMILIES)
