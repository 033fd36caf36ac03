"""Two people edited one thing: what one of them typed and how it stands now, side by side.

`asking.asks` hands the page `theirs` (the thing: its `by` and `at` are shown) and `differences` (from here), binds the
form anew to theirs' version, and the page includes `web/_both_versions.html`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms

from alongside.floor.kernel.prose import joined
from alongside.floor.web.words import day, moment

NOTHING = "nothing"


class Difference(NamedTuple):
    """One thing that is said differently: what, how it stands now, how the person wants it."""

    what: str
    theirs: str
    mine: str


def apart(form: forms.BaseForm, theirs: object | Mapping[str, Any]) -> list[Difference]:
    """Where what was typed into a valid form differs from how the thing stands, by the form's labels. `theirs`: the
    thing, or what it says by the names of the fields; what it does not know is passed over."""
    known = theirs if isinstance(theirs, Mapping) else _said_by(theirs, form.fields)
    pairs = [
        (str(form.fields[name].label or name), text(known[name]), text(form.cleaned_data.get(name)))
        for name in form.fields
        if name in known and not form.fields[name].widget.is_hidden
    ]
    return said_differently(pairs)


def said_differently(pairs: Iterable[tuple[str, str, str]]) -> list[Difference]:
    """Those of (what, theirs, mine) where the two are not the same."""
    return [Difference(what, their or NOTHING, mine or NOTHING) for what, their, mine in pairs if their != mine]


def anew(form: forms.BaseForm, version: int, *, field: str = "seen") -> Any:
    """What was posted, with the version that stands now: to bind the form again, so that saving it means it."""
    posted: Any = form.data
    data = posted.copy()
    data[form.add_prefix(field)] = str(version)
    return data


def text(value: Any) -> str:
    """A value in words, as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple | set | frozenset):
        return joined([text(one) for one in value])
    return str(value)


def _said_by(thing: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names if hasattr(thing, name)}
