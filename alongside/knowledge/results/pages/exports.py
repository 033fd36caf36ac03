"""The pages' tables as they leave: every cell that the page's filters show, with why one has no figure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import GROUPS
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.pages.asking import Asked
from alongside.knowledge.results.pages.beside import SimilarPage
from alongside.knowledge.results.pages.cells import shown
from alongside.knowledge.results.pages.reading import Reading
from alongside.knowledge.results.pages.table import ALL, cube_of, group_words, phase_words

Row = tuple[Any, ...]
HEADER = (
    *("Year", "Where", "Phase", "Type", "Pupils", "Value", "Why there is none"),
    *("Schools", "With a figure", "Held back by the publisher", "Pupils counted"),
)


def measure_rows(reading: Reading, wanted: Asked) -> Iterator[Row]:
    """Districts and the city, by phase and type, then what is published of the areas; as the filters narrow them."""
    made, year = cube_of(reading, wanted.year), reading.dataset.words(wanted.year)
    pupils = GROUPS[wanted.pupils] if wanted.pupils else "all"
    where = [*made.districts, (ALL, reading.setting.whose.city)]
    phases = [wanted.phase] if wanted.phase else [ALL, *made.phases]
    groups = [wanted.type] if wanted.type else [ALL, *made.groups]
    for (key, name), phase, group in product(where, phases, groups):
        found = made.cell(key, phase, group)
        if found is None:
            continue
        why = "" if found.value is not None else shown(found, reading.measure, reading.setting.policy).says
        value = None if found.value is None else round(found.value, reading.measure.decimals + 1)
        yield (
            *(year, name, phase_words(phase) if phase else "every", group_words(group) if group else "every", pupils),
            *(value, why, found.schools, found.counted, found.held_back),
            None if found.pupils is None else round(found.pupils),
        )
    if not (wanted.phase or wanted.type):
        for level in (Result.Level.AUTHORITY, Result.Level.NEIGHBOURS, Result.Level.REGION, Result.Level.ENGLAND):
            area = reading.area(level, wanted.year)
            if area:
                of = area[0].sector or "as published"
                yield (year, f"{area[0].name}, published", of, "", pupils, area[1].value, "", *(None,) * 4)


def measure_about(reading: Reading, wanted: Asked, address: str) -> dict[str, Any]:
    measure = reading.measure
    return {
        "Measure": measure.name,
        "What it means": measure.means,
        "Direction": wording.which_is_better(measure),
        "Year": reading.dataset.words(wanted.year),
        "Published in": f"{reading.dataset.title}, {reading.dataset.publisher}",
        "Known on": reading.setting.on,
        "Small numbers": reading.setting.policy.protection.says,
        "Address": address,
        "Licence": "Facts published under the Open Government Licence v3.0.",
    }


def similar_header(page: SimilarPage) -> tuple[str, ...]:
    return ("URN", "School", "Authority", "Distance", "Why", *page.features)


def similar_rows(page: SimilarPage) -> Iterator[Row]:
    """The school itself first, then the others in the order of the page."""
    yield (page.school.urn, page.school.name, page.school.authority, 0.0, "the school itself", *page.own)
    for one in page.listed:
        yield (one.school.urn, one.school.name, one.school.authority, one.distance, one.sentence, *one.cells)
