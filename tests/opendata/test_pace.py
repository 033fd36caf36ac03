"""Other writers get their turn: at least a tenth of a second, at least twice a second."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.opendata.writing.pace import GAP, LONGEST_WITHOUT, Pace


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def ticks(self) -> float:
        return self.now

    def rest(self, seconds: float) -> None:
        assert seconds >= 0
        self.now += seconds


@given(st.lists(st.tuples(st.floats(0.001, 0.2), st.floats(0, 0.3)), min_size=1, max_size=60))
def test_a_waiting_writer_finds_a_gap_within_a_second(steps):
    """Steps are (seconds of writing, seconds of reading on)."""
    time = Time()
    pace = Pace(one_writer=True, ticks=time.ticks, rest=time.rest)
    last_gap_ended, previous_end = 0.0, None
    for writing, reading in steps:
        with pace.write():
            if previous_end is not None and time.now - previous_end >= GAP - 1e-9:
                last_gap_ended = time.now
            time.now += writing
        previous_end = time.now
        assert time.now - last_gap_ended <= LONGEST_WITHOUT + 2 * GAP + 0.2 + 1e-9
        time.now += reading


def test_nothing_waits_where_gaps_come_by_themselves():
    time = Time()
    pace = Pace(one_writer=True, ticks=time.ticks, rest=lambda seconds: pytest.fail("it rested"))
    for _ in range(50):
        with pace.write():
            time.now += 0.05
        time.now += GAP + 0.001


def test_nothing_waits_on_a_database_where_writers_do_not():
    time = Time()
    pace = Pace(one_writer=False, ticks=time.ticks, rest=lambda seconds: pytest.fail("it rested"))
    for _ in range(50):
        with pace.write():
            time.now += 1
