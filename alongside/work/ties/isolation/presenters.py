"""How schools stand by their ties, in words, for lists, sheets and the page of one school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.kernel.prose import ago, counted, joined, sentence
from alongside.floor.web.words import day, month
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.vocabulary import GROUPS, PHASES
from alongside.work.ties.inviting.models import Asking
from alongside.work.ties.inviting.queries import open_task
from alongside.work.ties.isolation.asking import Cells
from alongside.work.ties.isolation.models import Standing
from alongside.work.ties.isolation.policies import WHOLE, Group, isolation

ORDER = ("alone", "unknown", "thin", "connected")
WORDS = {"alone": "alone", "thin": "few ties", "connected": "connected", "unknown": "not known"}
TAGS = {"alone": "tag--amber", "thin": "", "connected": "tag--green", "unknown": "tag--quiet"}
BY = (("district", "District"), ("phase", "Phase"), ("type", "Type"))
HEADER = (
    *("School", "URN", "District", "Phase", "Type", "State", "Since", "Points", "What counts", "Newest tie", "Opened"),
    *("Who asks them in", "By when"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A school of the list. `hand`: who is asked to act, in words; empty where nobody is."""

    standing: Standing
    name: str
    words: str
    tag: str
    why: str
    newest: str
    is_new: bool
    hand: str
    asking: Asking | None

    @property
    def may_be_given(self) -> bool:
        """Whether it may become somebody's task: nobody has it yet."""
        return self.standing.state != "connected" and not (self.asking and open_task(self.asking))


@dataclass(frozen=True, slots=True)
class Row:
    """Schools of one district, phase or group of types, counted by state in the order of the columns. `query`: of the
    list that shows them."""

    key: str
    words: str
    counts: tuple[int, ...]
    query: str

    @property
    def schools(self) -> int:
        return sum(self.counts)


def lines(
    found: Iterable[Standing], names: Mapping[int, str], waiting: Mapping[int, Asking], *, on: date
) -> list[Line]:
    new_days = isolation().new_days
    return [
        Line(
            one,
            names.get(one.school, f"School {one.school}"),
            WORDS[one.state],
            TAGS[one.state],
            why(one),
            f"{month(one.newest)}, {ago(one.newest, on)}" if one.newest else "none is recorded",
            bool(one.opened and (on - one.opened).days <= new_days),
            hand(waiting.get(one.school)),
            waiting.get(one.school),
        )
        for one in found
    ]


def why(one: Standing) -> str:
    """What holds the school, in a sentence."""
    kinds = isolation().by_key
    held = [key for key in kinds if one.by_kind.get(key)]
    if held:
        in_part = [key for key in held if one.by_kind[key] < kinds[key].weight * WHOLE]
        words = joined([kinds[key].one + (", some time back" if key in in_part else "") for key in held])
        return sentence(words if one.state == "connected" else f"only {words}" if len(held) < 3 else words)
    return "Nothing is recorded." if one.newest is None else "Nothing that still counts."


def hand(asking: Asking | None) -> str:
    """Who asks the school in, by when."""
    if asking is None:
        return ""
    if asking.task and open_task(asking):
        return f"{asking.owner}, by {day(asking.task.due)}"
    if asking.wave:
        return f"written to on {day(asking.asked_on)}; no answer yet" if asking.to else ""
    return f"asked by {asking.owner}; no answer recorded"


def says(cells: Cells, missing: Sequence[Group], *, in_hand: int | None) -> list[str]:
    """The few sentences over the list. `in_hand`: at how many of those alone somebody asks; None: not asked for."""
    counts = {state: sum(cell[4] for cell in cells if cell[3] == state) for state in ORDER}
    whole = sum(counts.values())
    if not whole:
        return ["No open school of ours is listed here."]
    alone, thin, unknown = counts["alone"], counts["thin"], counts["unknown"]
    first = f"{counted(alone, 'school')} of {whole:,} {'stands' if alone == 1 else 'stand'} alone"
    if not alone:
        first = "none is known to stand alone" if unknown else "no school stands alone"
    if thin:
        first += f", and {thin:,} {'has' if thin == 1 else 'have'} few ties"
    said = [first]
    if alone and in_hand is not None and in_hand < alone:
        left = alone - in_hand
        whom = "it" if alone == 1 else f"{left:,} of them" if in_hand else "any of them"
        said.append(f"nobody is asked to bring {whom} in yet")
    if unknown:
        what = f": {joined([group.words for group in missing])} are recorded nowhere" if missing else ""
        said.append(f"of {counted(unknown, 'school')} nobody can say yet{what}")
    return [sentence(one) for one in said]


def breakdown(by: str, cells: Cells, query: Mapping[str, str]) -> list[Row]:
    """The schools by district, phase or type. `query`: what else the address asks for."""
    place = {"district": 0, "phase": 1, "type": 2}[by]
    rows = []
    for key, words in _values(by):
        some = [cell for cell in cells if cell[place] == key]
        counts = tuple(sum(cell[4] for cell in some if cell[3] == state) for state in ORDER)
        if some:
            link = "&".join(f"{name}={value}" for name, value in {**query, by: key}.items() if value)
            rows.append(Row(key, words, counts, f"?{link}" if key else ""))
    return rows


def rows(found: Iterable[Line]) -> Iterable[tuple[Any, ...]]:
    """For a sheet."""
    policy, kinds = policy_of_districts(), isolation().by_key
    for line in found:
        one = line.standing
        counts = "; ".join(f"{kinds[key].one}: {one.by_kind[key] / WHOLE:g}" for key in kinds if one.by_kind.get(key))
        due = line.asking.task.due if line.asking and line.asking.task and open_task(line.asking) else None
        yield (
            *(line.name, one.school, policy.name_of(one.district)),
            *(PHASES[one.phase].name if one.phase in PHASES else "", GROUPS.get(one.type_group, "")),
            *(line.words, one.since, one.points / WHOLE, counts, one.newest, one.opened),
            *(str(line.asking.owner or line.hand) if line.asking else "", due),
        )


def _values(by: str) -> list[tuple[str, str]]:
    if by == "district":
        return [*((one.key, one.name) for one in policy_of_districts().districts), ("", "In no district of ours")]
    if by == "phase":
        return [*((one.key, one.name) for one in PHASES.values()), ("", "Phase not given")]
    return [*GROUPS.items(), ("", "Type not known")]
