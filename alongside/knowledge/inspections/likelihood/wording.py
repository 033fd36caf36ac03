"""Chances in words, and how sure they are. Pure. When, never how well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from alongside.floor.kernel.prose import counted, number, plural
from alongside.floor.web.words import month as month_words


def about(chance: float) -> str:
    """`about 6 in 10`; at the ends `less than 1 in 20`, `more than 19 in 20`."""
    if chance < 0.05:
        return "less than 1 in 20"
    if chance >= 0.95:
        return "more than 19 in 20"
    tenths = max(1, min(9, round(chance * 10)))
    return "about an even chance" if tenths == 5 else f"about {tenths} in 10"


def in_a_cell(chance: float) -> str:
    """The same where a column says that it is about: `6 in 10`, `under 1 in 20`."""
    said = about(chance).removeprefix("about ")
    return {
        "an even chance": "5 in 10",
        "less than 1 in 20": "under 1 in 20",
        "more than 19 in 20": "over 19 in 20",
    }.get(said, said)


def band_of(chance: float, bands: Sequence[Sequence[float]]) -> Sequence[float] | None:
    """Of the bands (mean chance, share inspected, schools) the one nearest to a chance, within a tenth."""
    near = min(bands, key=lambda band: abs(band[0] - chance), default=None)
    return near if near is not None and abs(near[0] - chance) <= 0.1 else None


def sure(chances: Mapping[int, float], check: Mapping[str, Any]) -> str:
    """How schools fared that were given as much when the forecast was tried."""
    if not check or not chances:
        return ""
    months = int(check["months"])
    chance = chances.get(months)
    band = band_of(chance, check["by"]["model"]["bands"]) if chance is not None else None
    since = month_words(date.fromisoformat(check["begins"]))
    if band is None:
        return f"No school was given a chance like this when the forecast was tried from {since} on."
    _, share, schools = band
    came = round(share * schools)
    few = " They are few, so take it as a hint." if schools < 20 else ""
    if schools == 1:
        fared = "was inspected" if came else "was not inspected"
        return f"Tried from {since} on, one school was given about as much; it {fared} within {_months(months)}.{few}"
    return (
        f"Tried from {since} on, {number(int(schools))} {plural(int(schools), 'school')} were given about as much, and "
        f"{number(came)} of them {plural(came, 'was')} inspected within {_months(months)}.{few}"
    )


def _months(months: int) -> str:
    return counted(months, "month")


def since_last(months: int | None) -> str:
    """The first rule of thumb."""
    if months is None:
        return "no inspection is known"
    return f"{span(months)} since the last inspection"


def beyond_usual(months: int | None) -> str:
    """The second rule of thumb."""
    if months is None:
        return "what is usual is not known"
    if months == 0:
        return "at the end of the usual interval"
    return f"{span(months)} beyond the usual interval" if months > 0 else f"{span(-months)} of the usual interval left"


def span(months: int) -> str:
    """`two years and six months`."""
    years, rest = divmod(months, 12)
    if not years:
        return counted(rest, "month")
    return counted(years, "year") + (f" and {counted(rest, 'month')}" if rest else "")


def position(years: float | None) -> str:
    """How much work stands before a school in its line."""
    if years is None:
        return "not known"
    if years <= 0.1:
        return "next to none: it is at the front of its line"
    return f"about {counted(max(1, round(years * 12)), 'month')} of work, at the pace of the last twelve months"
