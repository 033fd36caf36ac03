"""Layouts other than the performance tables: what they say, what they only seem to say, where each figure stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from alongside.knowledge.opendata import queries as loads
from alongside.knowledge.results import queries
from alongside.knowledge.results.formats import ees, lait
from alongside.knowledge.results.formats.key import year_by_name
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.values import Figure
from tests.results.conftest import ks4
from tests.schools.conftest import Loading, gias, loaded, school, table

__all__ = ["loaded"]
pytestmark = pytest.mark.django_db

URN, OTHER = 900_001, 900_002
TODAY = date(2026, 3, 2)
DAY = date(2026, 2, 1)


def figures(urn: int = URN, on: date = TODAY) -> queries.Figures:
    return queries.figures_of(urn, on=on, version=loads.head())


def figure(key: str, year: int, urn: int = URN) -> Figure:
    return figures(urn).figure(key, year)


def said(key: str, year: int, urn: int = URN) -> object:
    found = figure(key, year, urn)
    return found.value if found.known else found.why


def area(level: str, sector: str = "all", dataset: str = "lait") -> queries.Figures:
    found = queries.areas(dataset, on=TODAY, version=loads.head())
    return next(figures for area, figures in found.items() if (area.level, area.sector) == (level, sector))


KS2 = {
    "URN": URN, "KS2 Pupils": 60, "KS2 Boys": 30, "KS2 Girls": 30, "Reading Progress": -0.8, "Reading Score": 103,
    "Reading Meet Std": "68%", "Writing Progress": -2.1, "Writing Score": 106, "Writing Meet Std": "87%",
    "Writing Exceed Std": "30%", "Maths Progress": 1, "Overall Meet Std": "63%", "Overall Exceed Std": "3%",
    "Academic Year": 2016, "LAESTAB": 3302001,
}  # fmt: skip
KS4 = {
    "URN": URN, "KS4 Pupils": 186, "Progress 8": -0.15, "Attainment 8": 45.6, "Attainment 8 Boys": "",
    "Eng Maths Grade 5": "48%", "Entering EBacc": "52%", "EBacc Grade 5": "12%", "Academic Year": 2016,
    "LAESTAB": 3304001,
}  # fmt: skip


class TestKeyMeasures:
    def test_under_writing_stands_the_test_in_grammar(self, loaded: Loading):
        loaded("ks2_2016.csv", table([KS2]))
        assert (said("ks2-grammar-expected", 2016), said("ks2-grammar-higher", 2016)) == (87, 30)
        assert said("ks2-grammar-score", 2016) == 106
        assert said("ks2-writing-expected", 2016) == "not yet loaded"
        assert said("ks2-writing-progress", 2016) == -2.1

    def test_grade_5_of_2016_is_what_was_then_a_pass(self, loaded: Loading):
        loaded("ks4_2016.csv", table([KS4]))
        assert said("ks4-basics-standard", 2016) == 48
        assert said("ks4-basics-strong", 2016) == "not yet loaded"
        assert said("ks4-ebacc-strong", 2016) == "not yet loaded"
        loaded("ks4_2017.csv", table([KS4 | {"Academic Year": 2017}]))
        assert (said("ks4-basics-strong", 2017), said("ks4-ebacc-strong", 2017)) == (48, 12)

    def test_a_blank_says_only_that_nothing_is_published(self, loaded: Loading):
        loaded("ks4_2016.csv", table([KS4]))
        assert said("ks4-attainment8:boys", 2016) == "not published"
        assert said("ks4-attainment8:girls", 2016) == "not yet loaded"  # no such column

    def test_a_blank_hides_neither_the_reason_nor_the_figure_of_the_table_itself(self, loaded: Loading):
        full = ks4({"URN": URN, "ATT8SCR": "SUPP", "TPUP": 5, "P8MEA": "NE"}, {"URN": OTHER, "ATT8SCR": 45.64})
        loaded("2017-2018_england_ks4final.csv", full)
        cut = [KS4 | {"Academic Year": 2018, "Attainment 8": "", "Progress 8": "", "KS4 Pupils": 5}]
        cut.append(KS4 | {"URN": OTHER, "Academic Year": 2018, "Attainment 8": 45.6})
        loaded("ks4_2018.csv", table(cut), as_at=date(2019, 6, 1))
        assert said("ks4-attainment8", 2018) == "suppressed"
        assert said("ks4-progress8", 2018) == "no entries"
        assert said("ks4-attainment8", 2018, OTHER) == 45.64
        assert said("ks4-ebacc-entered", 2018) == 52  # which the table here had no column for

    def test_a_school_without_pupils_says_nothing(self, loaded: Loading):
        blank = dict.fromkeys(KS4, "") | {"URN": OTHER, "Academic Year": 2016}
        done = loaded("ks4_2016.csv", table([KS4, blank]))
        assert (done.counts["schools"], done.counts["rows without figures"]) == (1, 1)

    def test_the_authority_comes_from_the_laestab_or_else_from_the_register(self, loaded: Loading):
        loaded("edubasealldata20260301.csv", gias(school(urn=OTHER, number=4002)))
        without = {name: value for name, value in KS4.items() if name != "LAESTAB"}
        loaded("ks4_2016.csv", table([without | {"URN": OTHER}, without]))
        codes = dict(Result.objects.values_list("urn", "authority_code"))
        assert codes == {URN: None, OTHER: 330}

    def test_a_year_that_is_not_over_is_refused(self, loaded: Loading):
        done = loaded("ks4_2016.csv", table([KS4, KS4 | {"URN": OTHER, "Academic Year": 2030}]))
        assert done.rows_refused == 1
        assert "2030" in done.refusals.get().why

    @pytest.mark.parametrize(
        ("name", "year"), [("2016_ks2_key.csv", 2016), ("ks4-2018.csv", 2018), ("2022-23_x.csv", 2023), ("x.csv", None)]
    )
    def test_the_year_of_such_a_file_is_the_one_that_ends(self, name: str, year: int | None):
        assert year_by_name(name) == year

    def test_a_file_whose_name_has_no_year_stops_and_asks(self, loaded: Loading):
        done = loaded("ks4.csv", table([KS4]))
        assert done.state == "refused"
        assert "--as-at" in done.says

    def test_the_layout_beside_ofsteds_grade_is_read(self, loaded: Loading):
        both = {"RECTYPE": 1, "URN": URN, "OFSTEDRATING": "Good", "INSPECTIONDT": "20170516"}
        loaded(
            "2019_ks4.csv", table([both | {"P8MEA": 0.03, "ATT8SCR": 43.6, "PTL2BASICS_95": "NE", "EBACCAPS": "SUPP"}])
        )
        loaded("2019_ks5.csv", table([both | {"VA_INS_ALEV": 0.2, "TALLPPE_ALEV_1618": 33.1}]))
        assert (said("ks4-progress8", 2019), said("ks4-basics-strong", 2019)) == (0.03, "no entries")
        assert (said("ks4-ebacc-score", 2019), said("ks5-alevel-points", 2019)) == ("suppressed", 33.1)


class TestSubset:
    ROW = {
        "URN": URN, "SCHNAME.x": "A school", "LEA": 330, "TOTPUPS": 1158, "ATT8SCR": 41.8, "ATT8SCR_BOYS": "NA",
        "P8MEA": -0.78, "PTPRIORLO": 34, "PNUMEAL": 26.2, "NORB": 604, "NORG": 554, "PNUMFSMEVER": 45.9,
        "PERCTOT": 12.2, "PPERSABS10": "", "MINORGROUP": "Academy",
    }  # fmt: skip

    def test_one_row_tells_of_results_pupils_and_absence(self, loaded: Loading):
        loaded("2022-23_subset.csv", table([self.ROW]))
        assert (said("ks4-attainment8", 2023), said("census-eal", 2023), said("absence-overall", 2023)) == (
            41.8,
            26.2,
            12.2,
        )

    def test_na_and_blank_say_only_that_nothing_is_published(self, loaded: Loading):
        loaded("2022-23_subset.csv", table([self.ROW]))
        assert said("ks4-attainment8:boys", 2023) == "not published"
        assert said("absence-persistent", 2023) == "not published"


class TestMoney:
    def test_what_was_left_is_worked_out_as_a_share(self, loaded: Loading):
        rows = [
            {"URN": URN, "Income": "2,000,000", "Expenditure": 2050000, "Balance": -50000, "Academic Year": 2018},
            {"URN": OTHER, "Income": 0, "Expenditure": 10, "Balance": -10, "Academic Year": 2018},
        ]
        loaded("2018_finance.csv", table(rows))
        assert (said("finance-balance", 2018), said("finance-balance-share", 2018)) == (-50000, -2.5)
        assert said("finance-balance-share", 2018, OTHER) == "not yet loaded"
        assert figure("finance-income", 2018).period == "2017/18"


class TestSimilarValues:
    def test_they_are_read_for_the_year_given(self, loaded: Loading):
        row = {"URN": URN, "KS2MRP": 104.2, "PPPerc": 31.5, "PercentEAL": 20.1, "Polar4QuintilePupils": 2.8,
               "PStability": 94, "IdaciPupils": 0.241, "PercentSchSupport": 11, "NumberOfPupils": 912,
               "PercentageStatementOrEHP": 2.2, "Att8Scr": 46.1}  # fmt: skip
        done = loaded("2025_similar.csv", table([row]))
        assert done.format == "similar-values"
        assert (said("similar-pupils", 2025), said("similar-idaci", 2025)) == (912, 0.241)


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
        assert done.counts["rows of indicators that no measure names"] == 1
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


def balance(level: str, phase: str, **more: Any) -> dict[str, Any]:
    return {"time_period": "202324", "time_identifier": "Financial year", "geographic_level": level,
            "country_name": "England", "region_name": "West Midlands", "la_name": "Birmingham", "old_la_code": 330,
            "school_phase": phase, "number_schools": 240, "revenue_balance_as_pc_total_income": -1.5,
            "PC_schools_with_deficit": 12.2} | more  # fmt: skip


def week(number: int, value: Any, year: int = 2025) -> dict[str, Any]:
    return {"time_period": year, "time_identifier": f"Week {number}", "time_frame": "Year to date",
            "geographic_level": "Local authority", "old_la_code": 330, "la_name": "Birmingham",
            "education_phase": "Primary", "persistent_absence_percent": value}  # fmt: skip


PUPILS = {"time_period": "202324", "time_identifier": "Academic year", "geographic_level": "School",
          "school_urn": URN, "old_la_code": "330"}  # fmt: skip


class TestLongTables:
    def test_levels_and_phases_are_told_apart(self, loaded: Loading):
        rows = [
            balance("Local authority", "All Local authority maintained schools"),
            balance("Local authority", "Nursery", PC_schools_with_deficit=37),
            balance("Regional", "Primary", PC_schools_with_deficit=8),
            balance("National", "Primary", PC_schools_with_deficit="x"),
            balance("Parliamentary constituency", "Primary"),
        ]
        done = loaded("2023-24_balances.csv", table(rows))
        assert done.counts["rows of other areas"] == 1
        of = lambda level, sector: area(level, sector, "la-balances").figure("la-schools-in-deficit", 2024)  # noqa: E731
        assert (of("authority", "all").value, of("authority", "nursery").value) == (12.2, 37)
        assert (of("region", "primary").value, of("england", "primary").why) == (8, "not published")
        assert area("authority", "all", "la-balances").figure("la-balance-share", 2024).value == -1.5

    def test_of_a_year_so_far_the_newest_week_stands(self, loaded: Loading):
        done = loaded("weeks.csv", table([week(28, 17.3), week(30, 17.6), week(8, 18.1), week(38, 9, 2024)]), as_at=DAY)
        found = area("authority", "primary", "absence-weekly").figure("absence-weekly-persistent", 2025)
        assert (found.value, found.row, found.period) == (17.6, 3, "2024/25, to week 30")
        assert done.counts["rows of earlier weeks"] == 2

    @pytest.mark.parametrize(
        ("period", "identifier", "year"),
        [("202324", "Academic year", 2024), ("2025", "Week 30", 2025), ("2025", "Week 36", 2026), ("2024", "", 2024)],
    )
    def test_the_year_of_a_row_is_the_one_that_ends(self, period: str, identifier: str, year: int):
        assert ees.year_of(period, identifier)[0] == year

    def test_information_about_schools_tells_who_the_pupils_are(self, loaded: Loading):
        row = PUPILS | {"t_allks_pupils": 951, "t_pupils": 203, "t_boys": "c", "avg_ks2_scaledscore": 101.6,
                        "pt_disadvantaged": 58.6, "pt_sen_with_ehcp": "z", "diffn_att8": -13.5,
                        "p8_banding": "Average"}  # fmt: skip
        loaded("202324_information.csv", table([row]))
        assert (said("ks4-pupils", 2024), said("ks4-pupils:boys", 2024)) == (203, "suppressed")
        assert (said("ks4-ehc", 2024), said("ks4-gap-attainment8", 2024)) == ("not applicable", -13.5)

    def test_groups_of_pupils_stand_in_rows_of_their_own(self, loaded: Loading):
        row = PUPILS | {"breakdown": "Total", "t_pupils": 203, "avg_att8": 46.1, "avg_p8score": 0.2,
                        "p8score_ci_low": 0.1, "p8score_ci_upp": 0.3}  # fmt: skip
        rows = [
            row,
            row | {"breakdown": "Disadvantaged", "avg_att8": 38.2, "avg_p8score": -0.3, "p8score_ci_low": -0.5},
            row | {"breakdown": "Left-handed", "avg_att8": 50},
        ]
        done = loaded("202324_schools.csv", table(rows))
        assert done.counts["rows of other groups of pupils"] == 1
        assert (said("ks4-attainment8", 2024), said("ks4-attainment8:disadvantaged", 2024)) == (46.1, 38.2)
        assert (figure("ks4-progress8:disadvantaged", 2024).low, figure("ks4-progress8:disadvantaged", 2024).row) == (
            -0.5,
            3,
        )

    def test_absence_and_exclusions_by_school_are_read(self, loaded: Loading):
        loaded(
            "202324_absence.csv", table([PUPILS | {"sess_overall_percent": 6.2, "enrolments_pa_10_exact_percent": "c"}])
        )
        loaded("202324_exclusions.csv", table([PUPILS | {"perm_excl_rate": 0.1, "susp_rate": 12.4, "headcount": 900}]))
        assert (said("absence-overall", 2024), said("absence-persistent", 2024)) == (6.2, "suppressed")
        assert said("exclusions-suspensions", 2024) == 12.4

    def test_the_same_row_twice_is_refused(self, loaded: Loading):
        done = loaded("2023-24_balances.csv", table([balance("National", "Nursery")] * 2))
        assert "stands in row 2 already" in done.refusals.get().why


class TestLists:
    def test_three_years_come_out_of_one_object(self, loaded: Loading):
        one = {"Id": f"{URN}", "LAId": "330", "LAName": "Birmingham", "Abs_Tot_Est_Current_Pct": "6.06903",
               "Abs_Tot_Est_Previous_Pct": None, "Abs_Tot_Est_Previous2_Pct": "z",
               "Abs_Persistent_Est_Current_Pct": "18.6", "Abs_Persistent_Est_Previous_Pct": 20.5,
               "Abs_Persistent_Est_Previous2_Pct": "c", "UnAuth_Tot_Est_Current_Pct": "1.2"}  # fmt: skip
        done = loaded("2024-25_absence.json", json.dumps([one]), as_at=DAY)
        assert (done.format, done.unknown_columns) == ("list-absence", [])
        assert [said("absence-overall", year) for year in (2025, 2024, 2023)] == [
            6.06903,
            "not recorded",
            "not applicable",
        ]
        assert [said("absence-persistent", year) for year in (2025, 2024, 2023)] == [18.6, 20.5, "suppressed"]
        assert (said("absence-unauthorised", 2025), said("absence-unauthorised", 2024)) == (1.2, "not yet loaded")
        assert figure("absence-overall", 2025).row == 1

    def test_key_stage_2_never_takes_nought_for_a_group_that_nobody_gives(self, loaded: Loading):
        one = {"Id": f"{URN}", "LAId": "330"} | {
            f"RwmExpected_{group}_Cohort_Est_{year}_Num": value
            for group, value in (("Tot", "68.26"), ("Boy", "0"))
            for year in ("Current", "Previous", "Previous2", "ThreeYearAverage")
        }
        loaded("2025_ks2.json", json.dumps([one]))
        assert [said("ks2-rwm-expected", year) for year in (2025, 2024, 2023)] == [68.26] * 3
        assert said("ks2-rwm-expected:boys", 2025) == "not yet loaded"

    def test_authorities_have_lists_of_their_own(self, loaded: Loading):
        one = {"Id": "330"} | {
            f"Abs_{kind}_{phase}_LA_Current_Pct": value
            for kind, phase, value in (
                ("Tot", "Primary", 5.9), ("Tot", "Secondary", 8.1),
                ("Persistent", "Primary", 17), ("Persistent", "Secondary", 25),
            )
        }  # fmt: skip
        loaded("2024-25_absence_la.json", json.dumps([one]), as_at=DAY)
        of = lambda sector: area("authority", sector, "absence").figure("absence-overall", 2025).value  # noqa: E731
        assert (of("primary"), of("secondary")) == (5.9, 8.1)

    def test_pupils_for_each_teacher_are_read(self, loaded: Loading):
        one = {"Id": f"{URN}", "LAId": "330", "Workforce_PupTeaRatio_Est_Current_Num": "20.4",
               "Workforce_TotPupils_Est_Current_Num": 412}  # fmt: skip
        loaded("2024-25_workforce.json", json.dumps([one]))
        assert said("workforce-pupils-per-teacher", 2025) == 20.4

    def test_the_row_of_the_file_can_be_looked_up(self, loaded: Loading):
        one = {"Id": f"{URN}", "LAId": "330", "Workforce_PupTeaRatio_Est_Current_Num": 20.4}
        done = loaded("2024-25_workforce.json", json.dumps([one | {"Id": f"{OTHER}"}, one]))
        shown = loads.row_of(done, 2)
        assert shown
        assert dict(shown.cells)["Id"] == f"{URN}"
