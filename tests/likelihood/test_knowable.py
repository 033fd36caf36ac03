"""What may be learnt from: only what would be told alike whatever came after it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alongside.knowledge.inspections.facts import Inspection
from alongside.knowledge.inspections.likelihood.facts import School
from alongside.knowledge.inspections.likelihood.knowable import is_between, is_knowable
from alongside.knowledge.inspections.likelihood.lines import Turns
from alongside.knowledge.inspections.likelihood.policies import likelihoods
from alongside.knowledge.inspections.policies import windows
from tests.likelihood.making import as_a_file_tells, school, visit

LEARNS_FROM = date(2021, 9, 1)
FILE = date(2023, 8, 31)
MONTH = date(2022, 10, 1)


def knowable(one: School, on: date = MONTH) -> bool:
    turns = Turns(likelihoods(), windows())
    turn = turns.of(one, on)
    assert turn is not None
    return is_knowable(one, turn, on, LEARNS_FROM, turns.policy)


def test_a_forgotten_visit_shows_why() -> None:
    """The file of 2023 no longer tells of the visit of 2018, because a graded one followed: the school would look as if
    it had waited since 2013."""
    true = school(visit(date(2013, 3, 1)), visit(date(2018, 3, 1), grade=None), visit(date(2022, 11, 8)))
    told = as_a_file_tells(true, FILE)
    turns = Turns(likelihoods(), windows())
    assert turns.of(told, MONTH).since == date(2013, 3, 1)  # type: ignore[union-attr]
    assert not knowable(told)
    # The same school, had nobody come: its state is told, and it may not be learnt from either.
    assert not knowable(as_a_file_tells(school(*true.inspections[:2]), FILE))


def test_what_cannot_have_been_forgotten_may_be_learnt_from() -> None:
    assert knowable(as_a_file_tells(school(visit(date(2017, 10, 1)), visit(date(2022, 11, 8), grade=None)), FILE))
    assert knowable(as_a_file_tells(school(visit(date(2019, 10, 1), grade=3), visit(date(2022, 11, 8))), FILE))
    assert knowable(school(visit(date(2013, 3, 1)), seen_from=date(2022, 8, 31)))  # a file told of it by the day
    assert knowable(school(visit(date(2013, 3, 1)), listed_from=date(2012, 9, 1)))  # every visit since is listed


def test_between_the_visit_and_its_report_a_school_neither_waits_nor_is_done() -> None:
    one = school(visit(date(2022, 9, 20)))
    assert is_between(one, date(2022, 10, 1))
    assert not is_between(one, date(2022, 9, 20))
    assert not is_between(one, date(2022, 11, 1))


@st.composite
def careers(draw: st.DrawFn) -> School:
    """A school's true inspections: after a graded one, ungraded visits not before four inspecting years are over; a
    school asked to improve is only ever graded. At most one visit after learning begins, and perhaps one before."""
    day = draw(st.dates(date(2009, 9, 1), date(2018, 7, 1)))
    grade = draw(st.sampled_from((2, 2, 3)))
    visits: list[Inspection] = [visit(day, grade=grade)]
    while True:
        months = draw(st.integers(49, 60) if grade == 2 else st.integers(20, 32))
        day += timedelta(days=round(months * 30.5))
        if date(2020, 3, 1) < day < date(2021, 9, 7):
            day += timedelta(days=560)
        if day > FILE:
            break
        ungraded = grade == 2 and draw(st.booleans())
        grade = grade if ungraded else draw(st.sampled_from((2, 3)))
        visits.append(visit(day, grade=None if ungraded else grade))
    return school(*visits)


@settings(max_examples=150, deadline=None)
@given(careers(), st.integers(0, 22))
def test_a_month_that_may_be_learnt_from_is_told_as_it_was(true: School, months: int) -> None:
    """Held against the truth: where the file forgets a visit, the month is not learnt from."""
    on = date(2021 + (8 + months) // 12, (8 + months) % 12 + 1, 1)
    told = as_a_file_tells(true, FILE)
    turns = Turns(likelihoods(), windows())
    seen = turns.of(told, on)
    assume(seen is not None)
    since_learning = [one for one in true.inspections if one.started >= LEARNS_FROM]
    assume(len(since_learning) < 2 and not is_between(told, on))
    if is_knowable(told, seen, on, LEARNS_FROM, turns.policy):  # type: ignore[arg-type]
        truly = Turns(likelihoods(), windows()).of(true, on)
        assert (seen.line, seen.since) == (truly.line, truly.since)  # type: ignore[union-attr]
