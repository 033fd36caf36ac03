"""Reading many cells of a column at once, where all of them are plain: several times quicker than one at a time.

A way of reading belongs to a parser of single cells and says the same as it does; it gives None where some cell is not
plain, and the parser is asked after all. Worth having for columns in which nearly every cell is another: what comes
often is remembered anyway (see `files.parsing`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from alongside.knowledge.opendata import cells

Many = Callable[[Sequence[str]], Sequence[Any] | None]

_ways: dict[Callable[[str], Any], Many] = {}


def at_once(parse: Callable[[str], Any], many: Many) -> None:
    """Let columns of this parser be read so."""
    _ways[parse] = many


def way_of(parse: Callable[[str], Any]) -> Many | None:
    return _ways.get(parse)


def numbers(least: int, most: int) -> Many:
    """Digits and nothing else, within these bounds."""

    def read(column: Sequence[str]) -> Sequence[int | None] | None:
        together = "".join(column)
        if not (together.isdecimal() and together.isascii()):
            return None
        values = [int(cell) if cell else None for cell in column]
        known = [value for value in values if value is not None]
        return values if least <= min(known) and max(known) <= most else None

    return read


def texts(nothing: frozenset[str], *, longest: int = cells.LONGEST, gaps: bool = True) -> Many:
    """Words that can be shown, none of those that say nothing; without `gaps`, with single spaces between them."""
    nothing -= {""}

    def read(column: Sequence[str]) -> Sequence[str | None] | None:
        stripped = list(map(str.strip, column))
        together = "".join(stripped)
        if not together.isprintable() or not nothing.isdisjoint(stripped) or (not gaps and "  " in together):
            return None
        return [cell or None for cell in stripped] if max(map(len, stripped)) <= longest else None

    return read


at_once(cells.integer, numbers(0, 999_999_999))
at_once(cells.urn, numbers(10_000, 999_999))
at_once(cells.laestab, numbers(1_000_000, 9_999_999))
at_once(cells.text, texts(cells.NULLS))
at_once(cells.stated, texts(cells.NOTHING))
at_once(cells.prose, texts(cells.NULLS, longest=cells.LONGEST_PROSE))
