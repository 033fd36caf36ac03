"""The sentences at the top: the good with the less good, every figure with its year, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.queries import Figures, Said
from alongside.knowledge.results.school import summary
from alongside.knowledge.results.school.gathering import Gathered
from alongside.knowledge.results.school.lines import line, lines
from alongside.knowledge.results.standing_out import standing_out
from tests.school_page.made import measure

DAY = date(2019, 12, 31)
A8, STRONG, ABSENT = "ks4-attainment8", "ks4-basics-strong", "absence-persistent"


def said(dataset: str, year: int, urn: int = 1, **values: float | str) -> Said:
    keys = {key.replace("__", "-"): value for key, value in values.items()}
    return Said(dataset, urn, "", "", year, date(year, 12, 1), 3, None, 40 + year, keys)


def figures(*rows: Said) -> Figures:
    return Figures({(row.dataset, row.year): row for row in rows})


def ks4(year: int, attainment: float | str, strong: float | str = 45.0, urn: int = 1) -> Said:
    return said("ks4", year, urn, ks4__attainment8=attainment, ks4__basics__strong=strong, ks4__pupils=200)


def school(*rows: Said, similar: float = 46.0) -> Gathered:
    others = {
        urn: figures(
            *(ks4(year, similar + urn % 3 - 1, 45 + urn % 3 - 1, urn) for year in (2017, 2018, 2019)),
            *(said("absence", year, urn, absence__persistent=14 + urn % 3) for year in (2018, 2019)),
        )
        for urn in range(100, 120)
    }
    return Gathered(phase="secondary", own=figures(*rows), similar=others, chosen=20, policy=measures())


def told(known: Gathered, on: date = DAY) -> list[str]:
    return summary.sentences(known, lines(known, known.policy.measures, standing_out()), standing_out(), on=on)


def test_the_good_and_the_less_good_are_said_with_year_and_theirs() -> None:
    known = school(ks4(2018, 52.0), ks4(2019, 53.0), said("absence", 2019, absence__persistent=24.0))
    good, less_good, *_ = told(known)
    assert good == "Better than in similar schools: Attainment 8, 53.0 in 2018/19 (theirs 46.0)."
    assert less_good == "Less good than in similar schools: Persistent absence, 24.0% in 2018/19 (theirs 15.0%)."


def test_where_nothing_stands_out_that_is_said() -> None:
    known = school(ks4(2018, 46.0), ks4(2019, 46.5))
    assert told(known)[0] == "Its results are much as in similar schools; no difference is larger than chance explains."


def test_a_change_is_told_with_both_years_and_its_direction() -> None:
    known = school(ks4(2017, 41.0), ks4(2018, 44.0), ks4(2019, 48.5))
    changed = next(text for text in told(known) if text.startswith("Since the year before"))
    assert "Attainment 8 rose two years running, from 41.0 in 2016/17 to 48.5 in 2018/19, which is better" in changed


def test_no_change_is_told_across_a_break() -> None:
    assert measures().by_key[A8].comparable(2022, 2023)
    known = school(ks4(2022, 40.0), ks4(2023, 52.0))
    assert not any("Since the year before" in text for text in told(known, date(2023, 12, 31)))


def test_what_is_held_back_is_not_known_and_says_why() -> None:
    known = school(ks4(2018, 46.0), ks4(2019, "c", "c"))
    last = told(known)[-1]
    assert last.startswith("Not known: ")
    assert "Attainment 8 and Grade 5 in English and maths of 2018/19, held back by the publisher" in last


def test_what_is_published_for_nobody_is_no_gap_of_the_school() -> None:
    known = school(ks4(2018, 46.0), ks4(2019, 46.0), said("ks4", 2019, ks4__attainment8=46.0, ks4__progress8="p"))
    found = line(known, known.policy.by_key["ks4-progress8"], standing_out())
    assert found is not None
    assert found.is_nobodys
    assert "Progress 8" not in " ".join(told(known))


def test_years_that_no_file_reaches_are_named_and_cancelled_ones_are_not_asked_for() -> None:
    known = school(ks4(2018, 46.0), ks4(2019, 46.0))
    assert "key stage 4 results after 2018/19" in told(known, date(2024, 3, 1))[-1]
    assert "key stage 4 results" not in " ".join(told(known, date(2021, 12, 31)))


@pytest.mark.parametrize(
    ("ages", "asked_for"),
    [((11, 18), True), ((11, 16), False), ((None, None), True), ((11, None), True), ((None, 16), False)],
)
def test_what_pupils_of_these_ages_do_not_sit_is_not_missed(
    ages: tuple[int | None, int | None], asked_for: bool
) -> None:
    known = replace(school(ks4(2018, 52.0), ks4(2019, 53.0)), ages=ages)
    assert any("results of 16 to 18 study" in sentence for sentence in told(known)) is asked_for


def test_a_school_without_any_figure_has_no_sentence() -> None:
    assert told(school()) == []


def test_old_figures_are_not_told_at_the_top() -> None:
    known = school(ks4(2018, 52.0), ks4(2019, 60.0))
    assert not any(text.startswith(("Better", "Since")) for text in told(known, date(2024, 3, 1)))


def test_a_line_has_its_direction_in_words_and_leads_to_its_row() -> None:
    known = school(ks4(2018, 46.0), ks4(2019, 52.0))
    found = line(known, known.policy.by_key[A8], standing_out())
    assert found is not None
    assert found.words == "better than in similar schools; up 6.0 points on 2017/18, which is better"
    assert (found.school.load, found.school.row) == (3, 40 + 2019)
    assert found.similar.more == "of 20"


def test_a_few_pupils_move_a_figure_and_that_is_said() -> None:
    few = said("ks4", 2019, ks4__attainment8=50.0, ks4__pupils=9)
    found = line(school(few), measures().by_key[A8], standing_out())
    assert found is not None
    assert found.note == "Attainment 8: only 9 pupils, so that one or two of them move the figure"


def test_what_is_of_another_area_is_no_figure_of_the_school() -> None:
    known = replace(school(), own=figures(said("census", 2019, census__pupils=400)))
    assert line(known, measures().by_key[A8], standing_out()) is None


@pytest.mark.parametrize(
    ("value", "more", "shown"),
    [
        (64.0, {}, "64%"),
        (0.0, {}, "0%"),
        (-0.25, {"key": "ks4-progress8", "unit": "score", "decimals": 2}, "−0.25"),
        (0.25, {"key": "ks4-progress8", "unit": "score", "decimals": 2}, "+0.25"),
        (0.001, {"key": "ks4-progress8", "unit": "score", "decimals": 2}, "0.00"),
        (167, {"key": "ks4-progress8-pupils", "unit": "pupils"}, "167"),
        (-4321.4, {"unit": "pounds"}, "−£4,321"),
        (46.25, {"unit": "score", "decimals": 1}, "46.2"),
    ],
)
def test_figures_are_written_with_their_unit_and_a_real_minus(value: float, more: dict, shown: str) -> None:
    assert wording.number(value, measure(more.pop("key", "any-measure"), **more)) == shown


def test_every_reason_has_words() -> None:
    assert set(wording.WHY) == set(wording.SHORT) == set(Missing)
