"""Finding what people wrote by the words in it, alike on both databases and in the same query as who may see it.

A package keeps one row for each word of a thing in a table of its own (`Word`), written with the thing; a search asks
for beginnings of words by the order of the index. Why not a full-text index of the database: docs/decisions.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from alongside.knowledge.schools.words import plain

LONGEST = 24
_SMALL = """
    a about all also an and any are as at be been by can could do does for from get had has have help helped how i in
    into is it its me more my near need not of on one or our school schools that the their them they this to us was we
    what when where which who with you your
"""
_NO_HELP = frozenset(_SMALL.split())
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
M = TypeVar("M", bound=models.Model)


class Word(models.Model):
    """One word of a thing, with how much it weighs there. Who inherits it adds `thing`, a foreign key."""

    word = models.CharField(max_length=LONGEST)
    weight = models.SmallIntegerField(default=1)

    class Meta:
        abstract = True


def weighed(*said: tuple[str, int]) -> dict[str, int]:
    """The words of texts, each with the greatest of its weights: what is kept beside a thing."""
    found: dict[str, int] = {}
    for text, weight in said:
        for word in _words(text):
            found[word] = max(weight, found.get(word, 0))
    return found


def asked_for(text: str) -> list[str]:
    """The words that a query looks for: without those that are in every question, unless there are no others."""
    every = list(dict.fromkeys(_words(text[:200], small=True)))
    return ([word for word in every if word not in _NO_HELP] or every)[:8]


def fit(kept: Mapping[str, int], asked: Sequence[str]) -> int:
    """How much of what was asked for a text holds, of which no rows are kept; 0 where a word has no match."""
    each = [max((weight for word, weight in kept.items() if word.startswith(start)), default=0) for start in asked]
    return sum(each) if all(each) else 0


def holding(things: QuerySet[M], words: type[Word], asked: Sequence[str]) -> QuerySet[M]:
    """Those of the things that hold a word beginning like each of those asked for."""
    table: Any = words._default_manager
    for word in asked:
        things = things.filter(Exists(table.filter(_begins(word), thing=OuterRef("pk"))))
    return things


def weights(things: QuerySet[M], words: type[Word], asked: Sequence[str]) -> dict[int, int]:
    """How much of what was asked for each thing holds, by its number. One query."""
    if not asked:
        return {}
    anyhow = Q()
    for word in asked:
        anyhow |= _begins(word)
    table: Any = words._default_manager
    found = table.filter(anyhow, thing__in=things.order_by().values("pk")).values_list("thing").annotate(Sum("weight"))
    return dict(found)


def _begins(word: str) -> Q:
    """Words are lower-case letters and figures, so the index's own order finds how they begin."""
    return Q(word__gte=word, word__lte=word + "z" * LONGEST)


def _words(text: str, *, small: bool = False) -> list[str]:
    """In lower case without accents; a plural is looked for as its singular."""
    found = [_singular(word)[:LONGEST] for word in _PLAIN_WORD.findall(plain(text))]
    return found if small else [word for word in found if word not in _NO_HELP]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
