"""After a load that went live, a worker makes the forecasts; the load itself does not wait for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from alongside.floor.kernel import clock
from alongside.knowledge.inspections.likelihood.models import Run
from alongside.knowledge.opendata import actions, jobs
from alongside.knowledge.opendata.queries import head

LATEST, REGISTER = "Ofsted, latest inspections, October 2026", "GIAS establishments, November 2026"


@pytest.mark.django_db(transaction=True)
def test_a_job_follows_a_file_of_inspections_and_no_other(
    small_files: dict[str, Any], load_file: Callable[..., Any]
) -> None:
    def by_a_job(title: str) -> Any:
        post = small_files[title]
        file = actions.keep(path=post.path, name=post.delivery.name, by=None, at=clock.now())
        return jobs.run_when_free(load_id=actions.ask(file=file, by=None, at=clock.now()).pk)

    assert by_a_job(REGISTER).state == "done"
    assert not Run.objects.exists()
    assert by_a_job(LATEST).state == "done"
    made = Run.objects.get()
    assert made.version == head()
    assert made.forecasts.count() > 50


@pytest.mark.django_db(transaction=True)
def test_a_load_by_itself_makes_none(load_file: Callable[..., Any]) -> None:
    load_file(LATEST)
    assert not Run.objects.exists()
