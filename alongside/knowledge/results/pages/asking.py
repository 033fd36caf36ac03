"""What a page of a measure is asked for, by its address: year, phase, type, group of pupils."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from alongside.knowledge.results.measures import GROUPS, Measure
from alongside.knowledge.results.pages.reading import Reading
from alongside.knowledge.results.pages.table import phase_words
from alongside.knowledge.schools import vocabulary

FIELDS = ("year", "phase", "type", "pupils")


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the filter: what may be chosen, and what is."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Asked:
    """`year` 0 where there is none to show. `wrong`: what the address asks for that there is not, in sentences."""

    year: int
    phase: str
    type: str
    pupils: str
    choices: tuple[Choice, ...] = ()
    wrong: tuple[str, ...] = field(default=())

    @property
    def query(self) -> str:
        """The address's own part, for downloads: nothing that is as it is unasked, but for the year."""
        given = {"year": self.year or "", "phase": self.phase, "type": self.type, "pupils": self.pupils}
        told = urlencode({name: value for name, value in given.items() if value})
        return f"?{told}" if told else ""


def pupils_asked(measure: Measure, given: Mapping[str, str]) -> str:
    """The group of pupils, empty for all; what the measure has no figures for is passed over here (and said below)."""
    wanted = given.get("pupils", "")
    return wanted if wanted in measure.groups else ""


def asked(reading: Reading, given: Mapping[str, str]) -> Asked:
    measure, words = reading.measure, reading.dataset.words
    years = reading.school_years or reading.years
    there = {reading.places[urn] for urn in reading.schools if urn in reading.places}
    phases = [phase for phase in vocabulary.PHASES if any(place.phase == phase for place in there)]
    groups = [group for group in vocabulary.GROUPS if any(place.group == group and place.funded for place in there)]
    wrong = []
    year = years[-1] if years else 0
    if given.get("year"):
        if given["year"].isdecimal() and int(given["year"]) in years:
            year = int(given["year"])
        else:
            wrong.append("For the year that was asked for nothing is loaded; this is the newest.")
    phase = _one_of(given.get("phase", ""), phases, "No school of that phase has a figure.", wrong)
    kind = _one_of(given.get("type", ""), groups, "No school of that type has a figure.", wrong)
    pupils = _one_of(given.get("pupils", ""), list(measure.groups), "Not published for that group of pupils.", wrong)
    choices = [Choice("year", "Year", [(str(one), words(one)) for one in reversed(years)], str(year))]
    if len(phases) > 1:
        named = [("", "Every phase"), *((key, phase_words(key)) for key in phases)]
        choices.append(Choice("phase", "Phase", named, phase))
    if len(groups) > 1:
        named = [("", "Every type"), *((key, vocabulary.GROUPS[key]) for key in groups)]
        choices.append(Choice("type", "Type", named, kind))
    if measure.groups:
        named = [("", "All pupils"), *((key, _capital(GROUPS[key])) for key in GROUPS if key in measure.groups)]
        choices.append(Choice("pupils", "Pupils", named, pupils))
    return Asked(year, phase, kind, pupils, tuple(choices), tuple(wrong))


def _one_of(given: str, known: Sequence[str], says: str, wrong: list[str]) -> str:
    if given and given not in known:
        wrong.append(says)
        return ""
    return given


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
