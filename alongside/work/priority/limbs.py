"""What one inspection means for each limb: yes, no, or None where it cannot be told. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from alongside.knowledge.inspections.facts import KEY_JUDGEMENTS, REPORT_CARD_AREAS, Areas, Category, Era, Inspection
from alongside.knowledge.inspections.readings import CategoryReading, reading_of
from alongside.work.priority.policies import Values

Answer = bool | None
_BESIDE = (Category.SERIOUS_WEAKNESSES, Category.SIGNIFICANT_IMPROVEMENT, Category.NOTICE_TO_IMPROVE)


class Meaning(NamedTuple):
    """Of one inspection. `worse`: requires improvement or worse, as *twice* needs it and *less than good* says."""

    special_measures: Answer
    serious_weaknesses: Answer
    requires_improvement: Answer
    worse: Answer


def meaning_of(inspection: Inspection, values: Values) -> Meaning:
    reading = reading_of(inspection)
    return _meaning(inspection.era, inspection.overall, inspection.areas, reading.category, reading.whole, values)


def either(*answers: Answer) -> Answer:
    """Yes if one is; no if all are; else it cannot be told."""
    return True if True in answers else (None if None in answers else False)


def both(*answers: Answer) -> Answer:
    """No if one is; yes if all are; else it cannot be told."""
    return False if False in answers else (None if None in answers else True)


@lru_cache(maxsize=8192)
def _meaning(
    era: Era, overall: int | None, areas: Areas, category: CategoryReading, whole: bool, values: Values
) -> Meaning:
    special, serious = _categories(category, overall)
    once = _requires_improvement(era, overall, areas, whole, values)
    worst = overall is not None and overall >= values.overall
    return Meaning(special, serious, once, either(once, worst, category.in_category))


def _categories(category: CategoryReading, overall: int | None) -> tuple[Answer, Answer]:
    if category.category is not None:
        return category.category is Category.SPECIAL_MEASURES, category.category in _BESIDE
    if overall is not None:  # without a stated category, an overall 4 is listed beside special measures
        return False, overall == 4
    if category.in_category is False:
        return False, False
    return None, None


def _requires_improvement(era: Era, overall: int | None, areas: Areas, whole: bool, values: Values) -> Answer:
    if overall is not None:
        return overall == values.overall
    if era is Era.REPORT_CARD:
        grades = [areas[area] for area in REPORT_CARD_AREAS if area in areas]
        if any(grade in values.areas for grade in grades):
            return True
        return False if grades and whole else None
    judged = [grade for area in KEY_JUDGEMENTS if isinstance(grade := areas.get(area), int)]
    if any(grade >= values.judgement for grade in judged):
        return True
    return False if judged else None
