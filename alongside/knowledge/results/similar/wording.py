"""Why a school is similar, and by what it differs, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from alongside.floor.kernel.missing import Missing
from alongside.floor.kernel.prose import joined
from alongside.knowledge.results.measures import Measures
from alongside.knowledge.results.similar.policies import SimilarSchools
from alongside.knowledge.results.similar.rules import Part, most_apart
from alongside.knowledge.results.wording import SHORT, number

LITTLE = 0.25  # steps: less is not worth a word


def value(part: Part, told: float | Missing, measures: Measures) -> str:
    """`420`, `38%`, or shortly why there is none."""
    if isinstance(told, Missing):
        return SHORT[told]
    measure = measures.by_key.get(part.feature.measures[0])
    return number(told, measure) if measure else f"{told:,.0f}"


def sentence(distance: float, compared: Sequence[Part], policy: SimilarSchools, measures: Measures) -> str:
    """`Close: it differs most in pupils with SEN support, 19% there and 12% here.`"""
    begins = policy.words(distance)
    begins = begins[0].upper() + begins[1:]
    untold = [part.feature.short or part.feature.name for part in compared if part.steps is None]
    ends = f" Not known of both: {joined(untold)}." if untold else ""
    most = most_apart(compared)
    if most is None or abs(most.steps or 0.0) < LITTLE:
        return f"{begins}: alike in everything that is known of both.{ends}"
    there, here = value(most, most.there, measures), value(most, most.here, measures)
    return f"{begins}: it differs most in {most.feature.name}, {there} there and {here} here.{ends}"
