"""Chance that comes out the same every time, on every machine."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """Random numbers seeded by words: what is drawn for one school does not depend on what was drawn for another."""

    @classmethod
    def of(cls, *words: object) -> Chance:
        """Seeded by the text of the words (hashed by `random` itself, never by `hash()`, which differs each run)."""
        return cls("/".join(map(str, words)))

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def pick(self, weights: Mapping[T, float]) -> T:
        return self.choices(list(weights), weights=list(weights.values()))[0]

    def day_between(self, first: date, last: date) -> date:
        return first + timedelta(days=self.randrange(max(1, (last - first).days + 1)))


def share_out(whole: int, weights: Mapping[T, float]) -> list[T]:
    """`whole` things shared out by weight, the largest remainders rounded up: as even as whole numbers allow."""
    total = sum(weights.values())
    exact = {thing: whole * weight / total for thing, weight in weights.items()}
    counts = {thing: int(share) for thing, share in exact.items()}
    short = whole - sum(counts.values())
    by_remainder = sorted(exact, key=lambda thing: counts[thing] - exact[thing])
    for thing in by_remainder[:short]:
        counts[thing] += 1
    return [thing for thing, count in counts.items() for _ in range(count)]
