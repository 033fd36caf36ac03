"""How a figure in a published table is read: a number, or the reason why there is none. The same for every layout.

Called tens of thousands of times a file and remembered by the engine, so plain and quick. A parser takes the stripped
cell and returns a number, or a code of `values.CODES` where the cell is a word for *missing*; it raises ValueError with
a sentence that follows “this cell …”. An empty cell never comes here: nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import Measure
from alongside.knowledge.results.values import CODE_OF

# The words of DfE's tables, wide and long, as seen to 2026-11: what they say is in the lists of abbreviations and the
# guidance published with each. SP is not a figure held back: it is a small percentage, between 0 and 0.5.
_WORDS = {
    Missing.SUPPRESSED: ("SUPP", "c", "low-count", "*"),
    Missing.UNRELIABLE: ("LOWCOV", "u", "RE"),
    Missing.SMALL: ("SP", "low", "~"),
    Missing.NOT_PUBLISHED: ("NP", "x", "SUPP*"),
    Missing.NOT_APPLICABLE: ("NA", "N/A", "z", "NEW", ".", "-", "Not applicable", "Does not apply"),
    Missing.NO_ENTRIES: ("NE",),
    Missing.NOT_RECORDED: ("r", ":", "..", "NULL", "Not available", "Not recorded"),
}
WORDS = {
    form.casefold(): CODE_OF[reason]
    for reason, words in _WORDS.items()
    for word in words
    for form in (word, f"[{word}]")  # in brackets since the standards for official statistics of 2021
}

Value = float | str


def figure(cell: str) -> Value:
    """A number, with or without a percent sign, thousands commas or pounds; or a code for why there is none."""
    try:
        number = float(cell)
    except ValueError:
        word = WORDS.get(cell.casefold())
        if word:
            return word
        number = _dressed(cell)
    if not math.isfinite(number) or "_" in cell or not cell.removeprefix("£").isascii():
        word = WORDS.get(cell.casefold())
        if word:
            return word
        raise ValueError("is neither a number nor a word that says why there is none")
    return int(number) if number == int(number) else number


def _dressed(cell: str) -> float:
    plain = cell.removeprefix("£").removesuffix("%").strip()
    whole, dot, rest = plain.partition(".")
    if "," in whole:
        first, *groups = whole.lstrip("-").split(",")
        if not (first.isdigit() and all(len(group) == 3 and group.isdigit() for group in groups)):
            return math.nan
        plain = whole.replace(",", "") + dot + rest
    try:
        return float(plain)
    except ValueError:
        return math.nan


def percent(cell: str) -> Value:
    value = figure(cell)
    if not isinstance(value, str) and not 0 <= value <= 100:
        raise ValueError("is no percentage: 0 to 100 is expected here, so columns may have slipped")
    return value


def count(cell: str) -> Value:
    value = _unsigned(cell)
    if not isinstance(value, str) and (value < 0 or value != int(value)):
        raise ValueError("is no count: a whole number from 0 is expected here, so columns may have slipped")
    return value


def _unsigned(cell: str) -> Value:
    if cell[-1:] == "%":
        raise ValueError("is a percentage, where none is expected, so columns may have slipped")
    return figure(cell)


def score(cell: str) -> Value:
    value = _unsigned(cell)
    if not isinstance(value, str) and abs(value) > 1000:
        raise ValueError("is far beyond any score, so columns may have slipped")
    return value


def parser_of(measure: Measure) -> Callable[[str], Value]:
    """How the cells of a measure are read: numbers that it can never take are not taken."""
    if measure.unit == "percent" and measure.kind != "money":
        return percent
    if measure.unit == "pupils":
        return count
    return score if measure.unit in ("points", "score", "ratio") else figure
