"""A made city over four years: twelve maintained primary schools, four of which require improvement since 2021."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.results.conftest import absence, census, ks2
from tests.schools.conftest import Loading, gias, loaded, school, squares

__all__ = ["loaded"]

TODAY = date(2026, 3, 9)
CONCERN = range(920001, 920005)
OTHERS = range(920005, 920013)
SPECIAL = 920020
PUPILS = {urn: 20 + (urn % 100) for urn in (*CONCERN, *OTHERS)}
YEARS = (2019, 2023, 2024, 2025)


def result(urn: int, year: int) -> int:
    """Of a school in a year: those causing concern lie behind, and catch up two points a year."""
    behind = 20 - 2 * (year - 2023) if urn in CONCERN else 0
    return 70 - behind + urn % 3


@pytest.fixture
def city(loaded: Loading, tmp_path: Path, the_day_is: Callable[[date], None]) -> Iterator[None]:
    from django.core.cache import cache

    the_day_is(TODAY)
    cache.clear()
    loaded("constituencies_2017_12_31.geojson", squares())
    # Half of each group in Ladywood, half in Erdington, as squares() draws them.
    rows = [
        school(urn=urn, name=f"Lock Primary School {urn % 100}", number=2000 + urn % 100, northing=281500,
               easting=415400 if urn % 2 else 405200)
        for urn in (*CONCERN, *OTHERS)
    ]  # fmt: skip
    rows.append(school(urn=SPECIAL, name="Bridge School", number=7001, type="Community special school"))
    loaded("edubasealldata20260301.csv", gias(*rows))
    _inspections(tmp_path)
    _results(loaded)
    yield
    cache.clear()


def _inspections(folder: Path) -> None:
    from tests.inspections import files as ofsted

    rows = []
    for urn in (*CONCERN, *OTHERS, SPECIAL):
        overall = "3" if urn in CONCERN else "2"
        more = {"Local authority": "Birmingham"}
        if urn == SPECIAL:
            more |= {"Type of education": "Community Special School", "Ofsted phase": "Special"}
        about = ofsted.school(urn, LAESTAB=str(3_302_000 + urn % 100), **more)
        now = ofsted.graded(f"2{urn}", "04/10/2021", "10/11/2021", urn, overall)
        before = ofsted.previous(f"1{urn}", "02/03/2015", "20/04/2015", urn, "4" if urn == CONCERN[0] else "2")
        rows.append(about | now | before)
    path = ofsted.written(folder / "latest_as_at_31_Aug_2025.csv", ofsted.header("ofsted-latest-2025"), rows)
    assert ofsted.load(path, yes=True, reason="a test").state == "done"


def _results(loaded: Loading) -> None:
    for year in YEARS:
        name = f"{year - 1}-{year}"
        rows: list[dict[str, Any]] = [
            {"URN": urn, "TELIG": PUPILS[urn], "PTRWM_EXP": f"{result(urn, year)}%",
             "PTRWM_EXP_FSM6CLA1A": f"{result(urn, year) - 12}%", "TFSM6CLA1A": 10,
             "PTRWM_EXP_NotFSM6CLA1A": f"{result(urn, year) + 5}%", "TNotFSM6CLA1A": PUPILS[urn] - 10}
            for urn in (*CONCERN, *OTHERS)
        ]  # fmt: skip
        rows.append({"RECTYPE": 2, "URN": SPECIAL, "TELIG": 12, "PTRWM_EXP": "0%"})
        assert loaded(f"{name}_england_ks2final.csv", ks2(*rows)).state == "done"
        counted = [{"URN": urn, "NOR": 7 * PUPILS[urn]} for urn in (*CONCERN, *OTHERS)]
        loaded(f"{name}_england_census.csv", census(*counted))
        if year != 2024:
            missed = [{"URN": urn, "PERCTOT": round(4 + year % 10 / 10, 1)} for urn in (*CONCERN, *OTHERS)]
            loaded(f"{name}_england_abs.csv", absence(*missed))
