"""The table of all indicators of all authorities: areas, years, neighbours, and where each figure stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from alongside.knowledge.results import queries
from alongside.knowledge.results.formats import lait
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.models import Result
from tests.results.reading import DAY, TODAY, area
from tests.schools.conftest import Loading, loaded, table

__all__ = ["loaded"]
pytestmark = pytest.mark.django_db


def indicator(item: str, years: str, name: str, value: Any, number: Any = "", region: str = "NA") -> Mapping[str, Any]:
    return {"Short Desc": item, "Data item": "", "Years": years, "LA and Regions": name, "Values": value,
            "LA Number": number, "Region": region}  # fmt: skip


NEIGHBOURS = {892: 1, 352: 2, 380: 3, 391: 4, 353: 5, 889: 6, 373: 7, 806: 8, 852: "-", 355: ""}


class TestAuthorityIndicators:
    def test_each_area_has_its_figure_where_the_table_has_it(self, loaded: Loading):
        rows = [
            indicator("InfMort", "2023", "Birmingham", "8.8000000000000007", "330.0", "West Midlands"),
            indicator("InfMort", "2023", "England", 3.9, "970.0"),
            indicator("InfMort", "2023", "West Midlands", 6.1, "984.0"),
            indicator("AVG_Attain8_Score", "2023", "Birmingham", 46.3, "330.0"),
            indicator("FSM_AVG_Attain8_Score", "2023", "Birmingham", 39, "330.0"),
            indicator("No such thing", "0", "Birmingham", "?", "330.0"),
        ]
        done = loaded("lait.csv", table(rows), as_at=DAY)
        assert done.counts["passed over: rows of indicators that no measure names"] == 1
        assert "Passed over: rows of indicators that no measure names (1), such indicators (1)." in done.says
        city, england = area("authority"), area("england")
        found = city.figure("infant-mortality", 2023)
        assert (found.value, found.row, found.period) == (8.8, 2, "2023")
        assert england.figure("infant-mortality", 2023).row == 3
        assert area("region").figure("infant-mortality", 2023).value == 6.1
        of_schools = queries.figure_in(city.rows["lait", 2023], "ks4-attainment8:fsm")
        assert (of_schools.value, of_schools.row, of_schools.period) == (39, 6, "2022/23")

    def test_a_phase_is_a_sector_of_its_own(self, loaded: Loading):
        rows = [indicator("PriTotAbs", "2023", "England", 5.9, 970), indicator("TotAbs", "2023", "England", 7.4, 970)]
        loaded("lait.csv", table(rows), as_at=DAY)
        primary = queries.figure_in(area("england", "primary").rows["lait", 2023], "absence-overall")
        both = queries.figure_in(area("england").rows["lait", 2023], "absence-overall")
        assert (primary.value, both.value) == (5.9, 7.4)

    def test_our_neighbours_have_the_plain_mean_of_those_that_have_a_figure(self, loaded: Loading):
        names = {892: "Nottingham", 352: "Manchester"}
        rows = [
            indicator("InfMort", "2023", names.get(at, f"City {at}"), value, at) for at, value in NEIGHBOURS.items()
        ]
        rows += [indicator("InfMort", "2022", name, 5, at) for at, name in names.items()]
        loaded("lait.csv", table([*rows, indicator("InfMort", "2023", "Leeds", 100, 383)]), as_at=DAY)
        mean = area("neighbours")
        found = mean.figure("infant-mortality", 2023)
        assert (found.value, found.row) == (4.5, 2)
        assert mean.figure("infant-mortality", 2022).why == "not published"  # two of ten are too few

    def test_a_row_for_the_neighbours_together_is_taken_as_it_is(self, loaded: Loading):
        rows = [indicator("InfMort", "2023", f"City {at}", value, at) for at, value in NEIGHBOURS.items()]
        loaded("lait.csv", table([*rows, indicator("InfMort", "2023", "Statistical Neighbours", 5.1)]), as_at=DAY)
        assert area("neighbours").figure("infant-mortality", 2023).value == 5.1

    def test_the_same_figures_in_another_order_are_the_same_figures(self, loaded: Loading):
        rows = [indicator("InfMort", "2023", "England", 3.9, 970), indicator("ChildPov", "2023", "England", 19.8, 970)]
        loaded("lait.csv", table(rows), as_at=DAY)
        done = loaded("lait2.csv", table(rows[::-1]), as_at=TODAY)
        assert (done.state, done.counts["unchanged"], Result.objects.count()) == ("unchanged", 1, 1)

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            (indicator("InfMort", "0", "England", 1, 970), "is no year"),
            (indicator("InfMort", "2016-2011", "England", 1, 970), "is no year"),
            (indicator("InfMort", "2099", "England", 1, 970), "no year that the file could speak of"),
            (indicator("InfMort", "2023", "Nowhere", 1, ""), "no area that has a number"),
            (indicator("InfMort", "2023", "England", "many", 970), "neither a number"),
            (indicator("ChildPov", "2023", "England", 2000, 970), "is no percentage"),
        ],
    )
    def test_a_row_that_cannot_be_told_is_refused_with_the_reason(self, loaded: Loading, row: Any, why: str):
        done = loaded("lait.csv", table([indicator("InfMort", "2023", "Leeds", 1, 383), row]), as_at=DAY)
        assert done.rows_refused == 1
        assert why in done.refusals.get().why

    def test_it_stops_and_asks_of_which_day_it_is(self, loaded: Loading):
        done = loaded("2025-26_lait.csv", table([indicator("InfMort", "2023", "England", 1, 970)]))
        assert (done.state, "--as-at" in done.says) == ("refused", True)

    @pytest.mark.parametrize(
        ("text", "year"),
        [
            ("2016", 2016), ("2016-17", 2017), ("2016/17", 2017), ("2024-25 (OT)", 2025), ("2025 (Rev)", 2025),
            ("2014-16", 2016), ("2013/14-15/16", 2016), ("2025 (prov)", 2025), ("2020 (Final)", 2020),
        ],
    )  # fmt: skip
    def test_years_are_read_as_they_are_written(self, text: str, year: int):
        assert lait.year_of(text) == year

    @pytest.mark.parametrize("text", ["", "0", "16", "2016-15", "2016-40", "1999", "2016 (Rev) (Rev)", "2016-"])
    def test_what_is_no_year_is_none(self, text: str):
        with pytest.raises(ValueError, match="is no"):
            lait.year_of(text)

    def test_every_indicator_is_named_once(self):
        policy = measures()
        named = [
            item.casefold()
            for measure in policy.measures
            for items in (measure.area_items, *measure.area_groups.values(), *measure.area_sectors.values())
            for item in items
        ]
        assert len(named) == len(set(named)) == len(lait.indicators(policy))

    def test_three_years_together_are_called_so(self):
        assert measures().dataset_of("road-injuries").words(2022) == "2020 to 2022"
        assert measures().dataset_of("alcohol").words(2022) == "2019/20 to 2021/22"
        assert measures().dataset_of("infant-mortality").words(2022) == "2022"
        assert measures().dataset_of("ks4-attainment8").words(2022) == "2021/22"


def test_the_page_of_an_indicator_says_whose_figures_stand_there_and_for_which_year(visitor: Client, loaded: Loading):
    rows = [indicator("InfMort", "2023", f"City {at}", value, at) for at, value in NEIGHBOURS.items()]
    rows += [
        indicator("InfMort", "2023", "Birmingham", 8.8, 330),
        indicator("InfMort", "2023", "West Midlands", 6.1, 984),
        indicator("InfMort", "2023", "London", 3.3, 985),
    ]
    loaded("lait.csv", table(rows), as_at=DAY)
    said = " ".join(re.sub(r"<[^>]+>", " ", visitor.get("/measures/infant-mortality/").content.decode()).split())
    assert "As published for areas, 2023" in said
    for words in ("Birmingham 8.8", "Statistical neighbours 4.5", "West Midlands 6.1"):
        assert words in said
    assert "London" not in said
    assert "In 2023 it is 8.8 in Birmingham." in said
    assert "published of the whole authority and of nothing smaller" in said
    assert "are Nottingham, Manchester, Bradford," in said
    assert "the plain mean of those that have one" in said


def test_the_list_of_measures_says_each_indicators_own_years(visitor: Client, loaded: Loading):
    rows = [
        indicator("InfMort", "2016", "Birmingham", 7.9, 330),
        indicator("InfMort", "2023", "Birmingham", 8.8, 330),
        indicator("ChildPov", "2025", "Birmingham", 39.5, 330),
        indicator("PriFSM", "2025", "Birmingham", 45.4, 330),
    ]
    loaded("lait.csv", table(rows), as_at=DAY)
    said = " ".join(re.sub(r"<[^>]+>", " ", visitor.get("/measures/").content.decode()).split())
    assert "Infant mortality 2016 to 2023 · lower is better" in said
    assert "Children in poverty 2024/25" in said
    assert "Free school meals 2024/25" in said
