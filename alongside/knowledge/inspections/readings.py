"""How one inspection reads, in the terms of its own era: its category of concern, its mark, and a few words.

Pure. Equal grades share one reading, so that a country of schools is read in no time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from alongside.floor.kernel.prose import joined
from alongside.knowledge.inspections.facts import (
    AREA_WORDS,
    KEY_JUDGEMENTS,
    OVERALL_WORDS,
    REPORT_CARD_AREAS,
    REPORT_CARD_GRADES,
    SATISFACTORY,
    SATISFACTORY_UNTIL,
    Areas,
    Category,
    Era,
    Grade,
    Inspection,
    Mark,
)

NEEDS_ATTENTION, URGENT = REPORT_CARD_GRADES[3:]
_LEADERSHIP = "leadership_and_governance"
_EITHER = (Category.SPECIAL_MEASURES, Category.SERIOUS_WEAKNESSES)


class CategoryReading(NamedTuple):
    """Whether a category of concern applies. `stated`: the file says so; else it is derived by the era's rule.

    `in_category` None: it cannot be told. `possible`: the categories that may apply where it cannot be told which.
    """

    category: Category | None
    stated: bool
    in_category: bool | None
    why: str
    possible: tuple[Category, ...] = ()


class Reading(NamedTuple):
    """What an inspection says at a glance. `whole` False: a grade of that day is not in any loaded file."""

    mark: Mark
    words: str
    category: CategoryReading
    whole: bool


def as_it_stood(inspection: Inspection, on: date) -> Inspection:
    """The inspection with the grades it carried on a day. A grade that only a later day is known for is left out, and
    its update stays on the inspection, so that the gap shows."""
    if not inspection.updates:
        return inspection
    category, safeguarding = inspection.category, inspection.safeguarding
    areas: dict[str, Grade] = dict(inspection.areas)
    for update in inspection.updates:
        if update.on > on:
            continue
        if update.area == "category":
            category = update.to if isinstance(update.to, Category) else None
        elif isinstance(update.to, bool):
            safeguarding = update.to
        elif update.to is not None:
            areas[update.area] = update.to
    return inspection._replace(
        category=category,
        safeguarding=safeguarding,
        areas=Areas(areas),
        updates=tuple(update for update in inspection.updates if update.on > on),
    )


def gaps_in(inspection: Inspection) -> list[str]:
    """Areas whose grade of the day is not known, because the files tell only a later one."""
    areas = {update.area for update in inspection.updates} - {"category"}
    return sorted(
        area
        for area in areas
        if area not in inspection.areas and not (area == "safeguarding" and inspection.safeguarding is not None)
    )


def reading_of(inspection: Inspection) -> Reading:
    whole = not (inspection.updates and gaps_in(inspection))
    overall = inspection.overall
    satisfactory = overall == 3 and inspection.started <= SATISFACTORY_UNTIL
    return _read(
        inspection.era, overall, inspection.category, inspection.safeguarding, inspection.areas, whole, satisfactory
    )


def category_of(inspection: Inspection) -> CategoryReading:
    """The category of concern: what the file states wins; else the era's own rule, and said to be derived."""
    return reading_of(inspection).category


@lru_cache(maxsize=8192)
def _read(
    era: Era,
    overall: int | None,
    category: Category | None,
    safeguarding: bool | None,
    areas: Areas,
    whole: bool,
    satisfactory: bool,
) -> Reading:
    found = _category(era, overall, category, safeguarding, areas, whole)
    if overall is not None:
        mark, words = _by_overall(overall, found, satisfactory)
    elif era is Era.REPORT_CARD:
        mark, words = _by_report_card(areas, safeguarding, whole)
    else:
        mark, words = _by_judgements(areas, safeguarding)
    if found.in_category:
        mark = Mark.CONCERN
        if found.category and overall is None:
            words = f"{_capital(found.category.words)}: {words[:1].lower()}{words[1:]}"
    return Reading(mark, words, found, whole)


def _category(
    era: Era, overall: int | None, category: Category | None, safeguarding: bool | None, areas: Areas, whole: bool
) -> CategoryReading:
    if category is not None:
        return CategoryReading(category, True, True, f"the file states {category.words}")
    if overall is not None:
        return _category_by_overall(overall)
    if era is Era.REPORT_CARD:
        return _category_by_report_card(areas, safeguarding, whole)
    return _category_by_judgements(areas, safeguarding)


def _category_by_overall(overall: int) -> CategoryReading:
    if overall < 4:
        return CategoryReading(None, False, False, "the file states no category, and the grade is not inadequate")
    why = "the overall grade is inadequate, and the file states no category beside it"
    return CategoryReading(None, False, True, why, _EITHER)


