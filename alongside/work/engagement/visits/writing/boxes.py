"""What stands in the boxes of the writing page, as it was typed: taken from a request, put back into a form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

Boxes = dict[str, list[str]]

_OURS = re.compile(
    r"present|others|chair|rows|kept|part-[a-z-]{1,40}|(?:came|until)-\d{1,9}(?:_(?:day|month|year))?"
    r"|action-\d{1,2}-(?:words|owner|due(?:_(?:day|month|year))?)"
)
_LONGEST = 20_000  # characters in one box
_MOST_VALUES = 50
MOST_ACTIONS = 20


def posted(data: QueryDict) -> Boxes:
    """The boxes of a request; what is not of the page is left out, what is too long is cut."""
    found = {}
    for name in data:
        values = [clean(value) for value in data.getlist(name)[:_MOST_VALUES]]
        if _OURS.fullmatch(name) and any(values):
            found[name] = values
    return found


def clean(text: str) -> str:
    """What was typed, in line ends of one kind, without what a database cannot hold."""
    return text.replace("\r\n", "\n").replace("\x00", "")[:_LONGEST]


def data_of(boxes: Mapping[str, Sequence[str]], note: str = "") -> Any:
    """What a form is bound to."""
    return MultiValueDict({**{name: list(values) for name, values in boxes.items()}, "note": [note]})


def rows_of(boxes: Mapping[str, Sequence[str]]) -> int:
    """How many actions the page has room for: those begun and one more, or as many as were asked for."""
    begun = [int(name.split("-")[1]) + 1 for name in boxes if name.startswith("action-")]
    asked = boxes.get("rows", ["0"])[0]
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 0
    return min(MOST_ACTIONS, max([2, wanted, *[one + 1 for one in begun]]))


def initial_of(boxes: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a form begins with: the boxes as they were typed, days by their parts."""
    found: dict[str, Any] = {}
    for name, values in boxes.items():
        stem, _, part = name.rpartition("_")
        if part in ("day", "month", "year"):
            found.setdefault(stem, dict.fromkeys(("day", "month", "year"), ""))[part] = values[0]
        elif name in ("present", "kept"):
            found[name] = list(values)
        elif name == "chair":
            found[name] = True
        else:
            found[name] = values[0]
    return found
