"""Four files of one year, loaded in every order: as at any day, a school has what the newest file by then says."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from alongside.knowledge.opendata import queries as loads
from alongside.knowledge.results import queries
from tests.results.conftest import ks4
from tests.schools.conftest import Loading

pytestmark = pytest.mark.django_db

DAYS = [date(2020, 3, 1), date(2020, 9, 1), date(2021, 3, 1), date(2021, 9, 1)]
# A school for each way in which four files may agree or differ.
SAID = {940_000 + n: said for n, said in enumerate(itertools.product((40, 41), repeat=4))}
ORDERS = list(itertools.permutations(range(4)))


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join(map(str, order)))
def test_the_newest_file_by_a_day_holds_in_whichever_order_they_came(loaded: Loading, order: tuple[int, ...]) -> None:
    for at in order:
        rows = ks4(*({"URN": urn, "ATT8SCR": said[at]} for urn, said in SAID.items()))
        assert loaded(f"2018-19_{at}.csv", rows, as_at=DAYS[at]).state in ("done", "unchanged")
    for at, day in enumerate(DAYS):
        found = queries.figures_of_many(SAID, on=day, version=loads.head())
        held = {urn: found[urn].figure("ks4-attainment8", 2019).value for urn in SAID}
        assert held == {urn: said[at] for urn, said in SAID.items()}, day
