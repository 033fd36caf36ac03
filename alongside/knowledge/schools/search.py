"""Finding schools in the register by what people type: names however spelt, postcodes, URN, LAESTAB.

The lines of the register are few enough (24,000 in a country) to be looked through in memory, and a load changes them
all at once; so each process keeps one index of the version that readers see, and makes it anew on the first search
after a load. Why it is not a full-text index of the database: docs/decisions.md.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from django.db.models import Subquery

from alongside.knowledge.opendata.models import Head, Load
from alongside.knowledge.schools import vocabulary, words
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.rows import raw_rows

MOST = 2000
_OPEN = (vocabulary.OPEN, vocabulary.CLOSING)

Entry = tuple[str, int, str, bool, str]  # what is looked in, URN, authority, open, sort name


def find(text: str, authority: str | None = None) -> list[int]:
    """The URNs of the schools that match every word of a query, best first: in the name before elsewhere, open before
    closed, then by name. Where nothing matches, words are tried that differ by one letter. At most 2,000."""
    asked = words.asked_for(text)
    if not asked:
        return []
    index = _index()
    found = index.matching(asked, authority) or index.nearly_matching(asked, authority)
    return [entry[1] for entry in found[:MOST]]


@dataclass(frozen=True)
class Index:
    """Every state-funded school in the register at a version."""

    version: int
    entries: Sequence[Entry]

    def matching(self, asked: Sequence[str], authority: str | None) -> list[Entry]:
        entries: Iterable[Entry] = self.entries
        # The longest word leaves the fewest for the others.
        for word in sorted(asked, key=len, reverse=True):
            sign = f" {word}"
            entries = [entry for entry in entries if sign in entry[0]]
        if authority is not None:
            entries = [entry for entry in entries if entry[2] == authority]
        phrase = " ".join(asked)
        return sorted(entries, key=lambda entry: (_rank(entry, asked, phrase), not entry[3], entry[4]))

    def nearly_matching(self, asked: Sequence[str], authority: str | None) -> list[Entry]:
        """Each word that occurs nowhere replaced by those that differ from it by one letter."""
        mended = [[word] if self._occurs(word) else self._near(word) for word in asked]
        if not all(mended) or all(len(some) == 1 and some[0] == word for some, word in zip(mended, asked, strict=True)):
            return []
        found: dict[int, Entry] = {}
        for words_ in _combinations(mended):
            found |= {entry[1]: entry for entry in self.matching(words_, authority)}
        return list(found.values())

    def _occurs(self, word: str) -> bool:
        return any(known.startswith(word) for known in self._vocabulary)

    def _near(self, word: str) -> list[str]:
        if len(word) < 4 or word.isdigit():
            return []
        return [known for known in self._vocabulary if abs(len(known) - len(word)) <= 1 and _one_apart(word, known)][:5]

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The words of all names."""
        return frozenset(word for entry in self.entries for word in entry[0].partition(" | ")[0].split())


def _rank(entry: Entry, asked: Sequence[str], phrase: str) -> int:
    """0 the very name or number, 1 the name begins so, 2 the words stand together, 3 all in the name, 4 elsewhere."""
    name, _, rest = entry[0].partition(" | ")
    if entry[4] == phrase or (len(asked) == 1 and f" {asked[0]} " in f" {rest} " and any(map(str.isdigit, asked[0]))):
        return 0
    if entry[4].startswith(phrase):
        return 1
    if f" {phrase}" in name:
        return 2
    return 3 if all(f" {word}" in name for word in asked) else 4


def _combinations(mended: Sequence[Sequence[str]], most: int = 20) -> list[list[str]]:
    together: list[list[str]] = [[]]
    for some in mended:
        together = [[*begun, word] for begun in together for word in some][:most]
    return together


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter too many, too few, another, or two swapped make the difference."""
    if one[0] != other[0] and one[1:2] != other[1:2] and one[:1] != other[1:2]:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[at:], other[at:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


_lock = threading.Lock()
_made: tuple[object, Index] | None = None


def _index() -> Index:
    """The index of the version that readers see, made anew after a load."""
    global _made
    version = Subquery(Head.objects.filter(pk=1).values("version"))
    # Numbers of loads begin again in another database; its files and times do not.
    now = Load.objects.filter(pk=version).values_list("pk", "finished_at", "file__sha256").first()
    made = _made
    if made is None or now is None or made[0] != now:
        with _lock:
            if _made is None or now is None or _made[0] != now:
                _made = (now, _read(now[0] if now else 0))
            made = _made
    return made[1]


def _read(version: int) -> Index:
    lines = Profile.objects.at(version).filter(type__in=vocabulary.STATE_FUNDED)
    rows = raw_rows(lines.order_by().values_list("words", "urn", "authority", "status", "sort_name"))
    shared: dict[str, str] = {}
    entries = [
        (text, urn, shared.setdefault(authority, authority), status in _OPEN, name)
        for text, urn, authority, status, name in rows
    ]
    entries.sort(key=itemgetter(4))
    return Index(version, entries)
