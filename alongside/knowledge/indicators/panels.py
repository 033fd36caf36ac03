"""The School page: adopted indicators, and what the school says in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from alongside.floor.kernel import clock
from alongside.knowledge.indicators import presenters, queries
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.knowledge.schools.partnership import partnership


def _known(asked: Asked) -> datetime | None:
    known = asked.shared.get("known")
    return clock.end_of(known) if known else None


def _is_ours(asked: Asked) -> bool:
    return asked.school.facts.authority == partnership().authority


def indicators(asked: Asked) -> Mapping[str, Any] | None:
    """What schools chose to look at, each with what was said of this school. Left out where nothing is adopted."""
    if not _is_ours(asked):
        return None
    held = queries.of_school(asked.school.facts.urn, on=asked.on, known=_known(asked), for_office=asked.for_office)
    if not held:
        return None
    shown = [presenters.shown(one, for_office=asked.for_office) for one in held]
    empty = [one for one in shown if not one.lines]
    return {"shown": shown, "empty": empty, "urn": asked.school.facts.urn}


def own_words(asked: Asked) -> Mapping[str, Any] | None:
    """Left out for the public where the school has said nothing; the office sees how to add what it says."""
    if not _is_ours(asked):
        return None
    found = queries.own_words_of(asked.school.facts.urn, on=asked.on, known=_known(asked))
    if not found and not asked.for_office:
        return None
    return {"found": found, "urn": asked.school.facts.urn}


PANELS = (
    Panel(
        "own-words",
        "In the school’s own words",
        150,
        "indicators/panels/own_words.html",
        own_words,
        by_load=False,
        apart=True,
    ),
    Panel(
        "indicators",
        "What schools chose to look at",
        160,
        "indicators/panels/indicators.html",
        indicators,
        by_load=False,
        apart=True,
    ),
)