def _category_by_judgements(areas: Areas, safeguarding: bool | None) -> CategoryReading:
    """Handbook of Sept 2024, paragraphs 190 to 195, as domain notes give them."""
    grades = {area: areas[area] for area in KEY_JUDGEMENTS if area in areas}
    if not grades:
        return CategoryReading(None, False, None, "the file gives no key judgement")
    failed = [area for area, grade in grades.items() if grade == 4]
    if not failed and safeguarding is not False:
        return CategoryReading(None, False, False, "the file states no category and no key judgement is inadequate")
    if not failed and set(grades.values()) <= {1, 2}:
        why = (
            "safeguarding was not effective and everything else good or better: such an inspection is incomplete, "
            "not a category, and inspectors return within three months"
        )
        return CategoryReading(None, False, False, why)
    cause = _named(failed) + " inadequate" if failed else "safeguarding not effective"
    if {"quality_of_education", "personal_development"} & set(failed):
        why = (
            f"derived: {cause}, so a category applies; which one depends on whether leaders can bring about "
            "improvement, and the file does not say"
        )
        return CategoryReading(None, False, True, why, _EITHER)
    why = f"derived: {cause}, with quality of education and personal development above inadequate"
    return CategoryReading(Category.SERIOUS_WEAKNESSES, False, True, why)


def _category_by_report_card(areas: Areas, safeguarding: bool | None, whole: bool) -> CategoryReading:
    """Monitoring guide of Nov 2025, and the decision rule that the NEU prints."""
    urgent = [area for area in REPORT_CARD_AREAS if areas.get(area) == URGENT]
    unmet = safeguarding is False
    if not urgent and not unmet:
        if not whole or not areas:
            return CategoryReading(None, False, None, "not every grade of that day is in a loaded file")
        return CategoryReading(None, False, False, "no area needs urgent improvement and safeguarding is not unmet")
    causes = [f"{_named(urgent)} at urgent improvement"] if urgent else []
    causes += ["safeguarding standards not met"] if unmet else []
    cause = joined(causes)
    if _LEADERSHIP in urgent and (len(urgent) > 1 or unmet):
        return CategoryReading(Category.SPECIAL_MEASURES, False, True, f"derived: {cause}")
    if not whole:
        return CategoryReading(None, False, True, f"derived: {cause}, and a grade of that day is not known", _EITHER)
    return CategoryReading(Category.SIGNIFICANT_IMPROVEMENT, False, True, f"derived: {cause}")


def _by_overall(overall: int, found: CategoryReading, satisfactory: bool) -> tuple[Mark, str]:
    words = SATISFACTORY if satisfactory else OVERALL_WORDS[overall]
    if overall == 4:
        return Mark.CONCERN, f"{words}: {found.category.words if found.category else 'no category stated'}"
    if found.category:
        words = f"{words}: {found.category.words}"
    return (Mark.NO_CONCERN if overall < 3 else Mark.IMPROVE), words


def _by_judgements(areas: Areas, safeguarding: bool | None) -> tuple[Mark, str]:
    grades = [grade for area in KEY_JUDGEMENTS if isinstance(grade := areas.get(area), int)]
    if not grades:
        return Mark.NOT_KNOWN, "The file gives no grade"
    worst, total = max(grades), len(grades)
    unsafe = "; safeguarding not effective" if safeguarding is False else ""
    if worst <= 2:
        words = "Outstanding" if worst == 1 else "Good or better"
        return Mark.NO_CONCERN, f"{words} in all {total} key judgements{unsafe}"
    return Mark.IMPROVE, f"{OVERALL_WORDS[worst]} in {grades.count(worst)} of {total} key judgements{unsafe}"


def _by_report_card(areas: Areas, safeguarding: bool | None, whole: bool) -> tuple[Mark, str]:
    grades = [areas[area] for area in REPORT_CARD_AREAS if area in areas]
    unmet = "; safeguarding not met" if safeguarding is False else ""
    for grade in (URGENT, NEEDS_ATTENTION):
        if grade in grades:
            words = grade if grade == URGENT else "Needs attention"
            return Mark.IMPROVE, f"{words} in {grades.count(grade)} of {len(grades)} areas{unmet}"
    if not whole or not grades:
        return Mark.NOT_KNOWN, f"Not every grade of that day is known{unmet}"
    return Mark.NO_CONCERN, f"Expected standard or better in all {len(grades)} areas{unmet}"


def _named(areas: Iterable[str]) -> str:
    return joined([AREA_WORDS[area].lower() for area in areas])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
