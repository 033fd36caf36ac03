"""Figures of rounds as pages and spreadsheets show them. Only the kept figures are read, never an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.floor.accounts.roles import roles
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.work.engagement.supported.models import Round
from alongside.work.engagement.supported.rules import CITY

HELD_BACK = "held back"
HEADER = (
    "Round",
    "Part",
    "Asked",
    "Answered openly",
    "Answered in confidence",
    "Question",
    "Said no openly",
    "Said no in confidence",
)


@dataclass(frozen=True, slots=True)
class Share:
    """Who said yes to a question, in percent of those who are counted; None where none are. `partly`: those who
    answered in confidence are not counted, because their number is held back."""

    percent: int | None
    of: int
    partly: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A part of the city in one round."""

    name: str
    asked: int
    openly: int | None
    sealed: int | None
    shares: tuple[Share, ...]
    noes: tuple[tuple[int | None, int | None], ...]  # openly, in confidence


def line(name: str, said: Mapping[str, Any], questions: Sequence[Mapping[str, Any]], *, reads_open: bool) -> Line:
    """`reads_open`: who looks may read open answers one by one, and so is shown their count as it is."""
    openly = said["open"] if reads_open else said["wide"]
    noes = said["open_no"] if reads_open else said["wide_no"]
    keys = [one["key"] for one in questions]
    pairs = tuple((noes[key] if openly is not None else None, said["sealed_no"][key]) for key in keys)
    return Line(
        name=name,
        asked=said["asked"],
        openly=openly,
        sealed=said["sealed"],
        shares=tuple(_share(openly, said["sealed"], no, sealed_no) for no, sealed_no in pairs),
        noes=pairs,
    )


def _share(openly: int | None, sealed: int | None, no: int | None, sealed_no: int | None) -> Share:
    """The share of yes. An answer counts only where both the answers and the noes among them are shown."""
    counted = [(of, noes) for of, noes in ((openly, no), (sealed, sealed_no)) if of is not None and noes is not None]
    of = sum(count for count, _ in counted)
    yes = of - sum(noes for _, noes in counted)
    partly = sealed is None or sealed_no is None
    return Share(round(100 * yes / of) if of else None, of, partly)


def city_line(found: Round, *, reads_open: bool) -> Line:
    return line("All", (found.figures or {})["district"][CITY], found.questions, reads_open=reads_open)


def lines(found: Round, way: str, *, reads_open: bool) -> list[Line]:
    """The parts of a round in one way of dividing: districts, or roles."""
    names = policy_of_districts().name_of if way == "district" else _role_name
    return [
        line(names(part) or "No district", said, found.questions, reads_open=reads_open)
        for part, said in sorted((found.figures or {})[way].items())
        if part != CITY
    ]


def _role_name(key: str) -> str:
    known = roles().roles.get(key)
    return known.title if known else key


@dataclass(frozen=True, slots=True)
class Point:
    """One question in one round. `broken`: it was worded otherwise in the round before, so they cannot be compared."""

    round: str
    share: Share
    asked: int
    broken: bool


def trend(rounds: Sequence[Round], *, reads_open: bool) -> list[tuple[str, str, list[Point]]]:
    """Each question of the newest round over the rounds, the oldest first: its short name, its words, the points."""
    oldest_first = sorted(rounds, key=lambda one: one.opened_on)
    if not oldest_first:
        return []
    found = []
    for question in oldest_first[-1].questions:
        points: list[Point] = []
        wording = None
        for one in oldest_first:
            keys = [asked["key"] for asked in one.questions]
            if question["key"] not in keys:
                continue
            number = keys.index(question["key"])
            now = one.questions[number]["wording"]
            all_of_it = city_line(one, reads_open=reads_open)
            points.append(Point(one.name, all_of_it.shares[number], all_of_it.asked, wording not in (None, now)))
            wording = now
        found.append((question["short"], question["words"], points))
    return found


def export_rows(rounds: Iterable[Round], *, reads_open: bool) -> Iterable[Sequence[Any]]:
    """Each round, part and question in a line; what is held back says so."""
    for found in rounds:
        parts = [city_line(found, reads_open=reads_open)]
        for way in ("district", "role"):
            parts += lines(found, way, reads_open=reads_open)
        for one in parts:
            for question, (openly, sealed) in zip(found.questions, one.noes, strict=True):
                yield (
                    found.name,
                    one.name,
                    one.asked,
                    _or_held_back(one.openly),
                    _or_held_back(one.sealed),
                    question["words"],
                    _or_held_back(openly),
                    _or_held_back(sealed),
                )


def _or_held_back(number: int | None) -> int | str:
    return HELD_BACK if number is None else number
