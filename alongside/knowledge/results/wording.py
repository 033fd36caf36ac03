"""Figures as people read them: the number with its unit, why there is none, and which way is better."""

from __future__ import annotations

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import Dataset, Measure
from alongside.knowledge.results.values import Figure

# Why there is no figure, to follow "is" or to stand alone in a cell.
WHY = {
    Missing.SUPPRESSED: "held back by the publisher because few pupils are meant",
    Missing.UNRELIABLE: "not given, because too few pupils would make it unreliable",
    Missing.SMALL: "more than nothing and under half a per cent, not given exactly",
    Missing.NOT_PUBLISHED: "not published",
    Missing.NOT_APPLICABLE: "not applicable to this school",
    Missing.NO_ENTRIES: "without entries: no pupil was entered",
    Missing.NOT_RECORDED: "not recorded",
    Missing.NOT_JUDGED: "not judged",
    Missing.NOT_LOADED: "in no file that is loaded",
}
SHORT = {
    Missing.SUPPRESSED: "held back",
    Missing.UNRELIABLE: "too few pupils",
    Missing.SMALL: "under 0.5%",
    Missing.NOT_PUBLISHED: "not published",
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.NO_ENTRIES: "no entries",
    Missing.NOT_RECORDED: "not recorded",
    Missing.NOT_JUDGED: "not judged",
    Missing.NOT_LOADED: "not loaded",
}


def why(reason: Missing | None) -> str:
    return WHY[reason or Missing.NOT_LOADED]


def number(value: float, measure: Measure) -> str:
    """`64%`, `46.3`, `−0.25`, `£4,321`: a real minus sign, thousands parted. What counts progress has its plus."""
    size = f"{abs(value):,.{measure.decimals}f}"
    is_zero = not any(digit in "123456789" for digit in size)
    if measure.unit == "pounds":
        size = f"£{size}"
    if measure.unit == "percent":
        size += "%"
    if is_zero:
        return size
    if value < 0:
        return f"−{size}"
    return f"+{size}" if _is_progress(measure) else size


def _is_progress(measure: Measure) -> bool:
    """Whether it counts from zero both ways."""
    return measure.unit in ("score", "points") and "progress" in measure.key


def amount(value: float, measure: Measure) -> str:
    """How far apart two figures are: `5 percentage points`, `2.3 points`, `£310`; always without a sign."""
    size = f"{abs(value):,.{measure.decimals}f}"
    if measure.unit == "pounds":
        return f"£{size}"
    one = size in ("1", "1.0", "1.00")
    if measure.unit == "percent":
        return f"{size} percentage {'point' if one else 'points'}"
    if measure.unit == "pupils":
        return f"{size} {'pupil' if one else 'pupils'}"
    return f"{size} {'point' if one else 'points'}"


def shown(figure: Figure, measure: Measure) -> str:
    """A figure in a cell: the number, or shortly why there is none."""
    return number(figure.value, measure) if figure.value is not None else SHORT[figure.why or Missing.NOT_LOADED]


def interval(figure: Figure, measure: Measure) -> str:
    """`between −0.4 and +0.1`; empty where no interval is published."""
    if figure.low is None or figure.high is None:
        return ""
    return f"between {number(figure.low, measure)} and {number(figure.high, measure)}"


def side(difference: float, measure: Measure) -> str:
    """`better`, `less good`, or, where neither way is better, `higher` and `lower`; `the same` for no difference."""
    if difference == 0:
        return "the same"
    if measure.better == "neither":
        return "higher" if difference > 0 else "lower"
    return "better" if (difference > 0) == (measure.better == "higher") else "less good"


def which_is_better(measure: Measure) -> str:
    """What a reader must know to read the measure: `higher is better`, `lower is better`, `neither way is better`."""
    return {"higher": "higher is better", "lower": "lower is better", "neither": "neither way is better"}[
        measure.better
    ]


def year(figure: Figure, dataset: Dataset) -> str:
    return dataset.words(figure.year)
