"""Counts, lists and distances in time as a sentence says them. (How a date is written: `floor.web.words`.)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_IRREGULAR = {"is": "are", "has": "have", "was": "were", "it": "they", "its": "their"}


def number(count: int) -> str:
    """A number inside a sentence: in words up to ten, in figures with commas beyond."""
    return _SMALL[count] if 0 <= count <= 10 else f"{count:,}"


def plural(count: int, one: str) -> str:
    """The noun or verb that goes with a count: `plural(2, "school")` is `schools`, `plural(2, "is")` is `are`."""
    if count == 1:
        return one
    if one in _IRREGULAR:
        return _IRREGULAR[one]
    if one.endswith("y") and one[-2:-1] not in "aeiou":
        return one[:-1] + "ies"
    return one + ("es" if one.endswith(("s", "x", "ch", "sh")) else "s")


def counted(count: int, one: str) -> str:
    """`three schools`, `one school`, `no schools`, `443 schools`."""
    return f"{number(count)} {plural(count, one)}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop, its own capitals kept."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def ago(since: date, today: date) -> str:
    """How long back a day lies, as people say it: `today`, `yesterday`, `12 days ago`, `five months ago`."""
    days = (today - since).days
    if days < 0:
        return f"in {counted(-days, 'day')}"
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 60:
        return f"{counted(days, 'day')} ago"
    if days < 730:
        return f"{counted(days * 12 // 365, 'month')} ago"
    return f"{counted(days * 4 // 1461, 'year')} ago"
