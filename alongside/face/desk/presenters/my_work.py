"""What waits for somebody, sorted into what is late, what is next, what only waits, and what others owe them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.floor.accounts import waiting
from alongside.floor.accounts.waiting import Waiting, Who
from alongside.floor.kernel.prose import counted, plural, sentence

SOON = 14  # days


@dataclass(frozen=True, slots=True)
class Line:
    """One thing as the page shows it. `school`: its name, empty where there is none to name."""

    thing: Waiting
    school: str
    late: int  # days; 0 where it is not overdue


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its lines, and what is said where it has none."""

    key: str
    title: str
    lines: tuple[Line, ...]
    empty: str = ""


def parts(found: Iterable[Waiting], names: Mapping[int, str], *, on: date) -> list[Part]:
    """The parts of the page, in its order; those with nothing to say are left out, but for the first two."""
    every = lines(found, names, on=on)
    mine = [one for one in every if one.thing.for_me]
    soon = on + timedelta(days=SOON)
    dated = [(one, one.thing.due) for one in mine if one.thing.due]
    late = [one for one, due in dated if due < on]
    next_up = [one for one, due in dated if on <= due <= soon]
    later = [one for one, due in dated if due > soon]
    waiting = [one for one in mine if not one.thing.due]
    others = [one for one in every if not one.thing.for_me]
    made = [
        Part("overdue", "Overdue", tuple(late), "Nothing is overdue."),
        Part("due", "Due in the next two weeks", tuple(next_up), "Nothing is due in the next two weeks."),
        Part("waiting", "Waiting for you", tuple(waiting)),
        Part("later", "Due later", tuple(later)),
        Part("others", "You wait for others", tuple(others)),
    ]
    return [part for part in made if part.lines or part.empty]


def lines(found: Iterable[Waiting], names: Mapping[int, str], *, on: date) -> tuple[Line, ...]:
    """Each with the name of its school, the first due first."""
    return tuple(sorted((_line(one, names, on) for one in found), key=_by_day))


def summary(found: Sequence[Part]) -> str:
    """What is to be done, in a sentence or two."""
    many = {part.key: len(part.lines) for part in found}
    late, due, waiting = (many.get(key, 0) for key in ("overdue", "due", "waiting"))
    said = []
    if late:
        said.append(f"{counted(late, 'thing')} {plural(late, 'is')} overdue")
    if due:
        said.append(f"{counted(due, 'thing')} {plural(due, 'is')} due within two weeks")
    if waiting:
        said.append(f"{counted(waiting, 'thing')} {plural(waiting, 'wait') if waiting > 1 else 'waits'} for you")
    if not said:
        return "Nothing waits for you."
    return sentence("; ".join(said))


@dataclass(frozen=True, slots=True)
class Card:
    """A figure of the overview, as the cards of the City page are drawn."""

    figure: int
    says: str
    address: str
    act: bool
    link: str = "See which"


def cards(who: Who, page: str, *, on: date) -> list[Card]:
    """The figures of a page with what they count in a sentence, and what there is to say of it. One query a card."""
    figures = (card.figure(who, on) for card in waiting.cards(who.user, page))
    return [
        Card(
            one.number,
            " ".join(filter(None, [sentence(one.words), one.says])),
            one.address,
            one.act,
            "See which" if one.number else "See them",
        )
        for one in figures
        if one
    ]


def _line(one: Waiting, names: Mapping[int, str], on: date) -> Line:
    late = (on - one.due).days if one.due and one.due < on else 0
    return Line(one, names.get(one.school or 0, ""), late)


def _by_day(line: Line) -> tuple[date, date, str]:
    """By the day by which; what has none by the day since which."""
    return (line.thing.due or date.max, line.thing.since or date.max, line.thing.words)
