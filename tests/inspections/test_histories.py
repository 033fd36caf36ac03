"""From what files said to what is known: the newest file holds, and where the telling is complete."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.inspections.assembly import Covered, Histories, Listed, assemble
from alongside.knowledge.inspections.facts import Category, Era, Span
from alongside.knowledge.inspections.rules import standing
from alongside.knowledge.inspections.tellings import Told

AUGUST_23, AUGUST_25, JANUARY_26, AUGUST_26 = (
    date(2023, 8, 31),
    date(2025, 8, 31),
    date(2026, 1, 31),
    date(2026, 8, 31),
)
EVERY = {"Lockside": [AUGUST_23, AUGUST_25, JANUARY_26, AUGUST_26]}


def told(number: str, started: date, published: date | None, as_at: date = AUGUST_25, **how: Any) -> Told:
    how = {
        "load": 1,
        "row": 2,
        "urn": 100,
        "kind": "graded",
        "era": "overall grade",
        "event": "",
        "outcome": "",
        "overall": None,
        "category": "",
        "safeguarding": None,
        "grades": "{}",
        "unsaid": "",
        "name_then": "",
        "type_then": "",
        **how,
    }
    return Told(number=number, as_at=as_at, started=started, published=published, **how)


def listed(latest: str = "", before: str = "", as_at: date = AUGUST_25, **how: Any) -> Listed:
    how = {
        "urn": 100,
        "load": 1,
        "listed": True,
        "authority": "Lockside",
        "ungraded": "",
        "complete_from": before,
        **how,
    }
    return Listed(latest=latest, before=before, as_at=as_at, **how)


FIRST = told("1", date(2018, 1, 16), date(2018, 2, 20), overall=2)
SECOND = told("2", date(2022, 1, 18), date(2022, 2, 22), overall=3)
THIRD = told("3", date(2025, 1, 14), date(2025, 2, 18), overall=2)


def known(
    *rows: Told, lists: tuple[Listed, ...], days: dict[str, list[date]] | None = None, **covered: Any
) -> Histories:
    return assemble(rows, lists, Covered(EVERY if days is None else days, **covered))


def test_a_file_proves_completeness_from_the_publication_of_the_inspection_before():
    found = known(FIRST, SECOND, lists=(listed("2", "1"),), days={"Lockside": [AUGUST_25]})
    assert found[100].spans == (Span(FIRST.published, AUGUST_25),)


def test_without_an_inspection_before_it_proves_it_since_the_school_opened():
    found = known(SECOND, lists=(listed("2"),), days={"Lockside": [AUGUST_25]})
    assert found[100].spans == (Span(None, AUGUST_25),)


def test_a_file_that_left_a_school_unchanged_confirmed_it():
    found = known(FIRST, SECOND, lists=(listed("2", "1", as_at=AUGUST_23),))
    assert found[100].spans == (Span(FIRST.published, AUGUST_26),)


def test_a_file_that_does_not_cover_the_authority_confirms_nothing():
    found = known(FIRST, SECOND, lists=(listed("2", "1", as_at=AUGUST_23),), days={"Elsewhere": [AUGUST_25]})
    assert found[100].spans == (Span(FIRST.published, AUGUST_23),)


def test_two_files_that_share_an_inspection_make_one_span():
    lists = (listed("2", "1", as_at=AUGUST_23), listed("3", "2", as_at=AUGUST_25))
    found = known(FIRST, SECOND, THIRD, lists=lists, days={"Lockside": [AUGUST_23, AUGUST_25]})
    assert found[100].spans == (Span(FIRST.published, AUGUST_25),)
    assert [one.number for one in found[100].inspections] == ["1", "2", "3"]


def test_between_two_files_that_share_none_something_may_be_missing():
    fourth = told("4", date(2024, 9, 17), date(2024, 10, 22), overall=3)
    fifth = told("5", date(2025, 4, 1), date(2025, 5, 6), overall=2)
    lists = (listed("2", "1", as_at=AUGUST_23), listed("5", "4", as_at=AUGUST_25))
    found = known(FIRST, SECOND, fourth, fifth, lists=lists, days={"Lockside": [AUGUST_23, AUGUST_25]})
    assert found[100].spans == (Span(FIRST.published, AUGUST_23), Span(fourth.published, AUGUST_25))


def test_a_school_that_is_no_longer_listed_is_confirmed_no_more():
    lists = (listed("2", "1", as_at=AUGUST_23), listed(as_at=AUGUST_25, listed=False))
    found = known(FIRST, SECOND, lists=lists)
    assert found[100].spans == (Span(FIRST.published, AUGUST_23),)


def test_where_the_row_of_an_inspection_was_refused_nothing_is_proved():
    assert known(SECOND, lists=(listed("2", "1"),))[100].spans == ()


def test_a_school_that_no_file_speaks_of_has_an_empty_history():
    found = known(lists=(), periods=(Span(date(2019, 9, 1), date(2020, 8, 31)),))
    assert found[999].inspections == ()
    assert found[999].spans == (Span(date(2019, 9, 1), date(2020, 8, 31)),)


def test_periods_of_all_inspections_join_what_listings_prove():
    period = Span(date(2015, 9, 1), date(2018, 2, 19))  # until the day before the first listed one was published
    found = known(FIRST, SECOND, lists=(listed("2", "1"),), periods=(period,))
    assert found[100].spans == (Span(date(2015, 9, 1), AUGUST_26),)


class TestPredecessors:
    """A successor's row names inspections under another URN: they are known of both schools."""

    OLD = SECOND._replace(urn=99)

    def test_an_inspection_under_another_urn_belongs_to_both(self):
        found = known(self.OLD, lists=(listed("2"),))
        assert [one.urn for one in found[100].inspections] == [99]
        assert [one.number for one in found[99].inspections] == ["2"]

    def test_the_predecessor_is_known_from_its_own_oldest_inspection_on(self):
        found = known(FIRST._replace(urn=99), self.OLD, lists=(listed("2", "1"),), days={"Lockside": [AUGUST_25]})
        assert found[99].spans == (Span(FIRST.published, AUGUST_25),)

    def test_and_since_it_opened_where_nothing_came_before(self):
        found = known(self.OLD, lists=(listed("2"),), days={"Lockside": [AUGUST_25]})
        assert found[99].spans == (Span(None, AUGUST_25),)

    def test_once_its_successor_has_two_of_its_own_it_is_no_longer_proved(self):
        fourth = told("4", date(2025, 6, 3), date(2025, 7, 8), overall=2)
        found = known(self.OLD, THIRD, fourth, lists=(listed("4", "3"),))
        assert found[99].spans == ()
        assert [one.number for one in found[99].inspections] == ["2"]


