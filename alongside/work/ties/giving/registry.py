"""What stands on the page of what a school gives and gets: the kinds of ties, and what packages add at start-up.

registry.register(Source(kind=Kind(…), deeds=own.shared))    a line that is no tie: practice, later membership
registry.thank(own.thanks)                                    what other schools said in thanks
registry.begin(Begin("visit-hosted", "Say what you could show", "hosting:list"))    where to begin
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.work.ties.giving.rules import BOTH, GET, GIVE, Deed, Kind, Thanks

Deeds = Callable[[int, date], Sequence[Deed]]  # of a school (URN), from a day on
ThanksOf = Callable[[int, date], Sequence[Thanks]]

TIES = (
    Kind(
        key="review-given",
        side=GIVE,
        order=10,
        title="Reviews of other schools",
        one="reviewed another school",
        many="gave {} reviews to other schools",
    ),
    Kind(
        key="visit-hosted",
        side=GIVE,
        order=20,
        title="Visits hosted",
        one="hosted a visit",
        many="hosted {} visits",
    ),
    Kind(
        key="support-given",
        side=GIVE,
        order=30,
        title="Help to other schools",
        one="helped another school",
        many="helped {} times",
    ),
    Kind(
        key="review-received",
        side=GET,
        order=10,
        title="Reviews by peers",
        one="was reviewed by peers",
        many="was reviewed by peers {} times",
    ),
    Kind(
        key="visit-made",
        side=GET,
        order=20,
        title="Visits to other schools",
        one="visited another school",
        many="made {} visits to other schools",
    ),
    Kind(
        key="support-received",
        side=GET,
        order=30,
        title="Help from other schools",
        one="was helped by another school",
        many="was helped {} times",
    ),
    Kind(
        key="visit",
        side=GET,
        order=60,
        title="Visits from the partnership",
        one="was visited by the partnership",
        many="was visited by the partnership {} times",
    ),
    Kind(
        key="family",
        side=BOTH,
        order=10,
        title="Families",
        one="joined a family",
        many="joined {} families",
        lasts=True,
    ),
    Kind(
        key="network",
        side=BOTH,
        order=20,
        title="Networks",
        one="joined a network",
        many="joined {} networks",
        lasts=True,
    ),
    Kind(
        key="trust",
        side=BOTH,
        order=30,
        title="Trusts and federations",
        one="joined a trust",
        many="joined {} trusts and federations",
        lasts=True,
    ),
    Kind(key="meeting", side=BOTH, order=40, title="Meetings", one="met", many="met {} times"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A line that is no tie. `deeds(urn, since)`: those from a day on; it asks the database once at most."""

    kind: Kind
    deeds: Deeds


@dataclass(frozen=True, slots=True)
class Begin:
    """How a school begins with a kind: words, and the name of the address of the page for it."""

    kind: str
    words: str
    address: str


_sources: dict[str, Source] = {}
_thanks: list[ThanksOf] = []
_begins: dict[str, Begin] = {}


def register(source: Source) -> None:
    """Called from a package's AppConfig.ready()."""
    _sources[source.kind.key] = source


def thank(thanks: ThanksOf) -> None:
    """Called from a package's AppConfig.ready(). `thanks(urn, since)` asks the database once at most."""
    if thanks not in _thanks:
        _thanks.append(thanks)


def begin(one: Begin) -> None:
    """Called from a package's AppConfig.ready()."""
    _begins[one.kind] = one


def kinds() -> list[Kind]:
    return [*TIES, *(one.kind for one in _sources.values())]


def sources() -> list[Source]:
    return list(_sources.values())


def thanks_of() -> list[ThanksOf]:
    return list(_thanks)


def begins(keys: Sequence[str]) -> list[Begin]:
    """How to begin with any of these kinds, in their order."""
    return [_begins[key] for key in keys if key in _begins]
