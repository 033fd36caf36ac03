"""The long tables of DfE's statistics, and its JSON lists of three years."""

from __future__ import annotations

import json
from typing import Any

import pytest

from alongside.knowledge.opendata import queries as loads
from alongside.knowledge.results.formats import ees
from tests.results.reading import DAY, OTHER, URN, area, figure, said
from tests.schools.conftest import Loading, loaded, table

__all__ = ["loaded"]
pytestmark = pytest.mark.django_db


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
        assert done.counts["passed over: rows of other areas"] == 1
        of = lambda level, sector: area(level, sector, "la-balances").figure("la-schools-in-deficit", 2024)  # noqa: E731
        assert (of("authority", "all").value, of("authority", "nursery").value) == (12.2, 37)
        assert (of("region", "primary").value, of("england", "primary").why) == (8, "not published")
        assert area("authority", "all", "la-balances").figure("la-balance-share", 2024).value == -1.5

    def test_of_a_year_so_far_the_newest_week_stands(self, loaded: Loading):
        done = loaded("weeks.csv", table([week(28, 17.3), week(30, 17.6), week(8, 18.1), week(38, 9, 2024)]), as_at=DAY)
        found = area("authority", "primary", "absence-weekly").figure("absence-weekly-persistent", 2025)
        assert (found.value, found.row, found.period) == (17.6, 3, "2024/25, to week 30")
        assert done.counts["passed over: rows of earlier weeks"] == 2

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
        assert done.counts["passed over: rows of other groups of pupils"] == 1
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
