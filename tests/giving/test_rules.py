"""What a school gave and got, by kind and school year, in sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.work.ties.giving.registry import TIES
from alongside.work.ties.giving.rules import Deed, account, sentences, years_until

ON = date(2026, 11, 16)
KEYS = [kind.key for kind in TIES]


def deed(kind: str, since: date, until: date | None = None, lasts: bool = False, **more: object) -> Deed:
    return Deed(kind=kind, since=since, until=until if lasts else (until or since), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def deeds() -> list[Deed]:
    return [
        deed("visit-hosted", date(2024, 10, 1), other=2, name="Mathematics"),
        deed("visit-hosted", date(2026, 10, 1), other=3),
        deed("support-given", date(2026, 11, 1), other=2),
        deed("visit-made", date(2025, 9, 1), other=4),
        deed("visit-made", date(2024, 8, 31), other=5),
        deed("visit-hosted", date(2026, 11, 17), other=6),
        deed("family", date(2023, 9, 1), lasts=True, name="Canal Family"),
        deed("network", date(2023, 9, 1), date(2025, 9, 30), lasts=True, name="Old Network"),
    ]


def test_deeds_stand_by_kind_and_school_year(deeds: list[Deed]) -> None:
    found = account(deeds, TIES, on=ON)
    assert [str(year) for year in found.years] == ["2024/25", "2025/26", "2026/27"]
    counts = {line.kind.key: (line.counts, line.total) for line in found.lines if line.total}
    assert counts == {
        "visit-hosted": ((1, 0, 1), 2),
        "support-given": ((0, 0, 1), 1),
        "visit-made": ((0, 1, 0), 1),
        "family": ((1, 1, 1), 1),
        "network": ((1, 1, 0), 1),
    }


def test_the_story_is_told_in_a_few_sentences(deeds: list[Deed]) -> None:
    assert sentences(account(deeds, TIES, on=ON), name="Lock Academy", thanked=2, on=ON) == [
        "Since September 2024 Lock Academy hosted two visits and helped another school.",
        "It visited another school.",
        "In this it worked with three other schools.",
        "Others said thank you twice.",
        "It belongs to Canal Family.",
    ]
    assert sentences(account([], TIES, on=ON), name="Lock Academy", thanked=0, on=ON) == []


DEEDS = st.lists(
    st.builds(
        lambda kind, since, days: deed(kind, since, date.fromordinal(since.toordinal() + days)),
        st.sampled_from(KEYS),
        st.dates(date(2023, 1, 1), date(2027, 6, 1)),
        st.sampled_from([0, 0, 0, 400]),
    ),
    max_size=12,
)


@given(DEEDS, st.dates(date(2024, 1, 1), date(2027, 1, 1)))
def test_each_deed_counts_once_in_all_and_never_in_years_it_had_no_part_in(found: list[Deed], on: date) -> None:
    first = years_until(on)[0].first_day
    made = account(found, TIES, on=on)
    within = [one for one in found if one.since <= on and (one.until is None or one.until >= first)]
    assert sum(line.total for line in made.lines) == len(within)
    for line in made.lines:
        assert max(line.counts) <= line.total <= sum(line.counts)
