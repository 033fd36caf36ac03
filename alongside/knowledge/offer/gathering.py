"""Reads what profiles are made of: few queries, kept until something is loaded or a school changes its district."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Max

from alongside.floor.kernel import policy as policies
from alongside.floor.web import keeping
from alongside.knowledge.offer import profiling
from alongside.knowledge.offer.policies import Need, Needs, needs
from alongside.knowledge.offer.profiling import PHASES, Line, Published, SchoolOf
from alongside.knowledge.opendata import queries as opendata
from alongside.knowledge.results import queries as results
from alongside.knowledge.results.measures import Measures, measures
from alongside.knowledge.results.models import Result
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.models import DistrictOverride, Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.vocabulary import STATE_FUNDED

T = TypeVar("T")
NEWEST_YEARS = 6

Lines = list[tuple[Need, tuple[Line, ...]]]


def version() -> tuple[int, int]:
    """What profiles are kept by: the version of knowledge, and the newest decision on a district. Two queries."""
    decided = DistrictOverride.objects.aggregate(newest=Max("pk"))["newest"]
    return opendata.head(), decided or 0


def kept(name: str, make: Callable[[], T], *parts: object) -> T:
    """What something came to, made once for what it depends on (`parts`) and the policies that are in front."""
    said = (name, *parts, [str(policies.path_of(one)) for one in _POLICIES])
    return keeping.kept("offer", said, make)


def profiles_of_all(*, on: date, known: tuple[int, int]) -> dict[str, Lines]:
    """The needs of every district with their lines, as at a day. Three queries, or none where it is kept."""
    return kept("profiles", lambda: _made(on=on, version=known[0]), known, on)


_POLICIES = ("needs", "measures", "districts", "partnership")


def _made(*, on: date, version: int) -> dict[str, Lines]:
    policy, every = needs(), measures()
    published = _published(policy, every, on=on, version=version)
    return profiling.profiles(
        published, policy, every, districts=policy_of_districts().all_keys, authority=partnership().authority
    )


def _published(policy: Needs, every: Measures, *, on: date, version: int) -> Published:
    code = partnership().authority_code
    wanted = {sign.measure for need in policy.needs for sign in need.signs} & set(every.by_key)
    datasets = {every.by_key[key].dataset for key in wanted} | {"census"}
    of_schools = Result.objects.filter(
        level=Result.Level.SCHOOL,
        authority_code=code,
        dataset__in=sorted(datasets - {"lait"}),
        year__gt=on.year - NEWEST_YEARS,
    )
    of_areas = Result.objects.filter(dataset__in=sorted(datasets | {"lait"})).filter(
        level__in=(Result.Level.AUTHORITY, Result.Level.ENGLAND)
    )
    of_areas = of_areas.filter(level=Result.Level.ENGLAND) | of_areas.filter(authority_code=code)
    figures: dict[int, dict[tuple[str, int], Any]] = {}
    for _, said in results.read(of_schools, on=on, version=version):
        figures.setdefault(said.urn or 0, {})[said.dataset, said.year] = said
    areas: dict[results.Area, dict[tuple[str, int], Any]] = {}
    for level, said in results.read(of_areas, on=on, version=version):
        # The partnership's own authority goes by its own name, however a table spells it.
        name = partnership().authority if level == Result.Level.AUTHORITY else said.area
        areas.setdefault(results.Area(level, name, said.sector), {})[said.dataset, said.year] = said
    return Published(
        _schools(version),
        {urn: results.Figures(rows) for urn, rows in figures.items()},
        {area: results.Figures(rows) for area, rows in areas.items()},
    )


def _schools(version: int) -> dict[int, SchoolOf]:
    """The city's state-funded schools, open or closed since, by where they stand."""
    lines = Profile.objects.at(version).filter(authority=partnership().authority, type__in=STATE_FUNDED)
    return {
        urn: SchoolOf(district, PHASES[phase])
        for urn, district, phase in lines.values_list("urn", "district", "phase")
        if phase in PHASES
    }