class TestWhichFileHolds:
    """Where files disagree the newest holds, whichever was loaded first."""

    def test_the_newest_file_holds_whatever_the_order_of_loading(self):
        old, new = (
            SECOND._replace(as_at=AUGUST_23, load=7, overall=3),
            SECOND._replace(as_at=AUGUST_25, load=4, overall=2),
        )
        for rows in ((old, new), (new, old)):
            (inspection,) = known(*rows, lists=(listed("2"),))[100].inspections
            assert (inspection.overall, inspection.load, inspection.as_at) == (2, 4, AUGUST_25)

    def test_of_one_day_the_later_load_holds(self):
        rows = (SECOND._replace(load=1, overall=3), SECOND._replace(load=2, overall=2))
        assert known(*rows, lists=(listed("2"),))[100].inspections[0].overall == 2

    def test_what_a_file_has_no_column_for_it_does_not_take_away(self):
        older = SECOND._replace(as_at=AUGUST_23, overall=3, category="SM", event="S5 Inspection")
        newer = SECOND._replace(as_at=AUGUST_25, overall=None, category="", unsaid="category,overall")
        (inspection,) = known(older, newer, lists=(listed("2"),))[100].inspections
        assert (inspection.overall, inspection.category) == (3, Category.SPECIAL_MEASURES)
        assert inspection.event == "S5 Inspection"

    def test_what_a_file_says_is_none_is_none(self):
        older = SECOND._replace(as_at=AUGUST_23, category="SM")
        (inspection,) = known(older, SECOND, lists=(listed("2"),))[100].inspections
        assert inspection.category is None


