"""The file of 31 August 2025, read by the product and read a second time by hand: every verdict must agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from alongside.knowledge.opendata.queries import head
from alongside.knowledge.schools.models import Profile
from alongside.work.priority import queries
from alongside.work.priority.facts import Status
from alongside.work.priority.models import Verdict
from tests.oracles import slow_reading
from tests.oracles.conftest import FILE_OF_2025, published

pytestmark = pytest.mark.django_db

DAY = date(2025, 8, 31)
# Checked by hand against the file: URN, the limbs, and from when.
BIRMINGHAM = {
    103200: ("twice_requires_improvement", "requires_improvement"),  # 3 in November 2021 and 3 in December 2023
    103243: ("requires_improvement",),
    103427: ("special_measures", "twice_requires_improvement"),  # 3 in January 2019, then 4 and SM in February 2023
    103444: ("requires_improvement",),
    103563: ("requires_improvement",),
    103600: ("requires_improvement",),  # no overall grade; quality of education 3
    103627: ("special_measures",),
    103628: ("special_measures",),
    132261: ("special_measures", "requires_improvement"),  # no overall grade; quality of education 4, and SM
    136440: ("special_measures", "requires_improvement"),
}


@pytest.fixture(scope="module", autouse=True)
def five_authorities(loaded_in_order: Callable[..., Any]) -> Iterator[None]:
    with loaded_in_order(FILE_OF_2025):
        yield


def verdicts(on: date, **which: Any) -> dict[int, queries.VerdictInFull]:
    return {verdict.urn: verdict for verdict in queries.verdicts(on=on, version=head(), **which)}


def test_birmingham_has_443_schools_196_of_them_maintained_and_27_of_these_nurseries():
    schools = Profile.objects.current().open().in_authority("Birmingham")
    assert schools.count() == 443
    assert schools.maintained().count() == 196
    assert schools.filter(type="nursery").count() == 27


def test_ten_schools_of_birmingham_are_on_the_grade_limbs():
    listed = {
        urn: verdict.held
        for urn, verdict in verdicts(DAY, authority="Birmingham").items()
        if verdict.status is Status.LISTED
    }
    assert listed == BIRMINGHAM


def test_nothing_in_birmingham_is_undetermined_on_the_day_of_the_file():
    assert [verdict for verdict in verdicts(DAY, authority="Birmingham").values() if verdict.missing] == []


# The day of the file; after it; and days back to before either inspection that the file names.
@pytest.mark.parametrize(
    "on",
    [
        DAY,
        date(2026, 3, 31),
        date(2025, 3, 31),
        date(2024, 12, 31),
        date(2023, 10, 3),
        date(2021, 9, 1),
        date(2021, 8, 31),
        date(2018, 12, 31),
        date(2015, 9, 1),
    ],
    ids=str,
)
def test_every_verdict_agrees_with_a_second_slow_reading(on: date):
    found = verdicts(on, closed_too=True)
    different = {}
    for row in slow_reading.rows(published(FILE_OF_2025)):
        expected, verdict = slow_reading.expected(row, on), found[int(row["URN"])]
        said = (str(verdict.status), verdict.held) if verdict.facts.school.open_on_day is not False else None
        if said != expected:
            different[row["URN"]] = (row["School name"], said, expected)
    assert different == {}


def test_the_verdicts_that_lists_are_made_of_are_the_same():
    kept = {verdict.urn: (verdict.status, tuple(verdict.limbs)) for verdict in Verdict.objects.current()}
    newest = date(2025, 9, 18)  # the newest day of publication in the file: current verdicts are as at it
    assert kept == {urn: (str(verdict.status), verdict.held) for urn, verdict in verdicts(newest).items()}


def test_every_listed_school_can_be_checked_by_hand():
    listed = [verdict for verdict in verdicts(DAY).values() if verdict.status is Status.LISTED]
    assert len(listed) == 28
    for verdict in listed:
        for evidence in verdict.evidence:
            assert evidence.inspection is not None
            assert evidence.inspection.row > 1
            assert evidence.inspection.urn == verdict.urn
            assert verdict.since is not None
            assert verdict.since <= evidence.inspection.published or len(verdict.held) > 1
