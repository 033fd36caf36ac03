"""The gate: what looks wrong about a file that can be read. Pure decisions, by policies/loading.yaml.

Faults of structure never come here: they stop a load where they are met. What comes here stops a load unless a person
lets it through and says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from alongside.floor.kernel import policy
from alongside.floor.kernel.prose import counted, number
from alongside.knowledge.opendata.registry import Alarm

Share = Annotated[float, Field(gt=0, lt=1)]


class Limits(policy.Policy):
    """policies/loading.yaml."""

    fewest_rows: Share
    most_rows_refused: Share
    most_grades_changed: Share
    most_figures_changed: Share
    order: tuple[str, ...]


def limits() -> Limits:
    return policy.read("loading", Limits)


@dataclass(frozen=True, slots=True)
class Before:
    """The newest load of the family that this one follows."""

    as_at: date
    rows: int
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file."""

    as_at: date
    rows: int
    refused: int


def judge(reading: Reading, before: Before | None, limits: Limits) -> list[Alarm]:
    """What should make a person look twice before this file is loaded."""
    alarms = []
    if before and reading.as_at < before.as_at:
        alarms.append(
            Alarm(
                "older",
                f"It speaks of {day_in_words(reading.as_at)}, but {before.name}, which is loaded, speaks of "
                f"{day_in_words(before.as_at)}. What is newer stays; this file would only fill in the past.",
            )
        )
    if before and reading.rows < before.rows * limits.fewest_rows:
        alarms.append(
            Alarm(
                "rows gone",
                f"It has {counted(reading.rows, 'row')}; {before.name}, loaded before, had {before.rows:,}. "
                "A cut for one area, or half a download, looks like this.",
            )
        )
    if reading.refused > reading.rows * limits.most_rows_refused:
        alarms.append(
            Alarm(
                "rows refused",
                f"{number(reading.refused).capitalize()} of {counted(reading.rows, 'row')} could not be taken. "
                "Each is listed with the reason.",
            )
        )
    return alarms


def stops(alarms: Sequence[Alarm], *, reason: str) -> bool:
    """Whether a load stops here: there are alarms, and nobody has said why it should go on."""
    return bool(alarms) and not reason.strip()


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
