"""What a load says of itself, in sentences a person can act on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.floor.kernel.prose import plural
from alongside.knowledge.opendata.gate import day_in_words
from alongside.knowledge.opendata.loading import Outcome
from alongside.knowledge.opendata.registry import PASSED_OVER
from alongside.knowledge.opendata.writing.staging import Stage

DIED = (
    "The computer or the process that was reading this file stopped in the middle. Nothing was changed: "
    "what was known before is still what everybody sees. Start the load again."
)
BROKEN_OFF = "The load was broken off by hand. Nothing was changed. Start it again when you like."

NEVER_BEGUN = (
    "It waited too long: another file was being loaded, or nothing was there to do the work "
    "(`alongside worker` must be running). Nothing was changed. Start the load again."
)

_HOW_DATED = {
    "person": "as was said when it was handed in",
    "name": "by its name",
    "newest": "taken from the newest date in it, because its name has no date",
    "today": "the day of loading, because neither its name nor its columns have a date",
}


def done(outcome: Outcome, stage: Stage, *, changed: bool) -> str:
    if not changed:
        return f"{_what(outcome)} It says nothing new: what is known stays as it was, and is confirmed for that day."
    return f"{_what(outcome)} {_numbers(stage)}"


def checked(outcome: Outcome, stage: Stage) -> str:
    words = (
        "It can be loaded." if not outcome.alarms else "Something looks wrong, so it would stop until a person says go."
    )
    return f"{_what(outcome)} {_numbers(stage)} {words} Nothing was changed."


def stopped(outcome: Outcome) -> str:
    return (
        f"{_what(outcome)} It was not loaded, because something looks wrong. "
        "Nothing was changed. If it is right all the same, load it again and say why (on the command line: --yes "
        "--reason)."
    )


def failed(error: Exception) -> str:
    return (
        f"Alongside itself failed while it read this file ({type(error).__name__}). Nothing was changed. "
        "Please report it, with the file."
    )


def refused_by_database(error: Exception) -> str:
    reason = (str(error).splitlines() or ["no reason given"])[0]
    return (
        f"The database did not take what is in this file ({reason}). "
        "Nothing was changed. See that the disk is not full and `alongside migrate` has been run, and load it again."
    )


def counts(outcome: Outcome, stage: Stage) -> dict[str, Any]:
    """What is kept of the numbers: `new`, `changed`, `unchanged`, `gone`, the loader's own; fields changed, by name."""
    return {
        **stage.counts,
        "fields": dict(stage.fields_changed.most_common()),
        "cells_set_aside": stage.refused - len(stage.refused_rows),
        "header_row": outcome.header_row,
        "as_at_from": outcome.as_at_from,
        "repeated_columns": list(outcome.recognised.repeated),
        "changes_shown": stage.shown,
    }


def _what(outcome: Outcome) -> str:
    return (
        f"This is “{outcome.recognised.format.title}” as at {day_in_words(outcome.as_at)} "
        f"({_HOW_DATED[outcome.as_at_from]})."
    )


def _numbers(stage: Stage) -> str:
    refused = len(stage.refused_rows)
    sentence = f"{stage.rows_read:,} {plural(stage.rows_read, 'row')} read"
    sentence += f", {refused:,} of them left out." if refused else "."
    known = ((name, stage.counts.get(name, 0)) for name in ("new", "changed", "unchanged", "gone"))
    passed = {name.removeprefix(PASSED_OVER): number for name, number in passed_over(stage.counts)}
    says = [sentence, _listed({name: number for name, number in known if number})]
    says += [f"Passed over: {', '.join(f'{name} ({number:,})' for name, number in passed.items())}."] if passed else []
    return " ".join(filter(None, says))


def passed_over(counts: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The counts of rows that were read and not kept, with their names."""
    return [(name, number) for name, number in counts.items() if name.startswith(PASSED_OVER)]


def _listed(numbers: Mapping[str, int]) -> str:
    words = ", ".join(f"{number:,} {name}" for name, number in numbers.items())
    return f"{words[:1].upper()}{words[1:]}." if words else ""
