"""What makes a load stop and ask: by table."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.knowledge.opendata import gate
from alongside.knowledge.opendata.gate import Before, Reading

BEFORE = Before(as_at=date(2025, 8, 31), rows=1000, name="before.csv")
SEPTEMBER = date(2025, 9, 30)

TABLE = [
    ("the first file of its kind", Reading(SEPTEMBER, 10, 0), None, []),
    ("as many rows", Reading(SEPTEMBER, 1000, 0), BEFORE, []),
    ("the same day", Reading(BEFORE.as_at, 1000, 0), BEFORE, []),
    ("just half the rows", Reading(SEPTEMBER, 500, 0), BEFORE, []),
    ("less than half the rows", Reading(SEPTEMBER, 499, 0), BEFORE, ["rows gone"]),
    ("many more rows", Reading(SEPTEMBER, 25_000, 0), BEFORE, []),
    ("a day older", Reading(date(2025, 8, 30), 1000, 0), BEFORE, ["older"]),
    ("older, and half", Reading(date(2024, 8, 31), 400, 0), BEFORE, ["older", "rows gone"]),
    ("two in a hundred refused", Reading(SEPTEMBER, 1000, 20), BEFORE, []),
    ("more than two in a hundred refused", Reading(SEPTEMBER, 1000, 21), BEFORE, ["rows refused"]),
    ("one of forty refused, first file", Reading(SEPTEMBER, 40, 1), None, ["rows refused"]),
]


@pytest.mark.parametrize(("reading", "before", "alarms"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_alarms(reading, before, alarms):
    assert [alarm.key for alarm in gate.judge(reading, before, gate.limits())] == alarms


def test_an_alarm_names_both_files_days_and_numbers():
    older, gone = gate.judge(Reading(date(2024, 8, 31), 400, 0), BEFORE, gate.limits())
    assert "31 August 2024" in older.says
    assert "before.csv" in older.says
    assert "31 August 2025" in older.says
    assert "400 rows" in gone.says
    assert "1,000" in gone.says


@pytest.mark.parametrize(("reason", "stops"), [("", True), ("   ", True), ("Ofsted told us", False)])
def test_only_a_reason_gets_past_an_alarm(reason, stops):
    alarms = gate.judge(Reading(SEPTEMBER, 1, 0), BEFORE, gate.limits())
    assert gate.stops(alarms, reason=reason) is stops
    assert gate.stops([], reason="") is False
