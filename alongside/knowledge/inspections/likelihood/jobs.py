"""Forecasts are made by a worker, after a load that tells something new of inspections or of the register."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks import task

from alongside.floor.jobs.registry import repeatable
from alongside.floor.kernel import clock
from alongside.knowledge.inspections.likelihood import actions
from alongside.knowledge.inspections.likelihood.models import Run
from alongside.knowledge.opendata.afterwards import Afterwards
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.queries import head

FAMILIES = frozenset({"ofsted-latest", "ofsted-inspections"})


@repeatable
@task()
def make_forecasts() -> None:
    """Make them unless they were made already by what is known now: of many loads in a row the first job does it."""
    version, today = head(), clock.today()
    if version and not Run.objects.filter(version=version, on=today).exists():
        actions.refresh(by=None, at=clock.now(), on=today, version=version)


def ask(load: Load) -> None:
    transaction.on_commit(partial(make_forecasts.enqueue))


AFTERWARDS = Afterwards("likelihood.forecasts", ask, FAMILIES)
