"""The counts that City and District pages set side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.face.desk.presenters import due
from alongside.face.desk.queries import Shown
from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.schools import vocabulary

M = Standing.Mark


@dataclass(frozen=True, slots=True)
class Counts:
    """One line of a comparison. `due`, `past_due` and `listed` are 0 and not shown outside the office."""

    key: str
    name: str
    schools: int
    no_concern: int
    improve: int
    category: int
    not_inspected: int
    not_known: int
    maintained: int
    academies: int
    pupils: int | None
    due: int = 0  # usual by the end of the school year, those past among them
    past_due: int = 0
    listed: int = 0
    verdicts: int = 0  # schools on which there is a verdict at all

    @property
    def other(self) -> int:
        return self.schools - self.maintained - self.academies

    @property
    def judged(self) -> int:
        """Schools of which a loaded file tells the standing."""
        return self.no_concern + self.improve + self.category

    @property
    def by_mark(self) -> list[tuple[str, int]]:
        """For a legend: marks that occur, in the order people read them."""
        found = (
            (M.NO_CONCERN, self.no_concern),
            (M.IMPROVE, self.improve),
            (M.CONCERN, self.category),
            (M.NOT_INSPECTED, self.not_inspected),
            (M.NOT_KNOWN, self.not_known),
        )
        return [(mark.value, number) for mark, number in found if number]

    @property
    def no_concern_share(self) -> float:
        """Per cent of the schools whose standing is known; 0 where none is."""
        return 100 * self.no_concern / self.judged if self.judged else 0.0

    @property
    def no_concern_said(self) -> str:
        """Never rounded up to all of them."""
        shown = round(self.no_concern_share)
        return f"{min(shown, 99) if self.no_concern < self.judged else shown}%"


def line(key: str, name: str, schools: Sequence[Shown], today: date) -> Counts:
    marks = Counter(school.stands.mark for school in schools)
    groups = Counter(school.group for school in schools)
    window = due.counts(schools, today)
    told = [school.pupils for school in schools if school.pupils is not None]
    return Counts(
        key=key,
        name=name,
        schools=len(schools),
        no_concern=marks[M.NO_CONCERN],
        improve=marks[M.IMPROVE],
        category=marks[M.CONCERN],
        not_inspected=marks[M.NOT_INSPECTED],
        not_known=marks[M.NOT_KNOWN],
        maintained=groups[vocabulary.MAINTAINED],
        academies=groups[vocabulary.ACADEMY],
        pupils=sum(told) if told else None,
        due=window.by_summer,
        past_due=window.past,
        listed=sum(1 for school in schools if school.judged and school.judged.listed),
        verdicts=sum(1 for school in schools if school.judged),
    )


def by_district(schools: Sequence[Shown], districts: Sequence[tuple[str, str]], today: date) -> list[Counts]:
    """Every district that was agreed, in the order given, and last the schools that none of them holds."""
    held: dict[str, list[Shown]] = {key: [] for key, _ in districts}
    outside = [school for school in schools if school.district not in held]
    for school in schools:
        if school.district in held:
            held[school.district].append(school)
    lines = [line(key, name, held[key], today) for key, name in districts]
    return [*lines, line("", "District not known", outside, today)] if outside else lines


def by_phase(schools: Sequence[Shown], today: date) -> list[Counts]:
    """In the order of the vocabulary; phases it does not know come last, under the publisher's word."""
    held: dict[str, list[Shown]] = {}
    for school in schools:
        held.setdefault(school.phase, []).append(school)
    order = [*vocabulary.PHASES, *sorted(set(held) - set(vocabulary.PHASES))]
    return [line(key, vocabulary.phase_name(key), held[key], today) for key in order if key in held]


def by_type(schools: Sequence[Shown], today: date) -> list[Counts]:
    """The most frequent first, the maintained before the others."""
    held: dict[str, list[Shown]] = {}
    for school in schools:
        held.setdefault(school.type, []).append(school)
    groups = list(vocabulary.GROUPS)

    def order(key: str) -> tuple[int, int, str]:
        group = vocabulary.group_of(key)
        return (groups.index(group) if group in groups else len(groups), -len(held[key]), key)

    return [
        line(key, vocabulary.type_name(key) or "Type not given", held[key], today) for key in sorted(held, key=order)
    ]
