"""The panels of the School page that speak of published measures, and the sentences at its top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from alongside.knowledge.results.school import groups, summary
from alongside.knowledge.results.school.gathering import gathered
from alongside.knowledge.results.school.lines import Line, lines
from alongside.knowledge.results.school.tables import block, glance, prints
from alongside.knowledge.results.standing_out import standing_out
from alongside.knowledge.schools.panels import Asked, Panel, Printed

MOST_PICTURES = 2


def lines_of(asked: Asked) -> list[Line]:
    """The newest figure of every measure of the school, worked out once a page."""
    if "result_lines" not in asked.shared:
        found = gathered(asked)
        asked.shared["result_lines"] = lines(found, found.policy.measures, standing_out())
    told: list[Line] = asked.shared["result_lines"]
    return told


def _of_kinds(asked: Asked, *kinds: str) -> list[Line]:
    found = gathered(asked)
    wanted = {measure.key for measure in found.measures(*kinds)}
    return [line for line in lines_of(asked) if line.measure.key in wanted and line.measure.kind in kinds]


def results(asked: Asked) -> Mapping[str, Any] | None:
    """Results by key stage; for a school that should have some and has none, that none are loaded."""
    found = gathered(asked)
    told = _of_kinds(asked, "results")
    said = block(found, asked.shared.get("loaded", {}), told, drawn=MOST_PICTURES)
    expected = [measure for measure in found.measures("results") if measure.headline and found.concerns(measure)]
    if not told and not expected:
        return None
    return {
        **said,
        "sentences": summary.sentences(found, lines_of(asked), standing_out(), on=asked.on),
        "chosen": found.chosen,
        "is_drawn": True,  # on paper too
        "before": [one for one in asked.school.predecessors if one.known] if not told else [],
    }


def results_say(said: Mapping[str, Any]) -> list[str]:
    told: list[str] = said["sentences"]
    return told


def pupil_groups(asked: Asked) -> Mapping[str, Any] | None:
    found = gathered(asked)
    headlines = [line.measure for line in _of_kinds(asked, "results", "destinations") if line.measure.headline]
    told = [one for measure in headlines if (one := groups.by_groups(found, measure))]
    return {"groups": told[:MOST_PICTURES], "sources": []} if told else None


def attendance(asked: Asked) -> Mapping[str, Any] | None:
    return _plain(asked, "attendance", "wellbeing", drawn=1)


def intake(asked: Asked) -> Mapping[str, Any] | None:
    return _plain(asked, "intake")


def destinations(asked: Asked) -> Mapping[str, Any] | None:
    return _plain(asked, "destinations")


def means(asked: Asked) -> Mapping[str, Any] | None:
    return _plain(asked, "staff", "money")


def _plain(asked: Asked, *kinds: str, drawn: int = 0) -> Mapping[str, Any] | None:
    found, told = gathered(asked), _of_kinds(asked, *kinds)
    return block(found, asked.shared.get("loaded", {}), told, drawn=drawn) if told else None


def groups_print(said: Mapping[str, Any]) -> Printed | None:
    told = tuple(f"{one.measure.short}, {one.year}: {text}" for one in said["groups"] for text in one.says)
    return Printed(lines=told) if told else None


TABLE, SHEET = "results/panels/measures.html", "results/panels.css"
GROUPS = "results/panels/groups.html"


def _folded(key: str, title: str, order: int, fill: Callable[[Asked], Mapping[str, Any] | None]) -> Panel:
    return Panel(key, title, order, TABLE, fill, prints=prints, stylesheet=SHEET, folded=True, glance=glance)


PANELS = (
    Panel(
        "results",
        "Results",
        12,
        "results/panels/results.html",
        results,
        sentences=results_say,
        wide=True,
        prints=prints,
        stylesheet=SHEET,
    ),
    Panel("groups", "Groups of pupils", 14, GROUPS, pupil_groups, prints=groups_print, stylesheet=SHEET),
    Panel("attendance", "Attendance and wellbeing", 16, TABLE, attendance, prints=prints, stylesheet=SHEET),
    _folded("destinations", "What pupils do next", 18, destinations),
    _folded("intake", "Who the pupils are", 22, intake),
    _folded("means", "Staff and money", 55, means),
)
