"""Where the page of something is, when all that is known is what it is called in the journal: “visit 12”.

The journal, the ledger of contacts, tasks and letters speak of things of other packages in this way. A package
registers each of its kinds at start-up; a kind that has no page has no address.
"""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

_pages: dict[str, str] = {}


def register(kind: str, page: str) -> None:
    """`kind`: the word before the number. `page`: the name of an address that takes that number. From ready()."""
    _pages[kind] = page


def address_of(thing: str) -> str:
    """The address of “visit 12”, empty where it has no page."""
    kind, _, key = thing.rpartition(" ")
    if kind not in _pages:
        return ""
    try:
        return reverse(_pages[kind], args=[key])
    except NoReverseMatch:
        return ""
