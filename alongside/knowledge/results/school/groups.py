"""Groups of pupils within the school, and the gaps between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alongside.floor.kernel.prose import sentence
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import GROUPS, Measure
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.school.gathering import Gathered
from alongside.knowledge.results.school.lines import Cell, cell, newest
from alongside.knowledge.results.values import Figure, difference

PAIRS = (("disadvantaged", "others"), ("boys", "girls"))
ALONE = ("eal", "sen", "mobile")


@dataclass(frozen=True, slots=True)
class Row:
    """One group: what it is called, the figure here, that of the same group in England."""

    name: str
    school: Cell
    pupils: str
    england: Cell


@dataclass(frozen=True, slots=True)
class Groups:
    """A headline measure by groups of pupils in one year; `says`: the gaps, in words; `notes`: why some are missing."""

    measure: Measure
    year: str
    rows: tuple[Row, ...]
    says: tuple[str, ...]
    notes: tuple[str, ...]
    load: int
    row: int

    @property
    def has_pupils(self) -> bool:
        return any(row.pupils for row in self.rows)


def by_groups(gathered: Gathered, measure: Measure) -> Groups | None:
    """None where the newest year has not one figure of a group."""
    whole = newest(gathered, measure)
    if whole is None or not measure.groups:
        return None
    figures = {group: gathered.own.figure(f"{measure.key}:{group}", whole.year, gathered.policy) for group in GROUPS}
    told = {group: figure for group, figure in figures.items() if group in measure.groups and figure.load}
    if not any(figure.known for figure in told.values()):
        return None
    dataset = gathered.policy.dataset_by_key[measure.dataset]
    order = [group for pair in PAIRS for group in pair] + list(ALONE)
    held = {wording.why(figure.why) for figure in told.values() if not figure.known}
    return Groups(
        measure=measure,
        year=dataset.words(whole.year),
        rows=tuple(_row(gathered, measure, group, told[group]) for group in order if group in told),
        says=tuple(_gaps(gathered, measure, told)),
        notes=tuple(sorted(held)),
        load=whole.load,
        row=whole.row,
    )


def _row(gathered: Gathered, measure: Measure, group: str, figure: Figure) -> Row:
    area = gathered.area(Result.Level.ENGLAND, f"{measure.key}:{group}", figure.year)
    pupils = "" if figure.cohort is None else f"{figure.cohort:,.0f}"
    england = cell(area[1], measure) if area else Cell("not published", False)
    return Row(GROUPS[group].capitalize(), cell(figure, measure), pupils, england)


def gap(gathered: Gathered, measure: Measure, year: int, pair: tuple[str, str] = PAIRS[0]) -> Figure:
    """The first group less the second, in the school; missing for the graver reason of the two."""
    one, other = (gathered.own.figure(f"{measure.key}:{group}", year, gathered.policy) for group in pair)
    return difference(one, other)


def _gaps(gathered: Gathered, measure: Measure, told: dict[str, Figure]) -> Iterator[str]:
    for pair in PAIRS:
        if not all(group in told for group in pair):
            continue
        between = difference(told[pair[0]], told[pair[1]])
        if between.value is not None:
            yield sentence(_gap_says(gathered, measure, pair, between))


def _gap_says(gathered: Gathered, measure: Measure, pair: tuple[str, str], between: Figure) -> str:
    one, other = GROUPS[pair[0]], GROUPS[pair[1]]
    if between.value == 0:
        return f"{one} and {other} stand at the same figure"
    ahead = (between.value or 0) > 0
    said = f"{one} are {wording.amount(between.value or 0, measure)} {'above' if ahead else 'below'} {other}"
    areas = [gathered.area(Result.Level.ENGLAND, f"{measure.key}:{group}", between.year) for group in pair]
    if areas[0] and areas[1]:
        wide = difference(areas[0][1], areas[1][1])
        if wide.value is not None:
            way = "above" if wide.value > 0 else "below"
            said += f"; in England they are {wording.amount(wide.value, measure)} {way}"
    return said
