"""Whether two names are one person's, and where file after file names another head. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from alongside.knowledge.people.heads.policies import Heads

_NOT_A_LETTER = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a file names as head, and in which row. `job`: what it calls the head."""

    name: str
    as_at: date
    load: int
    row: int
    job: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A file names another head than the file before it."""

    was: Named
    now: Named


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]  # first names and last name, in small letters
    man: bool
    woman: bool


def is_somebody(name: str, policy: Heads) -> bool:
    """False for an empty cell and for words such as “vacant”."""
    return " ".join(_letters(name)) not in policy.nobody and bool(_read(name, policy).words)


def same_person(a: str, b: str, policy: Heads) -> bool:
    """Whether two names can be taken for one person's, as policies/heads.yaml says. Symmetrical; a name is the same as
    itself."""
    one, other = _read(a, policy), _read(b, policy)
    if sorted(one.words) == sorted(other.words):
        return bool(one.words) and (_in_full(one.words) or not _contradict(one, other))
    if not one.words or not other.words:
        return False
    if _within(one.words, other.words) or _within(other.words, one.words):
        return True
    return one.words[-1] == other.words[-1] and not _contradict(one, other) and _first_names_agree(one, other)


def without_title(name: str, policy: Heads) -> str:
    """A name as colleagues write it: “Mr Ben Booth” without “Mr”."""
    words = name.split()
    while len(words) > 1 and _letters(words[0]) and all(word in policy.titles for word in _letters(words[0])):
        words = words[1:]
    return " ".join(words)


def changes(told: Iterable[Named], policy: Heads) -> list[Change]:
    """Where a file names another head than the one before it that names any, in the order of their days."""
    named = sorted((one for one in told if is_somebody(one.name, policy)), key=lambda one: (one.as_at, one.load))
    return [Change(was, now) for was, now in pairwise(named) if not same_person(was.name, now.name, policy)]


def _read(name: str, policy: Heads) -> _Name:
    """“Smith, Jane” is turned round; titles and letters after the name say nothing but whether a man or a woman is
    meant."""
    last, comma, first = name.partition(",")
    turned = f"{first} {last}" if comma and _words(first, policy) else name
    said = set(_letters(turned))
    return _Name(_words(turned, policy), bool(said & policy.of_men), bool(said & policy.of_women))


def _words(name: str, policy: Heads) -> tuple[str, ...]:
    return tuple(word for word in _letters(name) if word not in policy.titles and word not in policy.after_the_name)


def _letters(name: str) -> list[str]:
    """The words of a name in plain small letters; an apostrophe parts no word."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", "")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in _NOT_A_LETTER.split(plain) if word]


def _in_full(words: tuple[str, ...]) -> bool:
    """A first and a last name: then a title that contradicts is a slip of the file."""
    return sum(len(word) > 1 for word in words) > 1


def _contradict(one: _Name, other: _Name) -> bool:
    """One can only be a man's and the other only a woman's."""
    return one.man != one.woman and other.man != other.woman and one.man != other.man


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Two or more whole words of a name stand in the other in the same order, the first of both being the same."""
    if len(short) < 2 or short[0] != long[0] or any(len(word) == 1 for word in short):
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _first_names_agree(one: _Name, other: _Name) -> bool:
    """Each first name of whoever has fewer is the other's, or an initial of it, in the same order; or there is none."""
    short, long = sorted((one.words[:-1], other.words[:-1]), key=len)
    if not short:
        return True
    rest = iter(long[1:])
    return _like(short[0], long[0]) and all(any(_like(word, found) for found in rest) for word in short[1:])


def _like(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
