"""Where the page of something is, when all that is known is what it is called in the journal: “visit 12”.

The journal, the ledger of contacts, tasks and letters speak of things of other packages in this way. A package
registers each of its kinds at start-up; a kind that has no page has no address. A kind that says which table holds it
(`audit.editing.Edited`) and who may see it has a page with its history besides.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Kind:
    """`word`: before the number. `page`: the name of an address that takes that number. `model`: “tasks.Task”, with
    `permission` to see its history and the fields that even then are `hidden` there: restricted notes, answers given in
    confidence."""

    word: str
    page: str
    model: str = ""
    permission: str = ""
    hidden: tuple[str, ...] = ()


_kinds: dict[str, Kind] = {}
_history = ""  # the name of the address that shows the history of any of them


def register(word: str, page: str, *, model: str = "", permission: str = "", hidden: tuple[str, ...] = ()) -> None:
    """Called from an AppConfig.ready()."""
    _kinds[word] = Kind(word, page, model, permission, hidden)


def show_history_at(page: str) -> None:
    """`page`: the name of an address that takes a word and a number. From the ready() of the package that draws it."""
    global _history
    _history = page


def kind_of(word: str) -> Kind | None:
    return _kinds.get(word)


def address_of(thing: str) -> str:
    """The address of “visit 12”, empty where it has no page."""
    word, _, key = thing.rpartition(" ")
    kind = _kinds.get(word)
    if kind is None:
        return ""
    try:
        return reverse(kind.page, args=[key])
    except NoReverseMatch:
        return ""


def history_of(thing: str) -> str:
    """The address of the history of “visit 12”, empty where none is kept."""
    word, _, key = thing.rpartition(" ")
    kind = _kinds.get(word)
    if kind is None or not kind.model or not _history:
        return ""
    return reverse(_history, args=[word, key])
