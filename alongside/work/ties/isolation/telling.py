"""What the page of one school says of its ties: kindly, exactly, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.floor.kernel.prose import ago, counted, joined, sentence
from alongside.floor.web import things
from alongside.floor.web.words import day
from alongside.work.ties.isolation.policies import WHOLE, isolation
from alongside.work.ties.isolation.queries import SchoolTies
from alongside.work.ties.isolation.rules import Counted


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as it is listed. `address`: of what it rests on, where that has a page."""

    what: str
    with_whom: str
    when: str
    counts: str
    source: str
    address: str


def says(found: SchoolTies, *, name: str, own: bool, on: date) -> list[str]:
    """The sentences at the top. `own`: for its own head or chair."""
    school = "your school" if own else name
    verdict = found.verdict
    many = sum(1 for one in found.ties if one.worth)
    ties = f"{counted(many, 'tie')} {'holds' if many == 1 else 'hold'} {school}"
    ties = ties if many else f"no tie that we know of holds {school} yet"
    first = {
        "connected": f"{ties}: it is well connected",
        "thin": f"{ties}: few, so far",
        "alone": f"{ties}{', and it fades' if many else ''}: so far it stands alone, which is ours to change",
        "unknown": f"{ties}, and not everything is recorded yet: nobody can say whether it stands alone",
    }[verdict.state]
    said = [first]
    if verdict.missing:
        said.append(f"recorded nowhere yet: {joined([group.words for group in verdict.missing])}")
    if found.falls and (found.falls - on).days <= 365:
        said.append(f"with no tie more, it would have fewer from {day(found.falls)} on than it should")
    return [sentence(one) for one in said]


def line(one: Counted, *, others: Mapping[int, str], on: date, linked: bool) -> Line:
    """`linked`: whether who looks may open what ties rest on; a school opens its own from its own page."""
    tie = one.tie
    whole = one.full / WHOLE
    counts = f"{one.worth / WHOLE:g} of {whole:g}" if one.why else f"{whole:g}"
    if one.why:
        counts += f": {one.why}"
    elif one.fades_from:
        counts += f", in full until {day(one.fades_from)}"
    with_whom = others.get(tie.other or 0, "") or tie.name
    address = things.address_of(tie.source.partition(" (")[0]) if linked else ""
    when = _when(tie.since, tie.until, on)
    return Line(tie.get_kind_display(), with_whom, when, counts, _source(tie.source), address)


def kinds() -> list[tuple[str, str, str]]:
    """Each kind of tie as the policy counts it: its name, what it is worth, how long."""
    return [
        (
            sentence(kind.one).rstrip("."),
            f"{kind.weight} points, {kind.most} together" if kind.most > kind.weight else f"{kind.weight} points",
            f"in full for {counted(kind.full_days, 'day')}, no more after {counted(kind.gone_days, 'day')}"
            if kind.gone_days
            else "while it lasts" + (", where another school belongs to it" if kind.company else ""),
        )
        for kind in isolation().kinds
    ]


def _when(since: date, until: date | None, on: date) -> str:
    if until == since:
        return f"{day(since)}, {ago(since, on)}"
    if until is None or until >= on:
        return f"since {day(since)}"
    return f"{day(since)} to {day(until)}"


def _source(source: str) -> str:
    """“visit 12” as people read it; the number alone says nothing."""
    word = source.partition(" ")[0].replace("-", " ")
    return "the register" if word == "trust" else word
