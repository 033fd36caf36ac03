from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.schools import fields, gathering, merging, profiling, vocabulary
from alongside.knowledge.schools.merging import GIAS, OFSTED, SUCCESSOR, Statement
from alongside.knowledge.schools.rows import day
from alongside.knowledge.schools.staging import _TEXTS

days = st.dates(date(2015, 1, 1), date(2026, 12, 31))
values = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["Canal Street", "Lock Lane"]),
        "type": st.sampled_from(["community", "academy-converter", "independent", "Moon school"]),
        "phase": st.sampled_from(["primary", "secondary"]),
        "authority": st.sampled_from(["Birmingham", "Solihull"]),
        "status": st.sampled_from(["open", "closing", "closed", "proposed", "Odd"]),
        "opened": days,
        "closed": days,
        "sixth_form": st.booleans(),
    },
)
predecessors = st.fixed_dictionaries(
    {"name": st.just("Old School"), "type": st.just("community")},
    optional={"closed": days, "closed_by": days, "seen": days},
)


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    found = []
    for load in range(1, draw(st.integers(1, 5)) + 1):
        source = draw(st.sampled_from([GIAS, OFSTED, SUCCESSOR]))
        listed = source == SUCCESSOR or draw(st.booleans() | st.just(True))
        said: Any = {} if not listed else draw(predecessors if source == SUCCESSOR else values)
        found.append(Statement(source, draw(days), load, load + 1, listed, said))
    return found


def said(source: str, as_at: date, load: int = 1, **values: Any) -> Statement:
    return Statement(source, as_at, load, 2, listed=True, values=values)


JAN, JUNE, DEC = date(2025, 1, 31), date(2025, 6, 30), date(2025, 12, 31)


def test_gias_goes_before_ofsted_field_by_field() -> None:
    merged = merging.merge(
        [said(GIAS, JAN, name="Canal Street School", pupils=400), said(OFSTED, JUNE, 2, name="Canal St", age_low=3)],
        DEC,
    )
    assert (merged["name"].value, merged["name"].source) == ("Canal Street School", GIAS)
    assert (merged["age_low"].value, merged["age_low"].source) == (3, OFSTED)
    assert merged["pupils"].load == 1


def test_a_file_published_later_does_not_speak_before_one_that_was_there() -> None:
    merged = merging.merge([said(GIAS, DEC, name="New name"), said(OFSTED, JAN, 2, name="Old name")], JUNE)
    assert merged["name"].value == "Old name"


def test_where_no_file_is_so_old_the_earliest_speaks() -> None:
    told = [said(GIAS, JUNE, name="June"), said(GIAS, DEC, 2, name="December")]
    assert merging.merge(told, JAN)["name"].value == "June"
    assert merging.first_recorded(told, JAN) == JUNE
    assert merging.first_recorded(told, JUNE) is None


def test_of_two_files_of_one_day_the_one_loaded_later_counts() -> None:
    told = [said(GIAS, JUNE, 2, name="Mended"), said(GIAS, JUNE, 1, name="Wrong")]
    assert merging.merge(told, DEC)["name"].value == "Mended"


def test_a_closing_date_published_later_counts_for_the_days_before() -> None:
    told = [said(GIAS, JAN, status="open"), said(GIAS, DEC, 2, status="closed", closed=JUNE)]
    life = merging.life_of(told, group=vocabulary.MAINTAINED)
    assert life.closed == JUNE
    assert merging.merge(told, JAN)["status"].value == "open"


def test_a_school_that_opened_again_is_not_closed() -> None:
    told = [said(GIAS, JAN, status="closed", closed=JAN), said(GIAS, DEC, 2, status="open")]
    assert merging.life_of(told, group=vocabulary.MAINTAINED).closed is None


def test_an_opening_date_that_a_later_file_leaves_out_still_holds() -> None:
    told = [said(GIAS, JAN, opened=date(2010, 9, 1)), said(GIAS, DEC, 2, name="Canal Street")]
    assert merging.life_of(told, group=vocabulary.ACADEMY).opened == date(2010, 9, 1)


def test_a_predecessors_last_day_is_believed_only_while_no_newer_file_lists_it() -> None:
    stub = said(SUCCESSOR, JUNE, name="Old School", closed=JAN)
    assert merging.dates_of([stub])["closed"] is stub
    assert "closed" in merging.dates_of([said(GIAS, JAN, 2, status="open"), stub])
    assert "closed" not in merging.dates_of([said(OFSTED, JUNE, 2, status="open"), stub])


@given(statements(), days)
def test_every_value_is_said_by_a_statement_and_by_none_that_goes_before_it_otherwise(
    told: list[Statement], on: date
) -> None:
    merged = merging.merge(told, on)
    speaking = merging.speaking(told, on)
    for name, one in merged.items():
        assert any(one.value == each.values.get(name) for each in told)
        if name not in merging.LIFE:
            first = next(each for each in speaking if name in each.values)
            assert (one.source, one.as_at, one.value) == (first.source, first.as_at, first.values[name])


@given(statements(), days, st.randoms(use_true_random=False))
def test_the_order_in_which_statements_come_makes_no_difference(told: list[Statement], on: date, chance: Any) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    assert merging.merge(mixed, on) == merging.merge(told, on)
    assert merging.life_of(mixed, group="maintained") == merging.life_of(told, group="maintained")


@given(statements(), days)
def test_nothing_published_after_the_day_speaks_where_its_source_had_spoken_before(
    told: list[Statement], on: date
) -> None:
    for one in merging.speaking(told, on):
        earlier = [each for each in told if each.source == one.source and each.listed and each.as_at <= on]
        assert one.as_at <= on or not earlier


def _row(one: Statement) -> tuple[Any, ...]:
    """A statement as the database gives it."""
    blank = {"name", "type", "phase", "status", "authority"}
    value = {name: said.isoformat() if isinstance(said, date) else said for name, said in one.values.items()}
    row = (one.source, one.as_at.isoformat(), one.load, one.listed)
    return (900001, *row, *(value.get(name, "" if name in blank else None) for name in gathering.COLUMNS[5:]))


@given(statements(), days)
def test_the_short_way_to_the_facts_comes_to_the_same_as_the_long_one(told: list[Statement], on: date) -> None:
    rows = [_row(one) for one in told]
    assert gathering.facts_of(list(rows), on, on.isoformat()) == gathering._of_many(list(rows), on)


@given(statements().filter(lambda told: len(told) <= 2), days)
def test_the_short_way_is_right_where_it_is_mostly_taken(told: list[Statement], on: date) -> None:
    plain = [
        Statement(source, one.as_at, one.load, one.row, True, {**one.values, "status": "open"})
        for one, source in zip(told, (GIAS, OFSTED), strict=False)
    ]
    rows = [_row(one) for one in plain]
    assert gathering.facts_of(list(rows), on, on.isoformat()) == gathering._of_many(list(rows), on)


def _line(one: Statement) -> tuple[Any, ...]:
    """A statement as derive reads it."""
    value = {name: said.isoformat() if isinstance(said, date) else said for name, said in one.values.items()}
    core = (value.get(name, "" if name in _TEXTS else None) for name in fields.CORE_NAMES)
    return (900001, one.source, one.as_at.isoformat(), one.load, one.listed, *core)


@given(statements())
def test_the_register_takes_the_short_way_only_where_it_comes_to_the_same(told: list[Statement]) -> None:
    rows = [_line(one) for one in told]
    short, long = profiling._of_plain(rows), profiling._of_any(rows)
    if short:
        assert long
        assert [list(short[0]), short[1], *map(day, short[2:])] == [list(long[0]), long[1], *map(day, long[2:])]
