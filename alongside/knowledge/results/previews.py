"""What a load of figures would change, in plain words, for the person who decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef

from alongside.floor.kernel.prose import counted, joined, number
from alongside.knowledge.opendata.models import Change
from alongside.knowledge.opendata.registry import Follower, Staging
from alongside.knowledge.results.measures import Measures, measures
from alongside.knowledge.results.models import Result
from alongside.knowledge.schools.partnership import partnership

ENOUGH = 60  # rows that show which measures a table carries
NAMED = 6  # measures named in a sentence
MOST = 40  # figures listed as changing

Pair = tuple[str, int]  # dataset and year


@dataclass(slots=True)
class Told:
    """What a load says of a dataset and year: places never told of before, and places of which it says otherwise."""

    new_schools: int = 0
    new_areas: int = 0
    schools: int = 0
    areas: int = 0
    new_ours: int = 0
    ours: int = 0


def preview(before: int, after: int) -> Mapping[str, Any]:
    """What differs between two versions of the figures. See registry.Follower and the page of a load."""
    policy = measures()
    told = _told(before, after)
    if not told:
        return {"title": "Published figures", "says": ["No figure changes."]}
    return {
        "title": "Published figures",
        "says": [sentence for pair, of in sorted(told.items()) for sentence in _sentences(policy, pair, of, after)],
        "figures that change": _changing(after),
    }


def _told(before: int, after: int) -> dict[Pair, Told]:
    """Of each dataset and year that the load speaks of; two queries."""
    rows = Result.objects.filter(load__gt=before, load__lte=after)
    same = {name: OuterRef(name) for name in ("dataset", "year", "level", "area", "sector")}
    school = Result.objects.filter(load__lte=before, dataset=OuterRef("dataset"), year=OuterRef("year"))
    known = {
        True: Exists(school.filter(urn=OuterRef("urn"))),
        False: Exists(Result.objects.filter(load__lte=before, **same)),
    }
    found: dict[Pair, Told] = {}
    for is_school, was_known in known.items():
        of = rows.filter(level=Result.Level.SCHOOL) if is_school else rows.exclude(level=Result.Level.SCHOOL)
        counts = of.annotate(known=was_known).order_by().values_list("dataset", "year", "known", "authority_code")
        for dataset, year, is_known, code, many in counts.annotate(number=Count("pk")):
            told = found.setdefault((dataset, year), Told())
            is_ours = is_school and code == partnership().authority_code
            for what in ("schools" if is_school else "areas", *(["ours"] if is_ours else [])):
                name = what if is_known else f"new_{what}"
                setattr(told, name, getattr(told, name) + many)
    return found


def _sentences(policy: Measures, pair: Pair, told: Told, after: int) -> Iterable[str]:
    dataset = policy.dataset_by_key[pair[0]]
    named = f"{dataset.title}, {dataset.words(pair[1])}"
    if told.new_schools or told.new_areas:
        places = f"{_counted(told.new_schools, told.new_areas)} for the first time{_here(told.new_ours)}"
        yield f"{named}: it tells of {places}, with {_measures(policy, pair, after)}."
    if told.schools or told.areas:
        places = f"{_counted(told.schools, told.areas)}{_here(told.ours)}"
        yield f"{named}: it says something else than before of {places}."


def _here(ours: int) -> str:
    return f" ({number(ours)} in {partnership().authority})" if ours else ""


def _counted(schools: int, areas: int) -> str:
    parts = [counted(schools, "school")] if schools else []
    return joined([*parts, *([counted(areas, "area total")] if areas else [])])


def _measures(policy: Measures, pair: Pair, after: int) -> str:
    """Which measures a table carries, by some of its rows."""
    rows = Result.objects.filter(load=after, dataset=pair[0], year=pair[1]).order_by("pk")
    keys = {
        key.split(":")[0].split(".")[0] for values in rows.values_list("values", flat=True)[:ENOUGH] for key in values
    }
    names = [measure.short for measure in policy.measures if measure.key in keys]
    first = sorted(names, key=lambda name: not _is_headline(policy, name))[:NAMED]
    others = len(names) - len(first)
    return joined([*first, *([counted(others, "other measure")] if others > 0 else [])])


def _is_headline(policy: Measures, short: str) -> bool:
    return any(measure.headline for measure in policy.measures if measure.short == short)


def _changing(after: int) -> dict[str, str]:
    """Which figures change, and of how many places: the most frequent first."""
    rows = Change.objects.filter(load_id=after).values_list("field").annotate(number=Count("pk"))
    return {field: counted(number, "place") for field, number in rows.order_by("-number", "field")[:MOST]}


def _nothing(staging: Staging) -> None:
    """Nothing is derived from figures when they are loaded: pages read them as they stand."""


def follower(families: Iterable[str]) -> Follower:
    """For the registry: after the loads of these families."""
    return Follower(key="results", order=15, derive=_nothing, preview=preview, families=frozenset(families))
