"""The numbers by which England knows its schools."""

from __future__ import annotations

import re

_WHOLE_NUMBER = re.compile(r"\d+(?:\.0+)?")


def whole_number(text: str) -> int:
    """A whole number as a file may carry it: `103120`, or `103120.0` after a spreadsheet saved it.

    Raises ValueError with the offending text.
    """
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) <= 18:
        return int(text)
    if _WHOLE_NUMBER.fullmatch(text) and text.isascii() and len(text) <= 20:
        return int(text.partition(".")[0])
    raise ValueError(f"{text!r} is not a whole number")


def urn(text: str) -> int:
    """A unique reference number: 5 digits for children's centres, 6 for schools (GIAS)."""
    number = whole_number(text)
    if not 10_000 <= number <= 999_999:
        raise ValueError(f"{text!r} is not a URN: five or six digits")
    return number


def laestab(text: str) -> int:
    """The seven digits of local authority (3) and establishment number (4)."""
    number = whole_number(text)
    if not 1_000_000 <= number <= 9_999_999:
        raise ValueError(f"{text!r} is not a LAESTAB: three digits of authority and four of school")
    return number
