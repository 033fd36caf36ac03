from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.schools.rules import Life, Sighting, open_on, seen_as, status_now

JAN, JUNE, DEC = date(2024, 1, 31), date(2024, 6, 30), date(2024, 12, 31)
OPENED, LAST_DAY = date(2010, 9, 1), date(2024, 8, 31)


def seen(*sightings: tuple[date, str], **life: object) -> Life:
    return Life(sightings=tuple(Sighting(on, status) for on, status in sightings), **life)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("says", "day", "life", "is_open"),
    [
        ("both dates, between", JUNE, seen(opened=OPENED, closed=LAST_DAY), True),
        ("on its last day it is open", LAST_DAY, seen(opened=OPENED, closed=LAST_DAY), True),
        ("the day after", LAST_DAY + timedelta(1), seen(opened=OPENED, closed=LAST_DAY), False),
        ("the day before it opened", OPENED - timedelta(1), seen(opened=OPENED), False),
        ("on the day it opened", OPENED, seen((JUNE, "open"), opened=OPENED), True),
        ("seen open before", DEC, seen((JUNE, "open")), True),
        ("no longer listed", DEC, seen((JAN, "open"), (JUNE, "closed")), False),
        ("between the two, nobody knows", date(2024, 3, 1), seen((JAN, "open"), (JUNE, "closed")), None),
        ("on the day it was seen", JAN, seen((JAN, "open"), (JUNE, "closed")), True),
        ("listed again after a gap", DEC, seen((JAN, "open"), (JUNE, "closed"), (date(2024, 9, 1), "open")), True),
        ("before any file, with an opening date", date(2015, 1, 1), seen((JUNE, "open"), opened=OPENED), True),
        ("before any file, an old school", date(2015, 1, 1), seen((JUNE, "open"), undated_is_old=True), True),
        ("before any file, nothing known", date(2015, 1, 1), seen((JUNE, "open")), None),
        ("first seen closed, without dates", date(2015, 1, 1), seen((JUNE, "closed"), undated_is_old=True), None),
        ("first seen closed, with its last day", date(2015, 1, 1), seen((DEC, "closed"), closed=LAST_DAY,
                                                                       undated_is_old=True), True),
        ("proposed, before its day", JUNE, seen((JAN, "proposed"), opened=date(2024, 9, 1)), False),
        ("proposed, after its day", DEC, seen((JAN, "proposed"), opened=date(2024, 9, 1)), True),
        ("proposed without a day", DEC, seen((JAN, "proposed")), False),
        ("still proposed later", JAN, seen((JUNE, "proposed")), False),
        ("gone by a day, and that day is past", DEC, seen((JAN, "open"), closed_by=JUNE), False),
        ("gone by a day that is to come", date(2024, 3, 1), seen((JAN, "open"), closed_by=JUNE), None),
        ("stated closed though its last day is to come", JUNE, seen((JUNE, "closed"), closed=LAST_DAY), True),
        ("nothing known at all", JUNE, Life(), None),
    ],
)  # fmt: skip
def test_a_school_was_open_or_not_or_nobody_knows(says: str, day: date, life: Life, is_open: bool | None) -> None:
    answer = open_on(day, life)
    assert answer.open is is_open, says
    assert answer.why.endswith(".")


days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
statuses = st.sampled_from(["open", "closed", "proposed"])
lives = st.builds(
    lambda opened, closed, by, found, old: Life(
        opened, closed, by, tuple(Sighting(*one) for one in sorted(found)), undated_is_old=old
    ),
    st.none() | days,
    st.none() | days,
    st.none() | days,
    st.lists(st.tuples(days, statuses), max_size=4, unique_by=lambda one: one[0]),
    st.booleans(),
)


@given(days, lives)
def test_dates_are_never_contradicted(day: date, life: Life) -> None:
    answer = open_on(day, life).open
    if (life.closed and day > life.closed) or (life.opened and day < life.opened):
        assert answer is False


@given(lives, days)
def test_the_day_of_a_file_is_as_the_file_says_where_no_date_speaks_against_it(life: Life, day: date) -> None:
    plain = Life(sightings=(*life.sightings, Sighting(date(2031, 1, 1), "open")))
    assert open_on(date(2031, 1, 1), plain).open is True


@given(lives)
def test_who_has_both_dates_is_never_unknown(life: Life) -> None:
    both = Life(date(2000, 9, 1), date(2020, 8, 31), None, ())
    for day in (date(1999, 1, 1), date(2010, 1, 1), date(2021, 1, 1)):
        assert open_on(day, both).open is not None


@pytest.mark.parametrize(
    ("listed", "status", "says"),
    [
        (True, "open", "open"), (True, "closing", "open"), (True, "closed", "closed"), (True, "proposed", "proposed"),
        (True, "", ""), (True, "Odd", ""), (False, "open", "closed"),
    ],
)  # fmt: skip
def test_a_row_is_a_sighting(listed: bool, status: str, says: str) -> None:
    assert seen_as(listed, status) == says


@pytest.mark.parametrize(
    ("life", "stated", "status"),
    [
        (seen((JUNE, "open")), "open", "open"),
        (seen((JUNE, "open")), "closing", "closing"),
        (seen((JUNE, "open"), closed=LAST_DAY), "open", "closing"),
        (seen((JUNE, "closed"), closed=JAN), "closed", "closed"),
        (seen((JAN, "open"), (JUNE, "closed")), "open", "closed"),
        (seen((JUNE, "proposed"), opened=DEC), "proposed", "proposed"),
        (seen((JUNE, "open"), opened=DEC), "open", "proposed"),
        (Life(closed=JAN), "", "closed"),
    ],
)
def test_the_status_is_put_right_by_what_is_known(life: Life, stated: str, status: str) -> None:
    assert status_now(life, stated, JUNE) == status
