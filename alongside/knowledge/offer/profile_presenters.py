"""A district's profile as people read it: what needs an answer first, then each need with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.kernel.prose import counted, joined, sentence
from alongside.floor.web.charts import Dot, Picture, Row, Scale, dots
from alongside.floor.web.words import count
from alongside.knowledge.offer.policies import Needs
from alongside.knowledge.offer.presenters import Shown
from alongside.knowledge.offer.profiling import PRIMARY, SECONDARY, Line, NeedSeen
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import Measure, Measures
from alongside.knowledge.results.rollup import RolledUp

PHASE_WORDS = {PRIMARY: "primary schools", SECONDARY: "secondary schools", "": "the whole authority"}
TAGS = {
    True: ("greater than England’s", "tag--amber"),
    False: ("not greater than the policy says", "tag--green"),
    None: ("cannot be told", "tag--quiet"),
}
HEADER = (
    "Need",
    "Measure",
    "Of",
    "Year",
    "District",
    "Why there is none",
    "Schools counted",
    "Pupils",
    "City",
    "England",
    "Greater by the policy",
    "Services that answer it",
)


@dataclass(frozen=True, slots=True)
class Cells:
    """One line of figures."""

    name: str
    of: str
    year: str
    district: str
    city: str
    england: str
    says: str
    counted: str
    missing: bool
    of_authority: bool


@dataclass(frozen=True, slots=True)
class ShownNeed:
    key: str
    name: str
    says: str
    tag: str
    tag_class: str
    lines: tuple[Cells, ...]
    services: tuple[Shown, ...]
    without_offer: bool
    nothing: str
    sources: tuple[tuple[str, int, int], ...]


def cells(line: Line, policy: Measures, city: str) -> Cells:
    measure = line.measure
    return Cells(
        name=measure.short,
        of=PHASE_WORDS[line.phase],
        year=_year(line, policy),
        district=_rolled(line.district, measure) if line.district else "",
        city=_rolled(line.city, measure) if line.city else _figure(line.authority, measure),
        england=_figure(line.england, measure),
        says=_beside(line),
        counted=_counted(line.district) if line.district else "",
        missing=line.value is None,
        of_authority=line.of_authority,
    )


def _figure(figure: Any, measure: Measure) -> str:
    return wording.shown(figure, measure) if figure else "no figure loaded"


def _rolled(rolled: RolledUp, measure: Measure) -> str:
    if rolled.value is not None:
        return wording.number(rolled.value, measure)
    return "not shown: too few" if rolled.ours else wording.why(rolled.why)


def _counted(rolled: RolledUp) -> str:
    """Of how many schools and pupils a figure is."""
    parts = [counted(rolled.counted, "school")]
    if rolled.pupils:
        parts.append(f"{count(round(rolled.pupils))} pupils")
    elif rolled.value is not None:
        parts.append("each counting the same")
    said = ", ".join(parts)
    missing = rolled.schools - rolled.counted
    if not missing:
        return said
    held = f", {rolled.held_back} of them held back by the publisher" if rolled.held_back else ""
    return f"{said}; {missing} more without a figure{held}"


def _beside(line: Line) -> str:
    """How far it lies from what it is held against, in words."""
    reference = line.england.value if line.england else None
    whom = "England"
    if line.sign.against == "city":
        reference, whom = (line.city.value if line.city else None), "the city"
    if line.value is None or reference is None:
        return ""
    apart = line.value - reference
    if abs(apart) < 0.05:
        return f"as in {whom}"
    way = "above" if apart > 0 else "below"
    return f"{wording.amount(apart, line.measure)} {way} {whom}"


def shown(seen: NeedSeen, services: Mapping[int, Shown], policy: Measures, city: str) -> ShownNeed:
    tag, tag_class = TAGS[seen.there]
    return ShownNeed(
        key=seen.need.key,
        name=seen.need.name,
        says=seen.need.says,
        tag=tag,
        tag_class=tag_class,
        lines=tuple(cells(line, policy, city) for line in seen.lines),
        services=tuple(services[key] for key in seen.answers),
        without_offer=seen.without_offer,
        nothing="" if seen.lines else (seen.need.nothing_loaded or "No file that speaks of it is loaded."),
        sources=tuple(dict.fromkeys(source for line in seen.lines for source in sources(line, policy, city))),
    )


def sources(line: Line, policy: Measures, city: str) -> list[tuple[str, int, int]]:
    """Words, load and row: of what is rolled up the table, of an area's figure its very row."""
    title = policy.dataset_by_key[line.measure.dataset].title
    found = [] if line.of_authority else [(f"{title}, {_year(line, policy)}, rolled up from the schools", 0, 0)]
    phase = f", {PHASE_WORDS[line.phase]}" if line.phase else ""
    for whose, figure in ((city, line.authority), ("England", line.england)):
        if figure and figure.load:
            found.append((f"{whose}, {line.measure.short}{phase}", figure.load, figure.row))
    return found


