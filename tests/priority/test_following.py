"""Current verdicts after every load, and what a load would change, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.schools import queries as schools
from alongside.knowledge.schools.series import schools_on_days
from alongside.work.priority import queries
from alongside.work.priority.models import Verdict
from tests.inspections import files
from tests.inspections.files import graded, previous, school

pytestmark = pytest.mark.django_db

KEY = "ofsted-latest-2025"
HERE = {"Local authority": "Birmingham", "LAESTAB": "3302001"}
OTHERS = [
    school(103100 + at, **HERE) | graded(f"70{at}", "14/03/2019", "20/04/2019", 103100 + at, "2") for at in range(12)
]
ASH = school(103001, "Ash School", **HERE) | graded("2", "14/11/2023", "21/12/2023", 103001, "3")
OAK = school(103002, "Oak School", **HERE) | graded("3", "14/11/2022", "21/12/2022", 103002, "2")
ELM = school(103003, "Elm School", **HERE) | graded("4", "14/11/2022", "21/12/2022", 103003, "3")
FIR = school(103004, "Fir School", **HERE) | graded("5", "14/11/2022", "21/12/2022", 103004, "3")
FAR = school(104001, "Far School") | graded("6", "14/11/2022", "21/12/2022", 104001, "2")


def later(row: dict[str, str], number: str, overall: str, before: str, before_overall: str) -> dict[str, str]:
    """The same school with a newer inspection, published on 20 September 2025."""
    return (
        row
        | graded(number, "10/09/2025", "20/09/2025", int(row["URN"]), overall)
        | previous(before, "14/11/2022", "21/12/2022", int(row["URN"]), before_overall)
    )


FIRST = [ASH, OAK, ELM, FIR, FAR, *OTHERS]
SECOND = [
    ASH,
    later(OAK, "13", "3", "3", "2"),  # enters
    later(ELM, "14", "2", "4", "3"),  # leaves
    later(FIR, "15", "3", "5", "3"),  # twice now
    later(FAR, "16", "4", "6", "2"),  # enters, elsewhere
    *OTHERS,
]


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Load]:
    def make(rows: Sequence[files.Row], name: str = "latest_as_at_31_Aug_2025.csv", **how: Any) -> Load:
        return files.load(files.written(tmp_path / name, files.header(KEY), rows), **how)

    return make


SEPTEMBER = "latest_as_at_30_Sep_2025.csv"


def named(load: Load, what: str) -> list[str]:
    return [entry["name"] for entry in load.preview["priority.verdict"].get(what, [])]


def test_a_check_says_by_name_who_would_enter_and_leave_and_changes_nothing(loaded):
    loaded(FIRST)
    before = list(Verdict.objects.order_by("pk").values())
    load = loaded(SECOND, SEPTEMBER, check_only=True)
    assert load.state == "checked", load.says
    assert named(load, "schools that enter the list") == ["Oak School", "Far School"]  # ours first
    assert named(load, "schools that leave the list") == ["Elm School"]
    assert named(load, "schools whose limbs change") == ["Fir School"]
    assert load.preview["priority.verdict"]["says"][0] == "2 schools enter the list, 1 of them in Birmingham."
    assert list(Verdict.objects.order_by("pk").values()) == before


def test_the_reasons_are_told(loaded):
    loaded(FIRST)
    preview = loaded(SECOND, SEPTEMBER, check_only=True).preview["priority.verdict"]
    (leaving,) = preview["schools that leave the list"]
    (changing,) = preview["schools whose limbs change"]
    assert "Good" in leaving["why"]
    assert changing["why"] == "requires improvement before, then requires improvement twice and requires improvement"


def test_verdicts_are_kept_where_they_do_not_change(loaded):
    loaded(FIRST)
    before = dict(Verdict.objects.values_list("urn", "pk"))
    load = loaded(SECOND, SEPTEMBER)
    assert load.state == "done", load.says
    now = dict(Verdict.objects.current().values_list("urn", "pk"))
    assert {urn for urn in now if now[urn] != before[urn]} == {103002, 103003, 103004, 104001}


def test_current_verdicts_are_those_of_the_rules(loaded):
    loaded(FIRST)
    loaded(SECOND, SEPTEMBER)
    on = date(2025, 9, 30)
    expected = {
        one.urn: (one.status.value, list(one.held), one.headline, one.since, one.because)
        for one in queries.verdicts(on=on, version=head())
    }
    kept = {
        row.urn: (row.status, row.limbs, row.headline, row.listed_since, row.because)
        for row in Verdict.objects.current()
    }
    assert kept == expected


def test_the_same_file_again_changes_no_verdict(loaded):
    loaded(FIRST)
    before = list(Verdict.objects.order_by("pk").values())
    assert loaded(FIRST).state == "unchanged"
    assert list(Verdict.objects.order_by("pk").values()) == before


def test_a_school_that_is_gone_leaves_the_list_and_the_preview_says_so(loaded):
    loaded(FIRST)
    load = loaded([row for row in FIRST if row is not ASH], SEPTEMBER, check_only=True)
    assert named(load, "schools that leave the list") == ["Ash School"]


def test_many_days_give_what_each_day_gives(loaded):
    academy = school(
        103200, "Birch Academy", **HERE, **{"Type of education": "Academy Converter", "School open date": "01/04/2024"}
    ) | graded("20", "14/11/2023", "21/12/2023", 103199, "3")
    loaded([*FIRST, academy])
    loaded([*SECOND, academy], SEPTEMBER)
    version = head()
    days = [date(2022, 1, 31) + timedelta(days=45 * step) for step in range(32)]
    for day, found in schools_on_days(days=days, version=version, authority="Birmingham"):
        assert found == schools.schools_as_at(on=day, version=version, authority="Birmingham")
    for day, found in queries.verdicts_on(days=days, version=version, authority="Birmingham"):
        alone = queries.verdicts(on=day, version=version, authority="Birmingham")
        assert [(one.urn, one.status, one.answers) for one in found] == [
            (one.urn, one.status, one.answers) for one in alone
        ]


def test_an_academy_that_was_maintained_then_appears_under_its_number_of_the_time(loaded):
    academy = school(
        103200, "Birch Academy", **HERE, **{"Type of education": "Academy Converter", "School open date": "01/04/2024"}
    ) | graded(
        "20",
        "14/11/2023",
        "21/12/2023",
        103199,
        "3",
        **{"LAESTAB at time of latest graded inspection": "3302002"},
    )
    loaded([*FIRST, academy])

    def held(on: date) -> dict[int, tuple[str, ...]]:
        found = queries.verdicts(on=on, version=head(), authority="Birmingham")
        return {one.urn: one.held for one in found if one.urn in (103199, 103200)}

    assert held(date(2024, 3, 31)) == {103199: ("requires_improvement",)}
    assert held(date(2024, 4, 1)) == {103200: ()}


def test_one_explanation_costs_few_queries(loaded, django_assert_max_num_queries):
    version = loaded(FIRST).pk
    with django_assert_max_num_queries(6):
        verdict = queries.explain(103001, on=date(2025, 8, 31), version=version)
        assert verdict.evidence
    with django_assert_max_num_queries(6):
        queries.verdicts(on=date(2025, 8, 31), version=version, authority="Birmingham")
