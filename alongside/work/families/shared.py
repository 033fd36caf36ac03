"""What members of a family share with each other: what they are good at and work on, practice, and their figures.

Figures are given out here alone, and only where every member has agreed to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import Measure, measures
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.queries import Figures, Said, read
from alongside.knowledge.results.similar import queries as similar
from alongside.work.families.models import Membership
from alongside.work.families.policies import families
from alongside.work.families.queries import Member
from alongside.work.sharing.strengths.models import Strength

YEARS = 4  # back from the newest: the last one with tests is found, and no more is read


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a member, and what is usual in similar schools; empty where too few tell."""

    name: str
    year: str
    own: str
    usual: str


@dataclass(frozen=True, slots=True)
class Line:
    """A member's figures."""

    urn: int
    name: str
    cells: tuple[Cell, ...]


def good_at(urns: Collection[int]) -> dict[int, list[str]]:
    """Keys of topics that schools are good at, as schools may know it. One query."""
    if not urns:
        return {}
    said = Strength.objects.said().filter(school__in=urns, shown_to=Strength.ShownTo.SCHOOLS)
    found: dict[int, list[str]] = {}
    for school, topic in said.order_by("-fresh_on", "-pk").values_list("school", "topic"):
        if topic not in (known := found.setdefault(school, [])):
            known.append(topic)
    return found


def consents(memberships: Iterable[Membership]) -> tuple[int, int]:
    """How many members agree to share figures, and how many there are. Who only waits to confirm is none yet."""
    held = [one for one in memberships if one.state == Membership.State.MEMBER]
    return sum(one.figures is True for one in held), len(held)


def all_agree(memberships: Iterable[Membership]) -> bool:
    """Whether the figures may be shown: every member agrees, and there are two at least."""
    agree, all_of_them = consents(memberships)
    return agree == all_of_them > 1


def figures(members: Sequence[Member], *, on: date, version: int) -> list[Line]:
    """Each member's figures beside similar schools; nothing where not all agree. Two queries."""
    if not all_agree(one.membership for one in members):
        return []
    held = [one for one in members if one.membership.state == Membership.State.MEMBER]
    alike = {
        urn: place.nearest
        for urn, place in similar.places_of([one.urn for one in held], on=on, version=version).items()
    }
    wanted = {one.urn for one in held}.union(*alike.values())
    published = _published(wanted, on=on, version=version)
    nothing = Figures({})
    return [
        Line(
            one.urn,
            one.name,
            tuple(
                cell
                for measure in _measures(one.phase)
                if (cell := _cell(one.urn, measure, published, alike.get(one.urn, ()), nothing))
            ),
        )
        for one in held
    ]


def _measures(phase: str) -> list[Measure]:
    known = measures().by_key
    return [known[key] for key in families().figures.get(phase, ())]


def _published(urns: Collection[int], *, on: date, version: int) -> dict[int, Figures]:
    keys = {key for some in families().figures.values() for key in some}
    datasets = {measures().by_key[key].dataset for key in keys}
    rows = Result.objects.filter(urn__in=urns, dataset__in=datasets, year__gt=on.year - 2 - YEARS)
    found: dict[int, dict[tuple[str, int], Said]] = {}
    for _, said in read(rows, on=on, version=version):
        found.setdefault(said.urn or 0, {})[said.dataset, said.year] = said
    return {urn: Figures(said) for urn, said in found.items()}


def _cell(
    urn: int, measure: Measure, published: dict[int, Figures], alike: Sequence[int], nothing: Figures
) -> Cell | None:
    own = published.get(urn, nothing)
    known = [one for one in own.series(measure.key) if one.known]
    if not known:
        return None
    figure = known[-1]
    others = [published.get(other, nothing).figure(measure.key, figure.year).value for other in alike]
    values = [value for value in others if value is not None]
    usual = wording.number(median(values), measure) if len(values) > 2 else ""
    year = measures().dataset_by_key[measure.dataset].words(figure.year)
    return Cell(measure.short or measure.name, year, wording.shown(figure, measure), usual)