def _year(line: Line, policy: Measures) -> str:
    return policy.dataset_of(line.measure.key).words(line.year)


def sentences(seen: Sequence[NeedSeen], services: Iterable[Shown], name: str, policy: Needs) -> list[str]:
    """What needs an answer, then what is so, then what is not known."""
    there = [one.need.name for one in seen if one.there]
    open_ones = [one.need.name for one in seen if one.without_offer]
    unknown = [one.need.name for one in seen if one.there is None]
    stale = [one.name for one in services if one.stale]
    said = []
    if open_ones:
        said.append(f"Needs of {name} that no recorded service answers: {_listed(open_ones)}")
    if there:
        said.append(f"Greater here than in England, by the policy’s margin or more: {_listed(there)}")
    elif len(unknown) < len(seen):
        said.append("No need that can be told is greater here than in England by the policy’s margin")
    if unknown:
        said.append(f"Whether there is a need cannot be told: {_listed(unknown)}")
    if stale:
        said.append(f"Last checked more than {policy.stale_after_days} days ago: {_listed(stale)}")
    return [sentence(text) for text in said]


def _listed(names: Sequence[str]) -> str:
    """Names that may hold commas themselves."""
    return "; ".join(names)


def picture(seen: Sequence[NeedSeen], name: str, city: str, policy: Measures) -> Picture | None:
    """District, city and England beside each other, for what is told in per cent of pupils."""
    rows = []
    for one in seen:
        for line in one.lines:
            if line.measure.unit != "percent" or line.of_authority:
                continue
            rows.append(
                Row(
                    f"{line.measure.short}, {'primary' if line.phase == PRIMARY else 'secondary'}",
                    (
                        _dot(name, line.district),
                        _dot(city, line.city),
                        Dot("England", line.england.value if line.england else None, word="no figure loaded"),
                    ),
                )
            )
    if not rows:
        return None
    says = f"Each row tells how {name} stands beside {city} and England, in the newest year published."
    return dots(
        title=f"{name} beside {city} and England", says=says, rows=rows, scale=_PERCENT, zero=True, first="Measure"
    )


_PERCENT = Scale(unit="per cent of pupils or sessions", decimals=1, after="%")


def _dot(series: str, rolled: RolledUp | None) -> Dot:
    if rolled is None:
        return Dot(series, None, word="no figure")
    return Dot(
        series,
        rolled.value,
        word="not shown: too few" if rolled.ours else wording.SHORT.get(rolled.why, "") if rolled.why else "",
    )


def rows(seen: Sequence[NeedSeen], services: Mapping[int, Shown], policy: Measures) -> list[list[Any]]:
    """For a spreadsheet: one row a measure and phase; a need without any has a row that says so."""
    found = []
    for one in seen:
        names = joined([services[key].name for key in one.answers]) or "none recorded"
        told = {True: "yes", False: "no", None: "cannot be told"}
        for line in one.lines:
            here = line.district
            found.append(
                [
                    one.need.name,
                    line.measure.name,
                    PHASE_WORDS[line.phase],
                    policy.dataset_of(line.measure.key).words(line.year),
                    round(line.value, 2) if line.value is not None and here else None,
                    "published for the whole authority only" if here is None else _why(here),
                    here.counted if here else None,
                    round(here.pupils) if here and here.pupils is not None else None,
                    _value(line.city.value if line.city else line.authority.value if line.authority else None),
                    _value(line.england.value if line.england else None),
                    told[line.shows],
                    names,
                ]
            )
        if not one.lines:
            nothing = one.need.nothing_loaded or "no file that speaks of it is loaded"
            found.append([one.need.name, "", "", "", None, nothing, None, None, None, None, told[None], names])
    return found


def _why(rolled: RolledUp) -> str:
    if rolled.value is not None:
        return ""
    return "not shown: too few schools or pupils" if rolled.ours else wording.why(rolled.why)


def _value(value: float | None) -> float | None:
    return round(value, 2) if value is not None else None


def about(name: str, policy: Needs, today: date) -> dict[str, Any]:
    return {
        "What this is": f"Profile of the district {name}, and the services that answer its needs",
        "Made on": today,
        "When a need is there": policy.prose,
        "Agreed by": policy.agreed_by,
        "City": "Rolled up from the same schools; the authority’s published figure where schools have none",
    }
