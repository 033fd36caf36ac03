"""Who is similar to a school, by the set of a year, and how far; as known at a version."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import Measures, measures
from alongside.knowledge.results.similar import rules, wording
from alongside.knowledge.results.similar.models import Similar, SimilarSet
from alongside.knowledge.results.similar.policies import Feature, SimilarSchools, similar_schools
from alongside.knowledge.results.similar.rules import Part
from alongside.knowledge.results.values import CODES

Intake = Mapping[str, float | Missing]


@dataclass(frozen=True, slots=True)
class Alike:
    """A similar school: its distance, why in a sentence, and feature by feature."""

    urn: int
    distance: float
    sentence: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class AlikeTo:
    """The similar schools of a school by the set of a year, nearest first; or why there are none.

    `intake`: what the set was worked out from, of the school itself, with the year of each figure. `used`: by which
    features. `year` is 0 where there is no set at all.
    """

    urn: int
    year: int
    edition: int
    group: str
    schools: tuple[Alike, ...]
    intake: Mapping[str, tuple[float | Missing, int]]
    used: tuple[Feature, ...]
    why: str
    load: int
    years: tuple[int, ...] = ()  # of all sets in which the school has a place

    @property
    def urns(self) -> list[int]:
        return [one.urn for one in self.schools]


def sets(*, version: int) -> list[SimilarSet]:
    """The set that holds for each year, the newest year first. One query."""
    newest: dict[int, SimilarSet] = {}
    for one in SimilarSet.objects.filter(load__lte=version).select_related("by").order_by("-year", "-edition"):
        newest.setdefault(one.year, one)
    return list(newest.values())


def similar_to(urn: int, *, year: int | None = None, on: date | None = None, version: int) -> AlikeTo:
    """By the set of a year, or the newest that a school has a place in. `on`: none whose intake was published later.

    Three queries: the school's places, the sets, the intakes of the others.
    """
    policy, known = similar_schools(), measures()
    places = _places(urn, on, version, policy, known)
    years = tuple(dict.fromkeys(row["year"] for row in places))
    place = next((row for row in places if year in (None, row["year"])), None)
    if place is None:
        why = _no_place(year, on, version, policy, known)
        return AlikeTo(urn, year or 0, 0, "", (), {}, (), why, 0, years)
    held = (
        SimilarSet.objects.filter(year=place["year"], edition=place["edition"]).values_list("used", flat=True).first()
    )
    counted = set((held or {}).get(place["group"], ()))
    used = tuple(feature for feature in policy.features if feature.key in counted)
    intake = _intake(place["intake"])
    own = {key: value for key, (value, _) in intake.items()}
    others = _intakes([other for other, _ in place["nearest"]], place["year"], place["edition"])
    alike = []
    for other, distance in place["nearest"]:
        parts = tuple(rules.parts(own, others.get(other, {}), used))
        alike.append(Alike(other, distance, wording.sentence(distance, parts, policy, known), parts))
    return AlikeTo(
        urn,
        place["year"],
        place["edition"],
        place["group"],
        tuple(alike),
        intake,
        used,
        place["why"],
        place["load"],
        years,
    )


def urns_similar_to(urn: int, *, on: date, version: int) -> list[int] | None:
    """Only who they are, nearest first, by the newest set that was public on a day; None where there is no such set
    with a place for the school. One query."""
    places = _places(urn, on, version, similar_schools(), measures())
    return [other for other, _ in places[0]["nearest"]] if places else None


def place_of(urn: int, *, on: date, version: int) -> dict[str, Any] | None:
    """The school's row in the newest set that was public on a day, as it is kept: `year`, `group`, `nearest` (pairs of
    URN and distance), `why`. None where there is none. One query."""
    places = _places(urn, on, version, similar_schools(), measures())
    return places[0] if places else None


@dataclass(frozen=True, slots=True)
class Place:
    """A school's place in the newest set: the URNs of its similar schools, nearest first, and its own intake."""

    nearest: tuple[int, ...]
    intake: Intake


def places_of(urns: Collection[int], *, on: date, version: int) -> dict[int, Place]:
    """The places of several schools, each in the newest set that was public on a day; schools that have none are not in
    it. One query."""
    policy, known = similar_schools(), measures()
    rows = Similar.objects.filter(urn__in=urns, load__lte=version).order_by("-year", "-edition")
    found: dict[int, Place] = {}
    for urn, year, nearest, intake in rows.values_list("urn", "year", "nearest", "intake"):
        if urn not in found and _published(year, on, policy, known):
            told = {key: value for key, (value, _) in _intake(intake).items()}
            found[urn] = Place(tuple(other for other, _ in nearest), told)
    return found


def _places(urn: int, on: date | None, version: int, policy: SimilarSchools, known: Measures) -> list[dict[str, Any]]:
    """The school's rows in the sets it has a place in, the newest first."""
    rows = Similar.objects.filter(urn=urn, load__lte=version).order_by("-year", "-edition")
    found = rows.values("year", "edition", "group", "intake", "nearest", "why", "load")
    return [dict(row) for row in found if on is None or _published(row["year"], on, policy, known)]


def _published(year: int, on: date, policy: SimilarSchools, known: Measures) -> bool:
    return known.dataset_by_key[policy.intake].published_on(year) <= on


def _no_place(year: int | None, on: date | None, version: int, policy: SimilarSchools, known: Measures) -> str:
    years = SimilarSet.objects.filter(load__lte=version).order_by("-year").values_list("year", flat=True).distinct()
    seen = [one for one in years if on is None or _published(one, on, policy, known)]
    words = known.dataset_by_key[policy.intake].words
    if not seen:
        return "No file with the intake of schools is loaded for any year by then, so nobody knows which are similar."
    if year is None:
        between = f"{words(seen[-1])} to {words(seen[0])}" if len(seen) > 1 else words(seen[0])
        return f"No loaded file told the intake of this school for {between}."
    if year not in seen:
        return f"There is no set of similar schools for {words(year)}."
    return f"No loaded file told the intake of this school when the set of {words(year)} was made."


def _intakes(urns: list[int], year: int, edition: int) -> dict[int, Intake]:
    rows = Similar.objects.filter(urn__in=urns, year=year, edition=edition).values_list("urn", "intake")
    return {urn: {key: value for key, (value, _) in _intake(intake).items()} for urn, intake in rows}


def _intake(kept: Mapping[str, Any]) -> dict[str, tuple[float | Missing, int]]:
    return {
        key: (CODES.get(value, Missing.NOT_LOADED) if isinstance(value, str) else value, year)
        for key, (value, year) in kept.items()
    }
