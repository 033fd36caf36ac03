"""The panel of the School page that tells the office when an inspection is likely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.knowledge.inspections.likelihood import presenters, queries
from alongside.knowledge.inspections.likelihood.policies import likelihoods
from alongside.knowledge.inspections.panels import is_inspected_kind
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.knowledge.schools.partnership import partnership


def fill(asked: Asked) -> Mapping[str, Any] | None:
    facts = asked.school.facts
    if facts.open_on_day is False or not is_inspected_kind(asked):
        return None
    said = queries.likelihoods(urns=[facts.urn], on=asked.on, version=asked.version)[facts.urn]
    policy = likelihoods()
    return {
        "said": said,
        "chances": presenters.chances_of(said),
        "rules": presenters.rules_of(said),
        "line": presenters.line_of(said, policy),
        "why_window": presenters.why_window(said),
        "not_a_grade": presenters.NOT_A_GRADE,
        "policy": policy,
        "prose": presenters.paragraphs(policy),
        "to_the_school": presenters.to_the_school(said, policy, contact=partnership().contact),
    }


def glance(given: Mapping[str, Any]) -> str:
    words: str = given["said"].words
    return words[:1].upper() + words[1:]


PANELS = (
    Panel(
        "likelihood",
        "When an inspection is likely",
        41,
        "likelihood/panels/likelihood.html",
        fill,
        permission="likelihood.see",
        stylesheet="likelihood/likelihood.css",
        by_load=False,  # a forecast is made after a load, by a worker
        apart=True,  # where no forecast may be shown it works out the window, which takes queries
        folded=True,
        glance=glance,
    ),
)
