"""The gap put together from figures and groups: breaks, definitions, and what is in neither group."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.face.reporting import gap, gap_presenters
from alongside.face.reporting.gap import Placed
from alongside.face.reporting.policies import gap_policy
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.queries import Figures, Said

KEY = "ks4-attainment8"
SCHOOLS = range(1, 13)


def figures(values: dict[int, dict[int, Any]]) -> dict[int, Figures]:
    """By year and school; each of a hundred pupils."""
    rows: dict[int, dict[tuple[str, int], Said]] = {}
    for year, schools in values.items():
        for urn, value in schools.items():
            said = {KEY: value, "ks4-pupils": 100}
            rows.setdefault(urn, {})["ks4", year] = Said(
                "ks4", urn, "", "", year, date(year + 1, 2, 1), 7, None, 2, said
            )
    return {urn: Figures(one) for urn, one in rows.items()}


def placed(*years: int, definition: str = "2021-09", concern: int = 4) -> dict[int, Placed]:
    group, rest = frozenset(range(1, concern + 1)), frozenset(range(concern + 1, 13))
    return {year: Placed(year, date(year, 8, 31), group, rest, frozenset(), definition) for year in years}


def of(values: dict[int, dict[int, Any]], where: dict[int, Placed]) -> gap.MeasureGap:
    every = measures()
    return gap.of_measure(every.by_key[KEY], figures(values), where, measures=every, policy=gap_policy())


def level(year: int, behind: float = 5.0) -> dict[int, float]:
    return {urn: 45.0 - (behind if urn <= 4 else 0.0) for urn in SCHOOLS}


def test_no_rate_crosses_a_break_of_the_measure() -> None:
    found = of({year: level(year) for year in (2018, 2019, 2022, 2023)}, placed(2018, 2019, 2022, 2023))
    assert [year for year, _ in found.breaks] == [2022, 2023]
    assert (found.change, found.run) == (None, 1)
    assert found.newest is not None
    assert found.newest.gap.size == pytest.approx(5)


def test_no_rate_crosses_a_change_of_the_definition() -> None:
    where = placed(2023, 2024, definition="one") | placed(2025, 2026, definition="another")
    found = of({year: level(year) for year in (2023, 2024, 2025, 2026)}, where)
    assert dict(found.breaks)[2025] == gap.DEFINITION_CHANGED
    assert found.run == 2
    assert next(one for one in found.years if one.gap.year == 2025).stayed is None


def test_a_rate_that_hangs_on_one_school_is_not_sure() -> None:
    values = {year: level(year) for year in (2023, 2024, 2025)}
    values[2025][1] = 10.0
    found = of(values, placed(2023, 2024, 2025))
    assert found.change is not None
    assert found.change.way == "widens"
    assert not found.change.is_sure
    words = gap_presenters.shown(found, gap_policy(), measures())
    assert words.sure.endswith("which way it goes cannot be told.")
    assert words.rate.startswith("not sure: has widened by ")
    assert "cannot be told for sure" in words.sentences[1]
    assert words.sentences[0].endswith("points behind those of the other schools in Attainment 8.")


def test_what_is_undetermined_or_not_placed_is_counted_and_in_no_mean() -> None:
    values = {2025: level(2025)}
    where = {
        2025: Placed(2025, date(2025, 8, 31), frozenset({1, 2, 3}), frozenset(range(5, 12)), frozenset({4}), "2021-09")
    }
    (one,) = of(values, where).years
    assert (one.concern, one.others, one.undetermined, one.not_placed) == (3, 7, 1, 1)


def test_a_year_without_a_definition_has_no_group_and_says_so() -> None:
    nobody: frozenset[int] = frozenset()
    where = {2025: Placed(2025, date(2025, 8, 31), nobody, nobody, frozenset(SCHOOLS), "")}
    (one,) = of({2025: level(2025)}, where).years
    assert one.why == "no definition was in force at the end of that year"
    assert one.gap.size is None


def test_a_sample_of_a_few_schools_stands_for_no_city() -> None:
    values: dict[int, dict[int, Any]] = {2024: level(2024), 2025: {1: 40.0, 5: 44.0}}
    found = of(values, placed(2024, 2025))
    assert [one.gap.year for one in found.years] == [2024]
    assert found.partly == ((2025, 2),)
    (newest, _) = gap_presenters.shown(found, gap_policy(), measures()).years
    assert (newest.year, newest.notes) == ("2024/25", "Only two schools have a figure of this year.")


def test_a_held_back_figure_stays_held_back() -> None:
    values: dict[int, dict[int, Any]] = {2025: {**level(2025), 1: "c"}}
    (one,) = of(values, placed(2025)).years
    assert (one.gap.behind.counted, one.gap.behind.held_back) == (3, 1)


@pytest.mark.parametrize(
    ("size", "said"), [(5.04, "5.0 points behind"), (-0.26, "0.3 points ahead"), (0.04, "no gap"), (None, "not known")]
)
def test_a_gap_is_said_in_words(size: float | None, said: str) -> None:
    assert gap_presenters.size_words(size, measures().by_key[KEY]) == said