class TestDatedGrades:
    """A report card's grades carry their days: a later one came by a visit."""

    CARD = told("9", date(2026, 1, 13), date(2026, 2, 20), JANUARY_26, era="report card")

    def card(self, inclusion: str, on: str, as_at: date, **how: Any) -> Told:
        grades = f'{{"inclusion":["{inclusion}","{on}"],"achievement":["Strong standard","2026-01-13"]}}'
        return self.CARD._replace(grades=grades, as_at=as_at, **how)

    def test_grades_of_the_report_are_its_grades(self):
        found = known(self.card("Needs attention", "2026-01-13", JANUARY_26), lists=(listed("9"),))
        (inspection,) = found[100].inspections
        assert inspection.areas == {"inclusion": "Needs attention", "achievement": "Strong standard"}
        assert inspection.updates == ()

    def test_a_later_grade_is_an_update_from_its_day_on(self):
        rows = (
            self.card("Needs attention", "2026-01-13", JANUARY_26),
            self.card("Expected standard", "2026-06-10", AUGUST_26),
        )
        (inspection,) = known(*rows, lists=(listed("9"),))[100].inspections
        assert inspection.areas["inclusion"] == "Needs attention"
        assert [(one.area, one.to, one.on) for one in inspection.updates] == [
            ("inclusion", "Expected standard", date(2026, 6, 10))
        ]

    def test_where_only_the_later_file_is_loaded_the_first_grade_is_not_known(self):
        (inspection,) = known(self.card("Expected standard", "2026-06-10", AUGUST_26), lists=(listed("9"),))[
            100
        ].inspections
        assert "inclusion" not in inspection.areas
        assert len(inspection.updates) == 1

    def test_a_category_that_is_gone_after_a_visit_is_lifted_on_its_day(self):
        rows = (
            self.card("Urgent improvement", "2026-01-13", JANUARY_26, category="RSI"),
            self.card("Needs attention", "2026-06-10", AUGUST_26),
        )
        found = known(*rows, lists=(listed("9"),))
        words = [standing(found[100], on=day, urn=100).mark.value for day in (date(2026, 6, 9), date(2026, 6, 10))]
        assert words == ["category", "improve"]

    def test_a_category_that_a_later_file_mends_without_a_visit_was_never_there(self):
        rows = (
            self.card("Urgent improvement", "2026-01-13", JANUARY_26, category="SM"),
            self.card("Urgent improvement", "2026-01-13", AUGUST_26, category="RSI"),
        )
        (inspection,) = known(*rows, lists=(listed("9"),))[100].inspections
        assert (inspection.category, inspection.updates) == (Category.SIGNIFICANT_IMPROVEMENT, ())


DAYS = [AUGUST_23, AUGUST_25, JANUARY_26, AUGUST_26]


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    rows = []
    for load in range(1, draw(st.integers(1, 6))):
        started = draw(st.dates(date(2015, 9, 1), date(2025, 1, 31)))
        rows.append(
            told(
                draw(st.sampled_from("123")),
                started,
                date.fromordinal(started.toordinal() + draw(st.integers(0, 90))),
                draw(st.sampled_from(DAYS)),
                load=load,
                urn=draw(st.sampled_from([100, 99])),
                overall=draw(st.sampled_from([None, 1, 2, 3, 4])),
                category=draw(st.sampled_from(["", "SM", "SWK"])),
                unsaid=draw(st.sampled_from(["", "overall", "category,overall"])),
            )
        )
    return rows


@given(tellings(), st.randoms())
def test_the_order_of_rows_is_nothing(rows: list[Told], random: Any):
    lists = [listed("2", "1", as_at=AUGUST_23), listed("3", "2", as_at=AUGUST_25, load=2)]
    found = known(*rows, lists=tuple(lists))
    random.shuffle(rows)
    random.shuffle(lists)
    assert known(*rows, lists=tuple(lists)) == found


@given(tellings())
def test_inspections_stand_in_the_order_in_which_they_were_made(rows: list[Told]):
    found = known(*rows, lists=())
    for history in found.values():
        assert [one.started for one in history.inspections] == sorted(one.started for one in history.inspections)


@pytest.mark.parametrize("era", list(Era))
def test_every_era_comes_back_from_its_word(era: Era):
    (inspection,) = known(SECOND._replace(era=era.value), lists=())[100].inspections
    assert inspection.era is era
