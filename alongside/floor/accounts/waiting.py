"""What waits for somebody, what is in their diary, and the figures that those who answer for many are shown.

My work and the personal calendar know no visit, task or letter: packages register theirs at start-up (`ready()`).

    waiting.register(Source("visits", 20, lines))        lines(who, on) -> what waits for them, or what they wait for
    waiting.register(Diary("visits", entries))           entries(who, since) -> their dates from that day on
    waiting.register(Card("visits", 20, "visits.oversee", figure))    figure(who, on) -> Figure or None

Each asks the database once at most, and not at all where `who.posts` tell that nothing can be there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

import rules

from alongside.floor.accounts.context import posts_of
from alongside.floor.accounts.roles import Post


@dataclass(frozen=True)
class Who:
    """Whose work it is: the account, and the number of the person whose account it is (None where nobody is known)."""

    user: Any
    person: int | None = None

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The roles held today, as the account carries them. Asks the database nothing."""
        return posts_of(self.user)

    def schools(self, *roles: str) -> tuple[int, ...]:
        """The schools (URNs) at which one of these roles is held; with none named, any role."""
        held = (post for post in self.posts if post.scope == "school" and (not roles or post.role in roles))
        return tuple(dict.fromkeys(int(post.key) for post in held))

    def districts(self, *roles: str) -> tuple[str, ...]:
        """The districts (keys) in which one of these roles is held."""
        held = (post for post in self.posts if post.scope == "district" and (not roles or post.role in roles))
        return tuple(dict.fromkeys(post.key for post in held))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing to do. `words`: what, as a sentence without its full stop (“Answer the visit of 3 November”).

    `kind`: two words at most for its tag (“Visit”). `due`: by when; `since`: from when it waits. `for_me`: False where
    the person waits for somebody else, who then stands in `whom`. `school`: its URN; the page adds the name, so no
    source need ask for it. `notice`: something to read, with nothing to do.
    """

    words: str
    address: str
    kind: str
    due: date | None = None
    since: date | None = None
    for_me: bool = True
    school: int | None = None
    whom: str = ""
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where some of what waits comes from. `order`: of things that are due on the same day. `apart`: things to read,
    with nothing to do; the page fetches them once it has come, so that it asks the database no oftener than it may."""

    key: str
    order: int
    lines: Callable[[Who, date], Sequence[Waiting]]
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A date in somebody's diary. `uid`: the thing's name (“visit 12”), which keeps it one event when it is moved.
    `begins`: a day (then it takes the whole day), or a moment. `words`: what; no names of schools but by `school`, and
    nothing said in confidence: a calendar is read over shoulders."""

    uid: str
    begins: date | datetime
    words: str
    ends: datetime | None = None
    where: str = ""
    address: str = ""
    school: int | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Diary:
    """Where some of somebody's dates come from. `entries(who, since)`: those from a day on."""

    key: str
    entries: Callable[[Who, date], Sequence[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a card says: a number, what it counts (“visits are overdue”), where to look, whether somebody should act."""

    number: int
    words: str
    address: str
    act: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A figure for who may do `permission` somewhere; it is neither shown to nor asked for anybody else. `page`: the
    one that shows it, so that neither asks the database oftener than it may: My work, or Together."""

    key: str
    order: int
    permission: str
    figure: Callable[[Who, date], Figure | None]
    page: Literal["my-work", "together"] = "my-work"


_sources: dict[str, Source] = {}
_diaries: dict[str, Diary] = {}
_cards: dict[str, Card] = {}


def register(thing: Source | Diary | Card) -> None:
    """Called from a package's AppConfig.ready()."""
    if isinstance(thing, Source):
        _sources[thing.key] = thing
    elif isinstance(thing, Diary):
        _diaries[thing.key] = thing
    else:
        _cards[thing.key] = thing


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda one: one.order)


def diaries() -> list[Diary]:
    return list(_diaries.values())


def cards(user: Any, page: str) -> list[Card]:
    """The cards of a page that this person may see, in order."""
    shown = (one for one in _cards.values() if one.page == page and rules.has_perm(one.permission, user))
    return sorted(shown, key=lambda one: one.order)
