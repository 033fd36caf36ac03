"""Figures as files say them, one after another, in any order: what is kept, what holds, what stops a load."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.opendata import queries as loads
from alongside.knowledge.opendata.models import Change, Load
from alongside.knowledge.results import queries
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.values import Figure
from tests.results.conftest import absence, census, destinations, ks2, ks4
from tests.schools.conftest import Loading

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
FINAL, PROVISIONAL = "2018-2019_england_ks4final.csv", "2018-2019_england_ks4provisional.csv"
URN = 910001


def figure(key: str, year: int, *, urn: int = URN, on: date = TODAY) -> Figure:
    return queries.figures_of(urn, on=on, version=loads.head()).figure(key, year)


def stopped_for(load: Load) -> list[str]:
    assert load.state == "stopped", load.says
    return [alarm["key"] for alarm in load.alarms]


def many(number: int, **said: object) -> list[dict[str, object]]:
    return [{"URN": 920_000 + n, **said} for n in range(number)]


# --- one file


def test_a_school_has_its_figures_with_their_year_cohort_interval_and_row(loaded: Loading) -> None:
    done = loaded(FINAL, ks4({"URN": 910002}, {"URN": URN, "P8MEA": -0.25, "P8CILOW": -0.5, "P8CIUPP": 0, "P8PUP": 88}))
    found = figure("ks4-progress8", 2019)
    assert (found.value, found.low, found.high, found.cohort) == (-0.25, -0.5, 0, 88)
    assert (found.load, found.row, found.published, found.period) == (done.pk, 3, date(2020, 2, 1), "2018/19")


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("SUPP", Missing.SUPPRESSED),
        ("NP", Missing.NOT_PUBLISHED),
        ("NE", Missing.NO_ENTRIES),
        ("NA", Missing.NOT_APPLICABLE),
        ("NEW", Missing.NOT_APPLICABLE),
        ("LOWCOV", Missing.UNRELIABLE),
        ("SP", Missing.SMALL),
        ("", Missing.NOT_LOADED),
    ],
)
def test_a_missing_figure_says_why_and_is_never_nought(loaded: Loading, cell: str, why: Missing) -> None:
    loaded(FINAL, ks4({"URN": URN, "PTL2BASICS_95": cell}))
    found = figure("ks4-basics-strong", 2019)
    assert (found.value, found.why) == (None, why)


@pytest.mark.parametrize("cell", ["52%", "52", "52.0", "52.00%", " 52 % "])
def test_a_percentage_is_the_same_with_and_without_its_sign(loaded: Loading, cell: str) -> None:
    loaded(FINAL, ks4({"URN": URN, "PTL2BASICS_95": cell}))
    assert figure("ks4-basics-strong", 2019).value == 52


def test_a_column_in_other_letters_is_the_same_column(loaded: Loading) -> None:
    text = ks4({"URN": URN}).replace("ATT8SCR", "Att8Scr")
    loaded(FINAL, text)
    assert figure("ks4-attainment8", 2019).value == 46.5


def test_record_types_mean_other_things_at_other_key_stages(loaded: Loading) -> None:
    loaded("2018-2019_england_ks2final.csv", ks2({"URN": URN}, {"RECTYPE": 4, "LEA": "", "TELIG": 600_000}))
    loaded(FINAL, ks4({"URN": URN}, {"RECTYPE": 4, "TPUP": 12_000}))
    found = {row.dataset: (row.level, row.sector) for row in Result.objects.exclude(level="school")}
    assert found == {"ks2": ("england", "all"), "ks4": ("authority", "state-funded")}


def test_a_record_type_that_nobody_knows_is_left_out_and_said(loaded: Loading) -> None:
    done = loaded(FINAL, ks4({"URN": URN}, {"RECTYPE": 9, "URN": 910002}))
    assert (done.rows_taken, done.rows_refused) == (1, 1)
    assert "record type, “9”" in done.refusals.get().why


def test_a_school_that_stands_twice_counts_once_and_the_second_row_is_listed(loaded: Loading) -> None:
    done = loaded(FINAL, ks4({"URN": URN, "ATT8SCR": 40}, {"URN": URN, "ATT8SCR": 60}))
    assert figure("ks4-attainment8", 2019).value == 40
    assert "stands in row 2 already" in done.refusals.get().why


def test_a_cell_that_is_no_figure_is_set_aside_and_its_row_taken(loaded: Loading) -> None:
    done = loaded(FINAL, ks4({"URN": URN, "ATT8SCR": "about 46"}, *many(60)))
    assert (done.rows_taken, done.counts["cells_set_aside"]) == (61, 1)
    assert figure("ks4-attainment8", 2019).why is Missing.NOT_LOADED
    assert figure("ks4-progress8", 2019).value == 0.1


def test_a_school_without_any_figure_is_no_fault(loaded: Loading) -> None:
    blank = dict.fromkeys(("TPUP", "ATT8SCR", "P8MEA", "P8CILOW", "P8CIUPP", "PTL2BASICS_95"), "")
    done = loaded(FINAL, ks4({"URN": 910002}, {"URN": URN, **blank}))
    assert (done.state, done.counts["rows without figures"], Result.objects.count()) == ("done", 1, 1)


def test_columns_that_are_published_and_not_kept_are_no_news_and_others_are_told(loaded: Loading) -> None:
    done = loaded(FINAL, ks4({"URN": URN, "TOTATT8": 5349.3, "P8MEA_18": 0.2, "MOOD": "good"}))
    assert done.unknown_columns == ["MOOD"]


def test_a_school_without_any_figure_now_has_none_any_more(loaded: Loading) -> None:
    blank = dict.fromkeys(("TPUP", "ATT8SCR", "P8MEA", "P8CILOW", "P8CIUPP", "PTL2BASICS_95"), "")
    loaded(FINAL, ks4({"URN": 910002}, {"URN": URN}))
    loaded("2018-19_b.csv", ks4({"URN": 910002}, {"URN": URN, **blank}), as_at=date(2020, 6, 1))
    assert figure("ks4-attainment8", 2019).why is Missing.NOT_RECORDED
    assert figure("ks4-attainment8", 2019, on=date(2020, 3, 1)).value == 46.5


# --- the year


def test_the_year_is_in_the_name_of_the_file(loaded: Loading) -> None:
    for name in ("2018-19_x_ks4final.csv", "ks4final_201819.csv", "2018_2019 ks4.csv"):
        done = loaded(name, ks4({"URN": URN}))
        assert (done.as_at, figure("ks4-attainment8", 2019).value) == (date(2020, 2, 1), 46.5), name


def test_a_name_with_one_year_alone_stops_and_asks(loaded: Loading) -> None:
    refused = loaded("2018_ks4final.csv", ks4({"URN": URN}))
    assert refused.state == "refused"
    assert "which year it speaks of" in refused.says
    assert "--as-at" in refused.says


def test_the_day_of_publication_tells_the_year_where_nothing_else_does(loaded: Loading) -> None:
    loaded("ks4final.csv", ks4({"URN": URN}), as_at=date(2019, 6, 1))
    assert figure("ks4-attainment8", 2018).value == 46.5


def test_columns_that_repeat_earlier_years_tell_the_year_too(loaded: Loading) -> None:
    loaded("ks2.csv", ks2({"URN": URN, "PTRWM_EXP_17": "60%", "PTRWM_EXP_16": "50%"}), as_at=date(2025, 1, 1))
    assert figure("ks2-rwm-expected", 2018).value == 65


def test_a_name_that_its_columns_contradict_is_refused(loaded: Loading) -> None:
    refused = loaded("2016-17_ks2final.csv", ks2({"URN": URN, "PTRWM_EXP_18": "60%"}))
    assert refused.state == "refused"
    assert "repeat figures of 2017/18" in refused.says


def test_figures_of_a_year_that_was_not_over_are_refused(loaded: Loading) -> None:
    refused = loaded("2018-19_ks4final.csv", ks4({"URN": URN}), as_at=date(2019, 5, 1))
    assert refused.state == "refused"
    assert "not over" in refused.says


def test_destinations_are_of_those_who_left_two_years_before_the_tables(loaded: Loading) -> None:
    done = loaded("2022-2023_england_ks4-pupdest.csv", destinations({"URN": URN}))
    assert figure("ks4-destinations-sustained", 2021).value == 94
    assert done.as_at == date(2024, 2, 1)


def test_figures_of_a_cancelled_year_stop_until_a_person_says_go(loaded: Loading) -> None:
    stopped = loaded("2019-2020_england_ks4final.csv", ks4({"URN": URN}), yes=False)
    assert stopped_for(stopped) == ["year not held"]
    assert figure("ks4-attainment8", 2020).why is Missing.NOT_PUBLISHED


def test_a_measure_may_be_missing_in_a_year_of_which_others_are_published(loaded: Loading) -> None:
    loaded("2024-2025_england_ks4final.csv", ks4({"URN": URN, "P8MEA": ""}))
    assert figure("ks4-attainment8", 2025).value == 46.5
    assert figure("ks4-progress8", 2025).why is Missing.NOT_PUBLISHED


# --- one file after another


def test_the_same_file_again_says_nothing_new(loaded: Loading) -> None:
    loaded(FINAL, ks4({"URN": URN}))
    again = loaded("again_" + FINAL, ks4({"URN": URN}))
    assert (again.state, again.counts["unchanged"], Result.objects.count()) == ("unchanged", 1, 1)


def test_a_corrected_figure_holds_from_its_day_and_old_and_new_are_kept(loaded: Loading) -> None:
    loaded(FINAL, ks4({"URN": URN, "ATT8SCR": 46.5}))
    loaded(FINAL, ks4({"URN": URN, "ATT8SCR": 47.1}), as_at=date(2020, 6, 1))
    assert figure("ks4-attainment8", 2019, on=date(2020, 3, 1)).value == 46.5
    assert figure("ks4-attainment8", 2019).value == 47.1
    change = Change.objects.get()
    assert (change.urn, change.field, change.old, change.new) == (URN, "Attainment 8, 2018/19", "46.5", "47.1")


def test_before_its_day_a_figure_is_not_known(loaded: Loading) -> None:
    loaded(FINAL, ks4({"URN": URN}))
    assert figure("ks4-attainment8", 2019, on=date(2020, 1, 31)).why is Missing.NOT_LOADED


def test_a_file_of_a_later_day_tells_what_was_known_since_the_usual_one(loaded: Loading) -> None:
    loaded("2018-19_ks4.csv", ks4({"URN": URN}), as_at=date(2024, 1, 1))
    assert figure("ks4-attainment8", 2019, on=date(2020, 3, 1)).value == 46.5


@pytest.mark.parametrize("order", [(FINAL, PROVISIONAL), (PROVISIONAL, FINAL)])
def test_final_figures_hold_over_provisional_ones_whichever_is_loaded_first(
    loaded: Loading, order: tuple[str, str]
) -> None:
    said = {FINAL: 47.1, PROVISIONAL: 46.5}
    for name in order:
        loaded(name, ks4({"URN": URN, "ATT8SCR": said[name]}))
    in_autumn = figure("ks4-attainment8", 2019, on=date(2019, 12, 1))
    assert (in_autumn.value, in_autumn.provisional, in_autumn.period) == (46.5, True, "2018/19, provisional")
    now = figure("ks4-attainment8", 2019)
    assert (now.value, now.provisional) == (47.1, False)


def test_what_a_newer_file_confirmed_is_not_hidden_by_an_older_one(loaded: Loading) -> None:
    loaded(FINAL, ks4({"URN": URN, "ATT8SCR": 46.5}))
    loaded("2018-19_b.csv", ks4({"URN": URN, "ATT8SCR": 46.5}), as_at=date(2022, 1, 1))
    loaded("2018-19_c.csv", ks4({"URN": URN, "ATT8SCR": 50.0}), as_at=date(2021, 1, 1))
    assert figure("ks4-attainment8", 2019, on=date(2021, 6, 1)).value == 50
    now = figure("ks4-attainment8", 2019)
    assert now.value == 46.5
    assert now.load == Load.objects.order_by("pk").first().pk  # type: ignore[union-attr]


def test_a_file_with_few_columns_adds_to_what_is_known_and_takes_nothing_away(loaded: Loading) -> None:
    whole = loaded(FINAL, ks4({"URN": URN, "KS2APS": 28.7}))
    fewer = ks4({"URN": URN, "PTEBACC_E_PTQ_EE": "39.4%"}).replace("P8MEA", "P8_OTHER")
    loaded("2018-19_b.csv", fewer, as_at=date(2020, 6, 1))
    assert (figure("ks4-progress8", 2019).value, figure("ks4-progress8", 2019).load) == (0.1, whole.pk)
    assert figure("ks4-prior-score", 2019).value == 28.7
    assert figure("ks4-ebacc-entered", 2019).value == 39.4


def test_a_figure_that_is_blank_now_is_said_to_be_not_there(loaded: Loading) -> None:
    loaded(FINAL, ks4({"URN": URN, "KS2APS": 28.7}))
    loaded("2018-19_b.csv", ks4({"URN": URN, "KS2APS": ""}), as_at=date(2020, 6, 1))
    assert figure("ks4-prior-score", 2019).why is Missing.NOT_RECORDED
    assert figure("ks4-prior-score", 2019, on=date(2020, 3, 1)).value == 28.7


def test_a_school_that_is_not_in_the_newer_file_keeps_what_was_said_of_it(loaded: Loading) -> None:
    loaded(FINAL, ks4({"URN": URN}, {"URN": 910002}))
    done = loaded("2018-19_b.csv", ks4({"URN": 910002, "ATT8SCR": 50}), as_at=date(2020, 6, 1))
    assert done.counts["gone"] == 1
    assert figure("ks4-attainment8", 2019).value == 46.5


def test_a_load_that_is_only_tried_changes_nothing_and_tells_what_would(loaded: Loading) -> None:
    loaded(FINAL, ks4({"URN": URN}))
    tried = loaded("2018-19_b.csv", ks4({"URN": URN, "ATT8SCR": 50}, {"URN": 910002}), as_at=date(2020, 6, 1),
                   check_only=True)  # fmt: skip
    assert tried.state == "checked"
    assert Result.objects.count() == 1
    said = tried.preview["results"]
    assert said["says"] == [
        "Key stage 4 results, 2018/19: it tells of one school for the first time (one in Birmingham), with Attainment "
        "8, Progress 8, Grade 5 in English and maths and Pupils in year 11.",
        "Key stage 4 results, 2018/19: it says something else than before of one school (one in Birmingham).",
    ]
    assert said["figures that change"] == {"Attainment 8, 2018/19": "one place"}


# --- what stops a load


def test_a_file_older_than_what_is_loaded_stops(loaded: Loading) -> None:
    loaded(FINAL, ks4({"URN": URN}))
    assert stopped_for(loaded(PROVISIONAL, ks4({"URN": URN}), yes=False)) == ["older"]


def test_an_earlier_year_is_no_older_file(loaded: Loading) -> None:
    loaded(FINAL, ks4({"URN": URN}))
    assert loaded("2017-2018_england_ks4final.csv", ks4({"URN": URN}), yes=False).state == "done"


def test_half_the_rows_gone_stops(loaded: Loading) -> None:
    loaded(FINAL, ks4(*many(20)))
    fewer = loaded("2018-19_b.csv", ks4(*many(9)), as_at=date(2020, 6, 1), yes=False)
    assert stopped_for(fewer) == ["rows gone"]


def test_a_tenth_of_the_figures_changed_stops(loaded: Loading) -> None:
    loaded(FINAL, ks4(*many(20)))
    other = loaded("2018-19_b.csv", ks4(*many(20, ATT8SCR=48.2)), as_at=date(2020, 6, 1), yes=False)
    assert stopped_for(other) == ["figures changed"]
    assert "20 of 120 figures" in other.alarms[0]["says"]


def test_final_figures_may_differ_from_provisional_ones_in_all(loaded: Loading) -> None:
    loaded(PROVISIONAL, ks4(*many(20)))
    assert loaded(FINAL, ks4(*many(20, ATT8SCR=48.2)), yes=False).state == "done"


@pytest.mark.parametrize("name", ["2018-19_b.csv", "2019-2020_b.csv"])
def test_an_authority_that_vanished_stops_in_the_same_year_and_the_next(loaded: Loading, name: str) -> None:
    elsewhere = [{"URN": 930_000 + n, "LA": 331} for n in range(30)]
    loaded("2018-2019_england_census.csv", census(*many(12), *elsewhere))
    cut = loaded(name, census(*elsewhere, {"URN": 940_000, "LA": 331}), as_at=date(2021, 6, 1), yes=False)
    assert stopped_for(cut) == ["authorities gone"]
    assert "Birmingham" in cut.alarms[0]["says"]


def test_columns_that_slipped_stop_the_load(loaded: Loading) -> None:
    slipped = [{"URN": 920_000 + n, "TPUP": "43%", "PTL2BASICS_95": 0.3} for n in range(30)]
    assert stopped_for(loaded(FINAL, ks4(*slipped), yes=False)) == ["cells set aside"]


def test_absence_of_over_a_hundred_percent_is_set_aside(loaded: Loading) -> None:
    done = loaded("2018-2019_england_abs.csv", absence({"URN": URN, "PERCTOT": 610}, *many(60)))
    assert "no percentage" in done.refusals.get().why


# --- rows that are shorter than the header


def shorter(text: str, row: int, cells: int) -> str:
    lines = text.split("\r\n")
    lines[row - 1] = ",".join(lines[row - 1].split(",")[:-cells])
    return "\r\n".join(lines)


def test_blank_cells_left_off_the_end_of_a_row_are_blank(loaded: Loading) -> None:
    text = shorter(ks4({"URN": URN, "KS2APS": ""}, {"URN": 910002}), row=2, cells=2)
    done = loaded(FINAL, text)
    assert (done.state, done.rows_taken) == ("done", 2)
    assert figure("ks4-attainment8", 2019).value == 46.5


def test_a_file_cut_short_in_a_school_is_refused(loaded: Loading) -> None:
    text = ks4({"URN": 910002}, {"URN": URN}).rstrip()
    refused = loaded(FINAL, text[: text.rindex(",")])
    assert refused.state == "refused"
    assert "cut short" in refused.says


def test_a_row_that_lost_a_comma_is_left_out(loaded: Loading) -> None:
    text = ks4({"URN": URN, "ATT8SCR": "NE", "TPUP": 100, "KS2APS": 1}, *many(60))
    lines = text.split("\r\n")
    lines[1] = lines[1].replace("NE,100", "NE100", 1)
    done = loaded(FINAL, "\r\n".join(lines))
    assert (done.state, done.rows_refused) == ("done", 1)
    assert figure("ks4-progress8", 2019).why is Missing.NOT_LOADED
