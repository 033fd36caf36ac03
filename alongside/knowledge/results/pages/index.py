"""All measures by kind, each kind with the same room: what each measure means and for which years it is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Min

from alongside.floor.kernel.prose import counted
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import Kind, Measure
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.pages.kept import Setting
from alongside.knowledge.results.pages.reading import BY_ITEM

# In alphabetical order of their names, so that none comes first for what it is.
KINDS: Mapping[Kind, tuple[str, str]] = {
    "wellbeing": ("How pupils fare", "Wellbeing and belonging, as far as anything is published or proposed."),
    "attendance": ("How often they are there", "Absence, over the whole school year."),
    "money": ("Money", "What schools have, spend and owe."),
    "place": ("The place", "What is published of the city and its districts, not of schools."),
    "staff": ("Staff", "Who teaches and helps."),
    "results": ("What they learn", "Tests and examinations, at 11, 16 and 18."),
    "destinations": ("Where they go", "What pupils do after they leave school."),
    "intake": ("Who the pupils are", "What schools start with: it is never good or bad."),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure in the list; `years`: those loaded, empty for none."""

    measure: Measure
    direction: str
    years: str


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of measure. `first`: those shown at once; `more`: the others with figures; `none`: without any yet."""

    key: str
    title: str
    says: str
    first: Sequence[Listed]
    more: Sequence[Listed]
    none: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class Index:
    sections: Sequence[Section]
    says: str


MOST_FIRST = 6


def index(setting: Setting) -> Index:
    """Two queries: which datasets are loaded for which years, and which indicators of the authority."""
    years = {**_years(setting), **_years_of_indicators(setting)}
    sections = [found for kind, words in KINDS.items() if (found := _section(kind, words, years, setting))]
    loaded = sum(len(section.first) + len(section.more) for section in sections)
    return Index(
        sections, f"{counted(loaded, 'measure')} with figures, of {len(setting.policy.measures)} that are known."
    )


def _years(setting: Setting) -> dict[str, tuple[int, int]]:
    """First and last year of each dataset, of schools of the authority or of an area."""
    rows = Result.objects.filter(
        load__lte=setting.version, published__lte=setting.on, authority_code=setting.whose.authority_code
    )
    found = rows.order_by().values_list("dataset").annotate(first=Min("year"), last=Max("year"))
    return {dataset: (first, last) for dataset, first, last in found}


def _years_of_indicators(setting: Setting) -> dict[str, tuple[int, int]]:
    """First and last year of each measure that stands in the table of all indicators, each of which has its own."""
    rows = Result.objects.filter(
        load__lte=setting.version,
        published__lte=setting.on,
        dataset=BY_ITEM,
        level=Result.Level.AUTHORITY,
        authority_code=setting.whose.authority_code,
    )
    found: dict[str, tuple[int, int]] = {}
    for year, values in rows.order_by().values_list("year", "values"):
        for key in (key for key, value in values.items() if ":" not in key and not isinstance(value, str)):
            first, last = found.get(key, (year, year))
            found[key] = (min(first, year), max(last, year))
    return found


def _section(
    kind: Kind, words: tuple[str, str], years: Mapping[str, tuple[int, int]], setting: Setting
) -> Section | None:
    listed = [_listed(measure, years, setting) for measure in setting.policy.measures if measure.kind == kind]
    if not listed:
        return None
    there = sorted((one for one in listed if one.years), key=lambda one: not one.measure.headline)
    headlines = sum(one.measure.headline for one in there)
    first = max(min(headlines, MOST_FIRST), min(3, len(there)))
    none = [one for one in listed if not one.years]
    return Section(kind, *words, first=there[:first], more=there[first:], none=none)


def _listed(measure: Measure, years: Mapping[str, tuple[int, int]], setting: Setting) -> Listed:
    dataset = setting.policy.dataset_of(measure.key)
    of_dataset = years.get(measure.dataset) if measure.dataset != BY_ITEM else None
    found = of_dataset or years.get(measure.key)
    told = ""
    if found:
        first, last = (dataset.words(year) for year in found)
        told = first if first == last else f"{first} to {last}"
        told = f"several years together, the last {last}" if dataset.span > 1 else told
    return Listed(measure, wording.which_is_better(measure), told)
