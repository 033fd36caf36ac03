"""What may become of an indicator, and which value may stand. Pure."""

from __future__ import annotations

from decimal import Decimal

# From which state a decision leads where.
MAY_FOLLOW = {
    "proposed": ("adopted", "declined"),
    "declined": ("adopted",),
    "adopted": ("ended",),
    "ended": ("adopted",),
}
_WHY_NOT = {
    ("adopted", "adopted"): "It has been adopted already.",
    ("adopted", "declined"): "It has been adopted: it can be ended, not declined.",
    ("declined", "declined"): "It has been declined already.",
    ("declined", "ended"): "It was declined, so there is nothing to end.",
    ("ended", "ended"): "It has been ended already.",
    ("ended", "declined"): "It was adopted once and has been ended; it can only be adopted again.",
    ("proposed", "ended"): "It has not been adopted yet, so there is nothing to end.",
}


def refusal_of_decision(state: str, what: str) -> str:
    """Why a decision cannot follow from a state, in a sentence; empty where it can."""
    if what in MAY_FOLLOW.get(state, ()):
        return ""
    return _WHY_NOT.get((state, what), f"“{what}” cannot be decided of what is {state}.")


def refusal_of_value(
    *, value: Decimal | None, why: str, unit: str, pupils: int | None, least_pupils: int, year: int, newest_year: int
) -> str:
    """Why a value cannot stand, in a sentence that says what to do; empty where it can.

    `year`, `newest_year`: the years in which the school year ends, 2026 for 2025/26. `least_pupils`: fewer than so many
    would be single children (policies/measures.yaml, protection).
    """
    if (value is None) == (not why):
        return "Give either a value, or the reason why there is none."
    if not 2000 <= year <= newest_year:
        return f"Give a school year between 1999/00 and {newest_year - 1}/{newest_year % 100:02d}."
    if pupils is not None and pupils < 0:
        return "There cannot be fewer than no pupils."
    if value is None:
        return ""
    if unit == "percent" and not 0 <= value <= 100:
        return f"{value.normalize():f} is not a share of a hundred: give a number from 0 to 100."
    if pupils is not None and pupils < least_pupils:
        return (
            f"A value over {pupils} would speak of single children: fewer than {least_pupils} are not shown. "
            "Choose “Held back, because few pupils are meant” instead."
        )
    return ""
