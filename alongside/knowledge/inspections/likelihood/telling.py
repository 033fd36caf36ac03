"""A trial as a person reads it on a screen, and as data. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alongside.floor.kernel.prose import counted, sentence
from alongside.floor.web.words import day
from alongside.knowledge.inspections.likelihood.backtest import Backtest
from alongside.knowledge.inspections.likelihood.facts import Measured
from alongside.knowledge.inspections.likelihood.thumbs import NAMES

TITLES = {"model": "the model", **NAMES}


def as_table(found: Backtest) -> Iterator[str]:
    """A line at a time."""
    some = next(iter(found.by.values()))
    forecast = found.forecast
    yield (
        f"Learnt from files as at {day(found.on)} or earlier; tried on inspections begun up to {day(found.last)} "
        f"({counted(found.months, 'month')})."
    )
    yield f"{some.schools} schools, {some.inspected} of them inspected, graded or ungraded; monitoring does not count."
    if found.left_out:
        yield (
            f"Left out: {found.left_out} that waited then, and of which no file tells at the end of the trial under "
            "the same number."
        )
    if forecast.model:
        model = forecast.model
        yield (
            f"The model learnt from {model.events} inspections in {model.periods:,} school-months, "
            f"{model.first:%B %Y} to {model.last:%B %Y}."
        )
    yield ""
    yield f"{'':<34}{'AUC':>6}{'top tenth':>12}{'top fifth':>12}{'furthest off':>15}"
    for name, one in found.by.items():
        off = f"{one.furthest_off:.1f} points" if one.furthest_off is not None else ""
        yield f"{TITLES[name]:<34}{_two(one.auc):>6}{_percent(one.top_tenth):>12}{_percent(one.top_fifth):>12}{off:>15}"
    yield from _calibration(found.by.get("model"))
    yield ""
    yield "Where it fails:" if found.fails else "Nothing stands out as failing."
    for says in found.fails:
        yield f"  {sentence(says)}"


def _calibration(mine: Measured | None) -> Iterator[str]:
    if mine is None:
        return
    for title, parts in (("fifths, the likeliest first", mine.fifths), ("bands of chances", mine.bands)):
        yield ""
        yield f"The model's chances, in {title}: expected, inspected, schools"
        for chance, share, schools in parts:
            yield f"  {chance:>6.0%} {share:>8.0%} {schools:>8}"


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


def as_data(found: Backtest) -> dict[str, Any]:
    """The same, for programs."""
    model = found.forecast.model
    return {
        "as_at": found.on.isoformat(),
        "until": found.last.isoformat(),
        "months": found.months,
        "left_out": found.left_out,
        "learnt": model
        and {
            "inspections": model.events,
            "school_months": model.periods,
            "first": model.first.isoformat(),
            "last": model.last.isoformat(),
            "slope": round(model.slope, 4),
            "shift": round(model.shift, 4),
        },
        "by": {name: {**one._asdict(), "furthest_off": one.furthest_off} for name, one in found.by.items()},
        "fails": list(found.fails),
    }
