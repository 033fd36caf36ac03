"""Files cut down from the performance tables: headings that mislead, and blanks that hide nothing."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.knowledge.results.formats.key import year_by_name
from alongside.knowledge.results.models import Result
from tests.results.conftest import ks4
from tests.results.reading import OTHER, URN, figure, said
from tests.schools.conftest import Loading, gias, loaded, school, table

__all__ = ["loaded"]
pytestmark = pytest.mark.django_db


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
        assert not figure("ks4-basics-strong", 2016).known
        assert not figure("ks4-ebacc-strong", 2016).known
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


class TestPupilPremium:
    def test_pupils_money_and_shares_are_read_for_the_financial_year_in_the_name(self, loaded: Loading):
        row = {
            "URN": URN, "LAEstab": 3302001, "LA": 330, "Local Authority": "Birmingham", "School Name": "Oak School",
            "Number of pupils on roll (7)": 412,
            "Percentage of Primary pupils eligible for the Deprivation Pupil Premium": "31.3%",
            "Percentage of Secondary pupils eligible for the Deprivation Pupil Premium": "",
            "Total number of pupils eligible for the Deprivation Pupil Premium": 129,
            "Total allocation for the Deprivation Pupil Premium": "170,280",
        }  # fmt: skip
        done = loaded("pupil_premium_2019-20.csv", table([row]))
        assert (done.format, done.unknown_columns) == ("pupil-premium", [])
        assert (said("premium-pupils", 2020), said("premium-pounds", 2020)) == (129, 170_280)
        assert said("premium-primary-share", 2020) == 31.3
        assert said("premium-secondary-share", 2020) == "not yet loaded"
        assert figure("premium-pupils", 2020).period == "2019/20"


class TestSimilarValues:
    def test_they_are_read_for_the_year_given(self, loaded: Loading):
        row = {"URN": URN, "KS2MRP": 104.2, "PPPerc": 31.5, "PercentEAL": 20.1, "Polar4QuintilePupils": 2.8,
               "PStability": 94, "IdaciPupils": 0.241, "PercentSchSupport": 11, "NumberOfPupils": 912,
               "PercentageStatementOrEHP": 2.2, "Att8Scr": 46.1}  # fmt: skip
        done = loaded("2025_similar.csv", table([row]))
        assert done.format == "similar-values"
        assert (said("similar-pupils", 2025), said("similar-idaci", 2025)) == (912, 0.241)
