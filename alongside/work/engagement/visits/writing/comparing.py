"""What two people typed into the same boxes, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alongside.floor.web.both_versions import Difference, said_differently
from alongside.work.engagement.visits.writing.forms import WritingForm

Boxes = Mapping[str, Sequence[str]]
_PARTS = ("day", "month", "year")


def apart(form: WritingForm, theirs: Boxes, mine: Boxes) -> list[Difference]:
    """Where the two differ, by the labels of the page. The restricted note is not compared: not everybody reads it."""
    names = [name for name in form.fields if name != "note"]
    pairs = [(_label(form, name), _said(form, name, theirs), _said(form, name, mine)) for name in names]
    return said_differently(pairs)


def _label(form: WritingForm, name: str) -> str:
    label = str(form.fields[name].label)
    if name.startswith("action-"):
        return f"Action {int(name.split('-')[1]) + 1}: {label}"
    return label


def _said(form: WritingForm, name: str, boxes: Boxes) -> str:
    if name.endswith("-due"):
        return " ".join(value for part in _PARTS for value in boxes.get(f"{name}_{part}", []) if value)
    choices = dict(getattr(form.fields[name], "choices", ()))
    values = [str(choices.get(value, value)) for value in boxes.get(name, []) if value]
    return "yes" if name == "chair" and values else ", ".join(values)
