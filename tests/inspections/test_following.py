"""The current standing of every open school, made anew with each load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from alongside.knowledge.inspections import queries
from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.inspections.policies import windows
from alongside.knowledge.inspections.rules import standing, window
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.queries import head
from tests.inspections import files
from tests.inspections.files import graded, previous, school

pytestmark = pytest.mark.django_db

KEY = "ofsted-latest-2025"
SCHOOLS = [
    school(100100 + at)
    | graded(f"7{at}", "14/03/2023", "20/04/2023", 100100 + at, str(at % 4 + 1))
    | previous(f"6{at}", "14/03/2018", "20/04/2018", 100100 + at, "3")
    for at in range(24)
]


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Load]:
    def make(rows: Sequence[files.Row], name: str = "latest_as_at_31_Aug_2025.csv") -> Load:
        return files.load(files.written(tmp_path / name, files.header(KEY), rows))

    return make


def test_every_open_school_has_one_standing_and_it_is_what_the_rules_say(loaded):
    loaded(SCHOOLS)
    rows = {row.urn: row for row in Standing.objects.current()}
    assert set(rows) == {int(one["URN"]) for one in SCHOOLS}
    for urn, row in rows.items():
        history = queries.history(urn, version=head())
        found = standing(history, on=date(2025, 8, 31), urn=urn)
        due = window(
            history.inspections,
            urn=urn,
            mark=found.mark,
            newest=found.inspection,
            opened=None,
            on=date(2025, 8, 31),
            policy=windows(),
        )
        assert (row.mark, row.words, row.number) == (found.mark, found.words, found.inspection.number)
        assert (row.due_earliest, row.due_latest, row.due_by_law) == (due.earliest, due.latest, due.by_law)


def test_only_what_differs_is_written(loaded):
    loaded(SCHOOLS)
    before = dict(Standing.objects.values_list("urn", "pk"))
    changed = SCHOOLS[0] | {"Total number of pupils": "211"}
    newer = school(100101) | graded("99", "03/06/2025", "08/09/2025", 100101, "1")
    newer |= previous("71", "14/03/2023", "20/04/2023", 100101, "2")
    load = loaded([changed, newer, *SCHOOLS[2:]], "latest_as_at_30_Sep_2025.csv")
    assert load.state == "done", load.says
    fresh = dict(Standing.objects.current().values_list("urn", "pk"))
    assert {urn for urn in fresh if fresh[urn] != before[urn]} == {100101}


def test_a_report_published_after_the_day_of_the_file_counts_in_the_current_standing(loaded):
    """Files as at the end of August list reports of September; the page of today must not be a month behind."""
    row = SCHOOLS[0] | graded("7", "08/07/2025", "12/09/2025", 100100, "3")
    loaded([row, *SCHOOLS[1:]])
    assert Standing.objects.current().get(urn=100100).words == "Requires improvement"


def test_the_preview_counts_standings(loaded, tmp_path):
    loaded(SCHOOLS)
    changed = [SCHOOLS[0] | {"Overall effectiveness": "4"}, *SCHOOLS[1:]]
    path = files.written(tmp_path / "latest_as_at_30_Sep_2025.csv", files.header(KEY), changed)
    load = files.load(path, check_only=True)
    assert load.preview["inspections.standing"]["says"] == ["The standing of 1 school changes."]
    assert Standing.objects.current().get(urn=100100).words == "Outstanding"


def test_what_was_known_before_can_still_be_read(loaded):
    first = loaded(SCHOOLS)
    loaded([SCHOOLS[0] | {"Overall effectiveness": "4"}, *SCHOOLS[1:]], "latest_as_at_30_Sep_2025.csv")
    assert Standing.objects.at(first.pk).get(urn=100100).words == "Outstanding"
    assert queries.history(100100, version=first.pk).inspections[-1].overall == 1
    assert queries.history(100100, version=head()).inspections[-1].overall == 4


def test_one_history_is_the_same_whether_read_alone_or_among_all(loaded):
    academy = school(
        100200, "Birch Academy", **{"Type of education": "Academy Converter", "School open date": "01/04/2024"}
    ) | graded("2", "14/11/2023", "21/12/2023", 100199, "3")
    loaded([*SCHOOLS, academy])
    everything = queries.histories(version=head())
    for urn in (100100, 100101, 100199, 100200, 999999):
        assert queries.history(urn, version=head()) == everything[urn]


def test_few_queries_however_many_schools(loaded, django_assert_max_num_queries):
    version = loaded(SCHOOLS).pk
    with django_assert_max_num_queries(4):
        queries.history(100100, version=version)
    with django_assert_max_num_queries(4):
        queries.histories(version=version)
