"""The newest figure of each measure beside similar schools, the city and England: one line a measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import Dataset, Measure
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.school.gathering import Gathered
from alongside.knowledge.results.standing_out import Change, Comparison, StandingOut, change, compare
from alongside.knowledge.results.values import Figure

L = Result.Level


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in a table, or why there is none. `more`: what stands small below it."""

    says: str
    known: bool
    more: str = ""
    load: int = 0
    row: int = 0


NOTHING = Cell("", False)


@dataclass(frozen=True, slots=True)
class Line:
    """A measure of the school in its newest year. `words`: which way it lies and moves; `note`: how sure it is."""

    measure: Measure
    figure: Figure
    year: str
    school: Cell
    similar: Cell
    city: Cell
    england: Cell
    words: str
    note: str
    stands_out: str = ""  # better, less good, or empty
    is_nobodys: bool = False  # that year it was published for no school and no area: it is no gap of this school
    comparison: Comparison | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A row of a file that figures of a panel come from."""

    says: str
    published: date | None
    loaded: datetime | None
    load: int
    row: int


def newest(gathered: Gathered, measure: Measure) -> Figure | None:
    """The figure of the newest year in which something is said of the measure; None where nothing ever is."""
    said = told_series(gathered, measure)
    return said[-1] if said else None


def told_series(gathered: Gathered, measure: Measure) -> list[Figure]:
    """The measure over the years in which a file has a word on it, oldest first."""
    return [one for one in gathered.own.series(measure.key, gathered.policy) if _is_told(gathered, measure, one)]


def _is_told(gathered: Gathered, measure: Measure, figure: Figure) -> bool:
    return measure.key in gathered.own.rows[measure.dataset, figure.year].values


def line(gathered: Gathered, measure: Measure, said: StandingOut) -> Line | None:
    """None where no loaded file says anything of the measure at this school."""
    figure = newest(gathered, measure)
    if figure is None:
        return None
    dataset = gathered.policy.dataset_by_key[measure.dataset]
    alike = gathered.alike(measure.key, figure.year)
    found = compare(figure, alike, measure, said)
    moved = change(told_series(gathered, measure), measure, said)
    moved = moved if moved and moved.now.year == figure.year else None
    return Line(
        measure=measure,
        figure=figure,
        year=dataset.words(figure.year),
        school=cell(figure, measure),
        similar=_similar_cell(found, alike, measure, gathered, said),
        city=_area_cell(gathered, L.AUTHORITY, measure, figure.year),
        england=_area_cell(gathered, L.ENGLAND, measure, figure.year),
        words=_words(found, moved, measure, dataset),
        note=note(figure, measure, gathered),
        stands_out=found.side if found and found.stands_out and measure.better != "neither" else "",
        is_nobodys=_is_nobodys(gathered, measure, figure, alike),
        comparison=found,
        change=moved,
    )


def _is_nobodys(gathered: Gathered, measure: Measure, figure: Figure, alike: list[Figure]) -> bool:
    if figure.why not in (Missing.NOT_PUBLISHED, Missing.NOT_APPLICABLE) or any(one.known for one in alike):
        return False
    return all(gathered.area(level, measure.key, figure.year) is None for level in (L.AUTHORITY, L.ENGLAND))


def lines(gathered: Gathered, measures: Iterable[Measure], said: StandingOut) -> list[Line]:
    """Headlines first, else in the order of the policy."""
    found = [one for measure in measures if (one := line(gathered, measure, said))]
    return sorted(found, key=lambda one: not one.measure.headline)


def cell(figure: Figure, measure: Measure) -> Cell:
    more = wording.interval(figure, measure)
    return Cell(wording.shown(figure, measure), figure.known, more, figure.load, figure.row)


def _similar_cell(
    found: Comparison | None, alike: list[Figure], measure: Measure, gathered: Gathered, said: StandingOut
) -> Cell:
    if "similar" not in measure.compare:
        return NOTHING
    if found:
        return Cell(wording.number(found.typical, measure), True, f"of {found.schools}")
    if not gathered.chosen:
        return NOTHING
    known = sum(one.known for one in alike)
    return Cell("too few figures" if known < said.least_schools else "", False)


def _area_cell(gathered: Gathered, level: str, measure: Measure, year: int) -> Cell:
    wanted = {L.AUTHORITY: "city", L.ENGLAND: "england"}[Result.Level(level)]
    if wanted not in measure.compare:
        return NOTHING
    found = gathered.area(level, measure.key, year)
    return cell(found[1], measure) if found else Cell("not published", False)


# Who the pupils are, what there is to spend: it is shown beside others, and nothing is made of a difference.
NO_WORDS = ("intake", "money", "staff", "place")


def _words(found: Comparison | None, moved: Change | None, measure: Measure, dataset: Dataset) -> str:
    if measure.kind in NO_WORDS:
        return ""
    said = [against(found)] if found else []
    if moved:
        said.append(moved_words(moved, measure, dataset))
    return "; ".join(part for part in said if part)


def against(found: Comparison) -> str:
    if not found.stands_out:
        return "much as in similar schools"
    return f"{found.side} than in similar schools"


def moved_words(moved: Change, measure: Measure, dataset: Dataset) -> str:
    """`up 4 percentage points on 2017/18, which is better`."""
    since = dataset.words(moved.before.year)
    if not moved.matters:
        return f"much as in {since}"
    way = "up" if moved.difference > 0 else "down"
    worth = f", which is {moved.side}" if moved.side in ("better", "less good") else ""
    return f"{way} {wording.amount(moved.difference, measure)} on {since}{worth}"


def note(figure: Figure, measure: Measure, gathered: Gathered) -> str:
    """How few pupils it speaks of, where they are few; why there is no figure, in full."""
    if not figure.known:
        return f"{measure.short}: {wording.why(figure.why)}"
    few = gathered.policy.small_cohort
    if measure.unit in ("pupils", "pounds", "number") or figure.cohort is None or figure.cohort >= few:
        return ""
    return f"{measure.short}: only {figure.cohort:.0f} pupils, so that one or two of them move the figure"


def sources(gathered: Gathered, lines: Iterable[Line], loaded: Mapping[int, datetime | None]) -> list[Source]:
    """The rows that the school's own figures come from, each once. (City and England: each figure leads to its row.)"""
    found: dict[tuple[int, int], Source] = {}
    for one in lines:
        dataset, figure = gathered.policy.dataset_by_key[one.measure.dataset], one.figure
        if figure.load and figure.row:
            says = f"{dataset.title}, {dataset.words(figure.year)}, {dataset.publisher}"
            source = Source(says, figure.published, loaded.get(figure.load), figure.load, figure.row)
            found.setdefault((figure.load, figure.row), source)
    return list(found.values())
