"""The panel of the School page that names the nearest of its similar schools and leads to all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.floor.kernel.prose import number
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.similar import queries
from alongside.knowledge.results.similar.policies import similar_schools
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.panels import Asked, Panel

SHOWN = 4


def fill(asked: Asked) -> Mapping[str, Any] | None:
    """Two queries. None where no set has a place for the school; a set in which it has no similar schools says why."""
    facts = asked.school.facts
    place = queries.place_of(facts.urn, on=asked.on, version=asked.version)
    if place is None:
        return None
    policy = similar_schools()
    year = measures().dataset_by_key[policy.intake].words(place["year"])
    nearest = place["nearest"][:SHOWN]
    lines = Profile.objects.at(asked.version).filter(urn__in=[urn for urn, _ in nearest]).order_by()
    names = dict(lines.values_list("urn", "name"))
    group = policy.groups[place["group"]].name if place["group"] else "schools"
    many = number(len(place["nearest"]))
    return {
        "urn": facts.urn,
        "year": year,
        "why": place["why"],
        "says": f"By their pupils in {year}, {many} {group} are held against it.",
        "nearest": [(urn, names.get(urn, f"URN {urn}"), policy.words(distance)) for urn, distance in nearest],
        "others": max(0, len(place["nearest"]) - SHOWN),
    }


def glance(said: Mapping[str, Any]) -> str:
    return str(said["why"]) if said["why"] else ", ".join(name for _, name, _ in said["nearest"])


PANELS = (
    Panel(
        "similar",
        "Similar schools",
        24,
        "similar/panels/similar.html",
        fill,
        apart=True,  # two queries more than the page has left
        folded=True,
        glance=glance,
    ),
)
