"""The published files of five authorities: learnt before September 2023, tried on the year after. The figures of
docs/decisions.md stand here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from alongside.knowledge.inspections.likelihood import gathering
from alongside.knowledge.inspections.likelihood.backtest import Backtest, backtest, forecast
from alongside.knowledge.inspections.likelihood.facts import School
from alongside.knowledge.inspections.likelihood.policies import likelihoods
from alongside.knowledge.inspections.policies import windows
from alongside.knowledge.opendata.queries import head
from tests.oracles.conftest import FILE_OF_2023, FILE_OF_2025, loaded

pytestmark = pytest.mark.django_db

ON, LAST = date(2023, 8, 31), date(2024, 8, 31)


@pytest.fixture(scope="module", autouse=True)
def both(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    files = tmp_path_factory.mktemp("files")
    with loaded(files, django_db_blocker, FILE_OF_2023, FILE_OF_2025):
        yield


@pytest.fixture(scope="module")
def before(both: None, django_db_blocker: Any) -> list[School]:
    with django_db_blocker.unblock():
        return gathering.told_by(ON, version=head())


@pytest.fixture(scope="module")
def tried(before: list[School], django_db_blocker: Any) -> Backtest:
    """On the 838 schools that both files list under the same number."""
    with django_db_blocker.unblock():
        version = head()
        newest = {one.urn for one in gathering.told_by(date(2025, 8, 31), version=version)}
        after = gathering.known_after(LAST, version=version)
    return backtest(before, {urn: one for urn, one in after.items() if urn in newest}, ON, 12, likelihoods(), windows())


def test_who_is_counted_and_who_was_inspected(tried: Backtest) -> None:
    assert {one.schools for one in tried.by.values()} == {838}
    assert {one.inspected for one in tried.by.values()} == {264}


def test_the_rules_of_thumb(tried: Backtest) -> None:
    since, beyond = tried.by["since_last"], tried.by["beyond_usual"]
    assert since.auc == pytest.approx(0.806, abs=0.001)
    assert since.top_tenth == pytest.approx(0.41, abs=0.005)
    assert beyond.auc == pytest.approx(0.877, abs=0.002)
    assert beyond.top_tenth == pytest.approx(0.41, abs=0.01)


def test_what_the_model_reaches(tried: Backtest) -> None:
    mine = tried.by["model"]
    assert mine.auc == pytest.approx(0.948, abs=0.004)  # aim: 0.88
    assert mine.top_tenth == pytest.approx(0.84, abs=0.02)  # aim: 0.75
    assert mine.top_fifth == pytest.approx(0.87, abs=0.02)
    assert mine.furthest_off is not None
    assert mine.furthest_off <= 7  # aim: within 7 points in each fifth


def test_where_it_fails_is_said(tried: Backtest) -> None:
    assert any("A graded inspection was asked for" in says for says in tried.fails)


def test_the_later_file_changes_nothing_about_the_forecast(
    before: list[School], tried: Backtest, db: None, tmp_path: Any, django_db_blocker: Any
) -> None:
    """The first file alone, told by itself, gives the very same chances."""
    version_of_first = min(one.load for school in before for one in school.inspections if one.load)
    alone = gathering.told_by(ON, version=version_of_first)
    assert [one.inspections for one in alone] == [one.inspections for one in before]
    assert forecast(alone, ON, likelihoods(), windows()).chances == tried.forecast.chances


def test_the_command_says_the_same() -> None:
    out = StringIO()
    call_command("forecast", "backtest", "--as-at", "2023-08-31", "--format", "json", stdout=out)
    said = json.loads(out.getvalue())
    assert said["by"]["model"]["auc"] > 0.94
    # The command also counts schools that became academies later: the file of 2025 tells of them under the new number.
    assert said["by"]["model"]["schools"] == 868
    assert said["learnt"]["last"] < "2023-09-01"
