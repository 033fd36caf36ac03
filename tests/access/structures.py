"""Which pages of the matrix are built differently: every address as everybody who may see it, and its form sent empty.

A structure is the set of (element in element) of a page, with classes, kinds of field and roles, but without words and
numbers: ten rows of a table are built like one. A page is looked at where something in it was not seen at the same
address yet (of a form with faults in it: not seen anywhere); of two addresses that are built alike one is looked at.

Colours follow from the elements and their classes alone (no page has a style of its own), so whether they stand apart,
which takes most of the time, is reckoned only where a page `is_new`: something in it stands in no page before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.access.asking import Answer, Asker
from tests.access.matrix import Asked, people

Pair = tuple[str, str]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TELLING = ("type", "role", "class", "aria-live", "hx-trigger", "scope")
FETCHED = re.compile(r'hx-get="([^"]+)" hx-trigger="load"')


@dataclass(frozen=True)
class Drawn:
    """A page to look at: as somebody was given it, with the parts that it fetches once it has come."""

    name: str
    who: str
    address: str
    html: str
    parts: dict[str, str] = field(default_factory=dict)
    is_new: bool = True  # something in it stands in no page before

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    @property
    def has_faults(self) -> bool:
        return "govuk-error-summary" in self.html

    def __str__(self) -> str:
        return f"{self.name} ({self.address}) as {self.who}"


def different(asked: Iterable[Asked], ask: Asker) -> Iterator[Drawn]:
    """The pages to look at."""
    frames: set[Pair] = set()
    anywhere: set[Pair] = set()
    at: dict[str, set[Pair]] = defaultdict(set)
    whole: set[frozenset[Pair]] = set()
    for drawn in _everything(asked, ask):
        frame, main = _built(drawn)
        is_new = not main | frame <= anywhere | frames
        new = is_new if drawn.has_faults else not main <= at[drawn.name]
        at[drawn.name] |= main
        anywhere |= main
        if (new and main not in whole) or not frame <= frames:
            whole.add(main)
            frames |= frame
            yield replace(drawn, is_new=is_new)


def _built(drawn: Drawn) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """What stands around the page's own part, and that part with what it fetches."""
    before, _, rest = drawn.html.partition("<main")
    main, _, after = rest.partition("</main>")
    return _pairs(before + after), _pairs("<main" + main + "".join(drawn.parts.values()))


def _pairs(html: str) -> frozenset[Pair]:
    reader = _Reader()
    reader.feed(html)
    return frozenset(reader.pairs)


def _everything(asked: Iterable[Asked], ask: Asker) -> Iterator[Drawn]:
    """Every page as everybody who may see it, at one place each, and at every place as the first of them; and its form,
    sent empty once."""
    done, sent = set(), set()
    for one in asked:
        name = one.expected.name
        able = [who for who in people() if one.expected.may_see(who, one.place)]
        for who in able:
            if (name, who) in done and who != able[0]:
                continue
            done.add((name, who))
            drawn = _drawn(one, who, ask(who, "GET", one.address), ask)
            if drawn is None:
                continue
            yield drawn
            if name not in sent and 'method="post"' in drawn.html.partition("<main")[2]:
                sent.add(name)
                if refused := _drawn(one, who, ask(who, "POST", one.address), ask):
                    yield refused


def _drawn(one: Asked, who: str, answer: Answer, ask: Asker) -> Drawn | None:
    """None where it is no page: a file, a part of a page, a way on."""
    if answer.status not in (200, 403, 404, 422) or not answer.said[:15].lower().startswith(b"<!doctype html"):
        return None
    html = answer.said.decode()
    parts = {
        address: ask(who, "GET", address, HTTP_HX_REQUEST="true").said.decode() for address in FETCHED.findall(html)
    }
    return Drawn(one.expected.name, who, one.address, html, parts)


class _Reader(HTMLParser):
    """Notes which element stands in which; what is inside a drawing is the drawing's affair."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: set[Pair] = set()
        self._open: list[tuple[str, str]] = [("", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if any(name == "svg" for name, _ in self._open):
            return
        told = {name: value or "" for name, value in attrs}
        element = " ".join([tag, *(f"{name}={told[name]}" for name in TELLING if name in told)])
        self.pairs.add((self._open[-1][1], element))
        if tag not in VOID:
            self._open.append((tag, element))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return
