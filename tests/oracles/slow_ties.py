"""A second, slow reckoning of whether a school stands alone: fractions, one day after another, from the file itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

POLICY: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "policies" / "isolation.yaml").read_text(encoding="utf-8")
)
KINDS = {kind["key"]: kind for kind in POLICY["kinds"]}


def worth(kind: str, since: date, until: date | None, company: bool, on: date) -> Fraction:
    """Points of one tie: walks from its last day to the day asked for, a step a day."""
    said = KINDS[kind]
    if since > on or (said.get("company") and not company):
        return Fraction(0)
    value, day = Fraction(said["weight"]), until
    if day is None or day >= on:
        return value
    age, falls = 0, said["gone_days"] - said["full_days"]
    while day < on:
        day, age = day + timedelta(days=1), age + 1
        if age > said["full_days"]:
            value -= Fraction(said["weight"], falls) if falls else value
    return max(value, Fraction(0)) if age < max(said["gone_days"], 1) else Fraction(0)


def state(ties: Iterable[tuple[str, date, date | None, bool]], recorded: set[str], on: date) -> tuple[str, Fraction]:
    """The state of a school and its points."""
    found = list(ties)
    points = Fraction(0)
    for kind in KINDS:
        some = sum((worth(*tie, on) for tie in found if tie[0] == kind), Fraction(0))
        points += min(some, Fraction(KINDS[kind]["most"]))
    could = {kind for group in POLICY["coverage"] if not set(group["kinds"]) & recorded for kind in group["kinds"]}
    high = points + sum(KINDS[kind]["most"] for kind in could)
    low, most = _named(points), _named(high)
    return (low if low == most else "unknown"), points


def _named(points: Fraction) -> str:
    if points >= POLICY["connected_at"]:
        return "connected"
    return "thin" if points >= POLICY["thin_at"] else "alone"
