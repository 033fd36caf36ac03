"""The preparation pack: what is known of a school, in sentences, as far as it is ticked.

Made anew each time it is looked at. What is published anybody may read; put together for the reviewers, it is the
school's to give.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from alongside.floor.web.words import day
from alongside.knowledge.indicators.queries import own_words_of
from alongside.knowledge.inspections import queries as inspections
from alongside.knowledge.inspections import rules
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.results.panels import results, results_say
from alongside.knowledge.schools.panels import Asked
from alongside.knowledge.schools.queries import school_as_at
from alongside.knowledge.schools.vocabulary import PHASES, TYPES
from alongside.work.peer_review.reviews.policies import review_reports


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the pack: paragraphs; `empty` says what to make of there being none."""

    key: str
    name: str
    paragraphs: tuple[str, ...]


def sections(urn: int, keys: Collection[str], *, on: date) -> list[Section]:
    """Those of the parts that are made of what is known (the school's own words are parts of the review)."""
    version = head()
    school = school_as_at(urn, on=on, version=version)
    makers: dict[str, Callable[[Asked], list[str]]] = {
        "results": _results,
        "context": _context,
        "inspections": _inspections,
        "own-words": _own_words,
    }
    wanted = [one for one in review_reports().pack if one.key in keys and one.key in makers]
    if school is None:
        return []
    asked = Asked(school, on, version, is_today=True, for_office=False)
    return [Section(one.key, one.name, tuple(makers[one.key](asked))) for one in wanted]


def _results(asked: Asked) -> list[str]:
    said = results(asked)
    return results_say(said) if said else []


def _context(asked: Asked) -> list[str]:
    facts = asked.school.facts
    kind = TYPES[facts.type].name if facts.type in TYPES else ""
    phase = PHASES[facts.phase].name.lower() if facts.phase in PHASES else ""
    parts = [f"{facts.name} is {_a(kind or 'school')}{f', {phase}' if phase else ''}."]
    if facts.opened:
        parts.append(f"It opened on {day(facts.opened)}.")
    for field, words in (("pupils", "It has {} pupils"), ("capacity", "and room for {}")):
        if (told := asked.school.said.get(field)) and told.value is not None:
            parts.append(f"{words.format(told.value)}, as published on {day(told.as_at)}.")
    return parts


def _inspections(asked: Asked) -> list[str]:
    urn = asked.school.facts.urn
    history = inspections.history(urn, version=asked.version)
    found = rules.standing(history, on=asked.on, urn=urn, opened=asked.school.facts.opened)
    if found.inspection is None:
        return [f"{found.words}."]
    return [f"{found.words}, by the inspection published on {day(found.inspection.published)}."]


def _own_words(asked: Asked) -> list[str]:
    return [f"{one.title}: {one.words}" for one in own_words_of(asked.school.facts.urn, on=asked.on)]


def _a(words: str) -> str:
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words[:1].lower()}{words[1:]}"
