"""A measure in one year by district, phase and type: every cell and every margin, with small numbers protected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from alongside.knowledge.results import protecting
from alongside.knowledge.results.measures import Measure, Protection
from alongside.knowledge.results.pages.reading import Place, Reading
from alongside.knowledge.results.rollup import RolledUp, cannot
from alongside.knowledge.results.values import Figure
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.districts import policy_of_districts

ALL = ""
Cell = tuple[str, str, str]  # district, phase, group of types; ALL for each margin


@dataclass(frozen=True)
class Cube:
    """`cells`: what each set of schools comes to. Sets without schools are not in it."""

    cells: Mapping[Cell, RolledUp]
    districts: Sequence[tuple[str, str]]  # key and name, in the order of the policy; the last may be "not known"
    phases: Sequence[str]
    groups: Sequence[str]

    def cell(self, district: str = ALL, phase: str = ALL, group: str = ALL) -> RolledUp | None:
        return self.cells.get((district, phase, group))


UNPLACED = "none"


def cube(
    figures: Mapping[int, Figure],
    places: Mapping[int, Place],
    measure: Measure,
    protection: Protection,
    districts: Iterable[tuple[str, str]],
) -> Cube:
    """Counts of pupils are added up, everything else is averaged. `figures` are of schools that `places` holds."""
    sets: dict[Cell, list[int]] = {}
    for urn in sorted(figures):
        place = places[urn]
        for cell in product((ALL, place.district or UNPLACED), (ALL, place.phase or UNPLACED), (ALL, place.group)):
            sets.setdefault(cell, []).append(urn)
    cells = _rolled(sets, figures, measure, protection)
    there = {key for key, _, _ in sets}
    named = [(key, name) for key, name in districts if key in there]
    if UNPLACED in there:
        named.append((UNPLACED, "District not known"))
    phases = {phase for _, phase, _ in sets}
    groups = {group for _, _, group in sets}
    return Cube(
        cells=cells,
        districts=named,
        phases=[phase for phase in (*vocabulary.PHASES, UNPLACED) if phase in phases],
        groups=[group for group in vocabulary.GROUPS if group in groups],
    )


def _rolled(
    sets: Mapping[Cell, list[int]], figures: Mapping[int, Figure], measure: Measure, protection: Protection
) -> dict[Cell, RolledUp]:
    """Where a cell must go so that another stays unknown, it is one of the finest."""
    if measure.over == "entries":
        return {cell: cannot([figures[urn] for urn in urns]) for cell, urns in sets.items()}
    if is_count(measure):
        return protecting.totals(sets, figures, protection, keep=_margins)
    return protecting.means(sets, figures, protection, must_weigh=bool(measure.cohort), keep=_margins)


def _margins(cell: Cell) -> int:
    """How many of its three parts are all: the total of everything is wanted most, then a district's, then others."""
    district, phase, group = cell
    return 2 * (not phase) + 2 * (not group) + (not district)


def cube_of(reading: Reading, year: int) -> Cube:
    """The table of a year, kept: pages of every filter show parts of the same one."""
    return reading.setting.kept(
        "cube",
        lambda: cube(
            reading.figures(year),
            reading.places,
            reading.measure,
            reading.setting.policy.protection,
            districts_by_name(),
        ),
        reading.key,
        year,
    )


def districts_by_name() -> list[tuple[str, str]]:
    return [(district.key, district.name) for district in policy_of_districts().districts]


def is_count(measure: Measure) -> bool:
    """Whether figures of schools add up. Anything else is averaged over pupils."""
    return measure.unit == "pupils"


def phase_words(phase: str) -> str:
    return vocabulary.NO_PHASE if phase == UNPLACED else vocabulary.phase_name(phase)


def group_words(group: str) -> str:
    return vocabulary.GROUPS.get(group, group)
