"""A school beside its similar schools: who they are and why, and how each headline measure stands to theirs.

They are listed by closeness of intake or by name, never by a result; how they do is told of all of them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from alongside.floor.kernel.missing import Missing
from alongside.floor.kernel.prose import counted
from alongside.floor.web.charts import Dot, Picture, Row, dots
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import Measure
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.pages.around import Around, around
from alongside.knowledge.results.pages.drawing import scale
from alongside.knowledge.results.pages.kept import Setting
from alongside.knowledge.results.pages.reading import AREA_WORDS
from alongside.knowledge.results.queries import Figures, Said, read
from alongside.knowledge.results.rollup import RolledUp
from alongside.knowledge.results.similar import wording as alike_wording
from alongside.knowledge.results.similar.policies import similar_schools
from alongside.knowledge.results.similar.queries import AlikeTo, similar_to
from alongside.knowledge.results.standing_out import compare, standing_out, swing
from alongside.knowledge.results.values import Figure
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Profile

L = Result.Level


@dataclass(frozen=True, slots=True)
class Line:
    """A school of the register, as this page needs it."""

    urn: int
    name: str
    sort_name: str
    phase: str
    district: str
    authority: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """A similar school in the list. `cells`: its intake, feature by feature."""

    school: Line
    distance: float
    sentence: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """A headline measure of the school beside the others: a sentence and a picture. `figure` links to its row."""

    measure: Measure
    year: str
    says: str
    picture: Picture | None  # None where there is nothing to draw
    figure: Figure
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class SimilarPage:
    school: Line
    alike: AlikeTo
    year: str
    years: Sequence[tuple[int, str]]
    sentences: Sequence[str]
    features: Sequence[str]
    own: Sequence[str]
    listed: Sequence[Listed]
    measures: Sequence[Beside]
    without: Sequence[str]


def page(urn: int, setting: Setting, *, year: int | None) -> SimilarPage | None:
    """None for a school that no line of the register tells of. At most nine queries."""
    alike = similar_to(urn, year=year, on=setting.on, version=setting.version)
    lines = _lines([urn, *alike.urns], setting)
    school = lines.get(urn)
    if school is None:
        return None
    dataset = setting.policy.dataset_by_key[similar_schools().intake]
    listed = [
        Listed(
            lines.get(one.urn) or Line(one.urn, f"URN {one.urn}", "~", "", "", "", known=False),
            one.distance,
            one.sentence,
            [alike_wording.value(part, part.there, setting.policy) for part in one.parts],
        )
        for one in alike.schools
    ]
    own = [
        alike_wording.value(part, part.here, setting.policy)
        for part in (alike.schools[0].parts if alike.schools else ())
    ]
    found = _measures(school, alike, setting) if alike.schools else ([], [])
    words = dataset.words
    return SimilarPage(
        school=school,
        alike=alike,
        year=words(alike.year) if alike.year else "",
        years=[(one, words(one)) for one in alike.years],
        sentences=_sentences(alike, words(alike.year)) if alike.schools else [alike.why],
        features=[feature.short or feature.name.removeprefix("the ") for feature in alike.used],
        own=own,
        listed=listed,
        measures=found[0],
        without=found[1],
    )


def by_name(page: SimilarPage) -> SimilarPage:
    """The same with its list in the order of names."""
    return replace(page, listed=sorted(page.listed, key=lambda one: (one.school.sort_name, one.school.urn)))


def _lines(urns: Sequence[int], setting: Setting) -> dict[int, Line]:
    found = Profile.objects.at(setting.version).filter(urn__in=urns).order_by()
    columns = ("urn", "name", "sort_name", "phase", "district", "authority")
    return {row[0]: Line(*row) for row in found.values_list(*columns)}


def _sentences(alike: AlikeTo, year: str) -> list[str]:
    policy = similar_schools()
    near, far = alike.schools[0].distance, alike.schools[-1].distance
    features = [feature.name for feature in alike.used]
    first = (
        f"Of the {policy.groups[alike.group].name} whose intake is loaded, these {len(alike.schools)} had the most "
        f"similar pupils in {year}: by {', '.join(features[:-1])} and {features[-1]}. How they do does not count."
    )
    second = (
        f"The nearest is {policy.words(near)} (distance {near:g}), the last {policy.words(far)} (distance {far:g})."
    )
    return [first, second]


def _measures(school: Line, alike: AlikeTo, setting: Setting) -> tuple[list[Beside], list[str]]:
    """The headline measures of which something is said of the school; and a word on those it has none of."""
    headlines = [
        measure
        for measure in setting.policy.measures
        if measure.headline and measure.kind != "intake" and not measure.area_only
        and (not measure.phases or school.phase in measure.phases)
    ]  # fmt: skip
    figures = _figures([school.urn, *alike.urns], {measure.dataset for measure in headlines}, setting)
    own = figures.pop(school.urn, Figures({}))
    newest = {measure.key: _newest(own, measure, setting) for measure in headlines}
    told = [(measure, figure) for measure in headlines if (figure := newest[measure.key])]
    places = around(setting, [(measure, figure.year) for measure, figure in told])
    found = [_beside(measure, figure, school, figures, places, setting) for measure, figure in told]
    return found, [measure.name for measure in headlines if newest[measure.key] is None]


def _figures(urns: Sequence[int], datasets: set[str], setting: Setting) -> dict[int, Figures]:
    rows: dict[int, dict[tuple[str, int], Said]] = {}
    of = Result.objects.filter(urn__in=urns, dataset__in=datasets)
    for _, said in read(of, on=setting.on, version=setting.version):
        rows.setdefault(said.urn or 0, {})[said.dataset, said.year] = said
    return {urn: Figures(said) for urn, said in rows.items()}


def _newest(own: Figures, measure: Measure, setting: Setting) -> Figure | None:
    """Of the newest year that says anything of the school; of one in which it was published for nobody, only where no
    other is told of."""
    told = [one for one in own.series(measure.key, setting.policy) if one.why is not Missing.NOT_LOADED]
    published = [one for one in told if one.why is not Missing.NOT_PUBLISHED]
    found = published or told
    return found[-1] if found else None


def _beside(
    measure: Measure,
    figure: Figure,
    school: Line,
    others: Mapping[int, Figures],
    places: Around,
    setting: Setting,
) -> Beside:
    dataset = setting.policy.dataset_by_key[measure.dataset]
    alike = [figures.figure(measure.key, figure.year, setting.policy) for figures in others.values()]
    rows = list(_rows(measure, figure, school, alike, places, setting))
    says = _says(measure, figure, alike)
    year = dataset.words(figure.year)
    is_drawn = figure.known or any(one.known for one in alike)
    return Beside(
        measure=measure,
        year=year,
        says=says,
        picture=dots(title=f"{measure.name}, {year}", says=says, rows=rows, scale=scale(measure), first="Who")
        if is_drawn
        else None,
        figure=figure,
        notes=_notes(figure, measure, setting),
    )


def _rows(
    measure: Measure, figure: Figure, school: Line, alike: Sequence[Figure], places: Around, setting: Setting
) -> Iterator[Row]:
    yield Row(school.name, (_own(measure, figure),), strong=True)
    if "similar" in measure.compare:
        yield Row("Similar schools", (_of_them(alike),))
    phase = vocabulary.phase_name(school.phase).lower()
    key = (measure.key, figure.year)
    if "district" in measure.compare and school.district and school.authority == setting.whose.authority:
        name = places.districts.get(school.district, school.district)
        yield Row(f"{name}, {phase}", (_mean(places.district(key, school.district, school.phase)),))
    if "city" in measure.compare and school.authority == setting.whose.authority:
        yield Row(f"{setting.whose.city}, {phase}", (_mean(places.city(key, school.phase)),))
    for level in (L.NEIGHBOURS, L.REGION, L.ENGLAND):
        found = places.area(key, level) if level.value in measure.compare else None
        if found:
            name = AREA_WORDS.get(level.value, found[0])
            yield Row(f"{name}, published", (Dot("Published or averaged", found[1].value),))


def _own(measure: Measure, figure: Figure) -> Dot:
    if figure.value is None:
        return Dot("This school", None, word=wording.SHORT[figure.why or Missing.NOT_LOADED])
    low, high = figure.low, figure.high
    if (low is None or high is None) and measure.unit == "percent" and figure.cohort:
        chance = swing(figure.value, figure.cohort, standing_out().deviations)
        low, high = max(0.0, figure.value - chance), min(100.0, figure.value + chance)
    return Dot("This school", figure.value, low, high)


def _of_them(alike: Sequence[Figure]) -> Dot:
    values = [one.value for one in alike if one.value is not None]
    if len(values) < standing_out().least_schools:
        return Dot("The one in the middle, and how far they spread", None, word="too few have a figure")
    return Dot("The one in the middle, and how far they spread", median(values), min(values), max(values), spread=True)


def _mean(found: RolledUp | None) -> Dot:
    if found is None or found.value is None:
        return Dot("Published or averaged", None, word=_why(found))
    return Dot("Published or averaged", found.value)


def _why(found: RolledUp | None) -> str:
    if found and found.ours:
        return "not shown"
    return "not averaged" if found and found.unweighed else "no figure"


def _says(measure: Measure, figure: Figure, alike: Sequence[Figure]) -> str:
    """Which way the school stands to the middle of the similar ones, in words, and whether chance explains it."""
    direction = f"{wording.which_is_better(measure).capitalize()}."
    if figure.value is None:
        return f"The school’s own figure is {wording.why(figure.why)}. {direction}"
    own = wording.number(figure.value, measure)
    found = compare(figure, alike, measure, standing_out())
    if found is None:
        return f"{own} here; too few similar schools have a figure to say what is usual. {direction}"
    middle = wording.number(found.typical, measure)
    if not round(found.difference, measure.decimals):
        told = f"{own} here, and as much at the similar school in the middle."
    else:
        told = (
            f"{own} here and {middle} at the similar school in the middle: "
            f"{wording.amount(found.difference, measure)} {found.side}"
            f"{'' if found.stands_out else ', which is no more than chance or the usual spread'}."
        )
    return f"{told} {direction}"


def _notes(figure: Figure, measure: Measure, setting: Setting) -> list[str]:
    cohort = figure.cohort
    if cohort and figure.value is not None and cohort < setting.policy.small_cohort:
        return [f"It speaks of {counted(round(cohort), 'pupil')}: a few pupils more or less move it a long way."]
    return []
