"""Which counts of answers given in confidence may be shown, so that none below the least can be worked out.

Counts are shown for the city and for its parts in one way of dividing it (districts, or roles), never for both ways at
once. Somebody may know everything but the answers in confidence: who was asked, and who answered openly. So each count
is taken together with what it is a part of: a count of noes gives away that of yeses, a count of answers that of the
silent.

A part is held back where either side is below the least. Then what is held back together must not be worked out from
the rest either: its sum must have both sides at the least, it must be more than one part, and the others must be large
enough that nobody can be sure of one to four in a part. Else the smallest part that is still shown is held back too;
and where none is left, so is the city. `results.protecting` withholds single sets of schools from overlapping means; it
knows nothing of what can be told from sizes, which here are known to everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

CITY = ""


@dataclass(frozen=True, slots=True)
class Count:
    """So many (`part`) out of so many (`of`). `most`: what is known of `of` where it is itself held back."""

    part: int
    of: int
    most: int | None = None

    @property
    def rest(self) -> int:
        return self.of - self.part

    @property
    def size(self) -> int:
        """The greatest that somebody must think possible."""
        return self.of if self.most is None else self.most

    def is_enough(self, least: int) -> bool:
        return self.part >= least and self.rest >= least


def held_back(parts: Mapping[str, Count], least: int) -> set[str]:
    """Which parts of a whole are held back; CITY among them where the whole must be too.

    A part whose `most` is given is held back in any case: what it is a part of is not shown.
    """
    every = set(parts) | {CITY}
    whole = Count(sum(one.part for one in parts.values()), sum(one.of for one in parts.values()))
    if not whole.is_enough(least):
        return every
    hidden = {key for key, one in parts.items() if one.most is not None or not one.is_enough(least)}
    shown = sorted(set(parts) - hidden, key=lambda key: (parts[key].of, key), reverse=True)
    while hidden and not _is_safe([parts[key] for key in sorted(hidden)], least):
        if not shown:
            return every
        hidden.add(shown.pop())
    return hidden


def _is_safe(hidden: list[Count], least: int) -> bool:
    """Whether the sum of what is held back, which anybody can work out, tells nothing of a part of it."""
    together = Count(sum(one.part for one in hidden), sum(one.of for one in hidden))
    if len(hidden) < 2 or not together.is_enough(least):
        return False
    room = sum(one.size for one in hidden)
    surely = [side - (room - one.size) for one in hidden for side in (together.part, together.rest)]
    return not any(0 < at_least_so_many < least for at_least_so_many in surely)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, for counting: where and in which role, yes or no to each question, and whether in confidence."""

    district: str
    role: str
    said: Mapping[str, bool]
    sealed: bool


@dataclass(slots=True)
class Figures:
    """What is shown of a part, None where it is held back. `open` and `open_no` are for whoever may read open answers;
    others see `wide` and `wide_no`, the same with small counts held back."""

    asked: int = 0
    open: int = 0
    open_no: dict[str, int] = field(default_factory=dict)
    wide: int | None = None
    wide_no: dict[str, int | None] = field(default_factory=dict)
    sealed: int | None = None
    sealed_no: dict[str, int | None] = field(default_factory=dict)


def figures(
    asked: list[tuple[str, str]], answers: list[Given], questions: list[str], least: int
) -> dict[str, dict[str, Figures]]:
    """The figures of a closed round: by way of dividing (“district”, “role”), by part, CITY among the parts.

    `asked`: district and role of everybody who was asked. The city's are the same in both ways, or held back in both.
    """
    ways: dict[str, dict[str, Figures]] = {}
    for number, way in enumerate(("district", "role")):
        parts = sorted({one[number] for one in asked})
        every = {part: [one for one in answers if (one.district, one.role)[number] == part] for part in parts}
        sizes = {part: sum(one[number] == part for one in asked) for part in parts}
        ways[way] = _of_one_way(every, sizes, questions, least)
    _hold_back_in_both(ways, questions)
    return ways


def _of_one_way(
    answers: Mapping[str, list[Given]], asked: Mapping[str, int], questions: list[str], least: int
) -> dict[str, Figures]:
    opened = {part: [one for one in found if not one.sealed] for part, found in answers.items()}
    sealed = {part: [one for one in found if one.sealed] for part, found in answers.items()}
    made = {part: Figures(asked=asked[part], open=len(opened[part])) for part in asked}
    made[CITY] = Figures(asked=sum(asked.values()), open=sum(map(len, opened.values())))
    wide = {part: Count(len(opened[part]), asked[part]) for part in asked}
    quiet = {part: Count(len(sealed[part]), asked[part] - len(opened[part])) for part in asked}
    for name, counts, found in (("wide", wide, opened), ("sealed", quiet, sealed)):
        hidden = held_back(counts, least)
        for part, value in _with_city({part: one.part for part, one in counts.items()}).items():
            setattr(made[part], name, None if part in hidden else value)
        for question in questions:
            noes = {part: sum(not one.said[question] for one in found[part]) for part in asked}
            told = {
                part: Count(noes[part], counts[part].part, counts[part].of if part in hidden else None)
                for part in asked
            }
            secret = {*asked, CITY} if CITY in hidden else held_back(told, least)
            for part, value in _with_city(noes).items():
                getattr(made[part], f"{name}_no")[question] = None if part in secret else value
                if name == "wide":
                    made[part].open_no[question] = value
    return made


def _with_city(counts: Mapping[str, int]) -> dict[str, int]:
    return {**counts, CITY: sum(counts.values())}


def _hold_back_in_both(ways: Mapping[str, Mapping[str, Figures]], questions: list[str]) -> None:
    """Where the city's count is held back in one way of dividing, every count that would give it is in the other."""
    for name in ("wide", "sealed"):
        if any(getattr(parts[CITY], name) is None for parts in ways.values()):
            for part in (one for parts in ways.values() for one in parts.values()):
                setattr(part, name, None)
                getattr(part, f"{name}_no").update(dict.fromkeys(questions))
        for question in questions:
            if any(getattr(parts[CITY], f"{name}_no")[question] is None for parts in ways.values()):
                for part in (one for parts in ways.values() for one in parts.values()):
                    getattr(part, f"{name}_no")[question] = None


def reply_by(answered_on: date, within_days: int, *, sealed: bool) -> date:
    """By when a no is replied to. For one in confidence it is counted from the end of its week, so that a date that
    others see pass does not tell the day on which somebody answered."""
    begin = answered_on + timedelta(days=6 - answered_on.weekday()) if sealed else answered_on
    return begin + timedelta(days=within_days)
