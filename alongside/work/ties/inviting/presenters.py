"""Who was asked in, what came of it, and whether it worked, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.floor.kernel.prose import counted, joined, sentence
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Holding
from alongside.knowledge.people.queries import recipient
from alongside.work.ties.inviting.models import Asking
from alongside.work.ties.inviting.queries import STATES, Worked

WORDS = {"alone": "alone", "thin": "few ties", "connected": "connected", "unknown": "not known", "": "not known"}


@dataclass(frozen=True, slots=True)
class Line:
    """A school of a wave. `to`: to whom it goes or went; `now`: how it stands now, or a term after."""

    asking: Asking
    name: str
    to: str
    then: str
    answer: str
    now: str


@dataclass(frozen=True, slots=True)
class Told:
    """Whether asking worked: the sentences, and the two counts beside each other."""

    says: tuple[str, ...]
    later: str
    rows: tuple[tuple[str, int, int], ...]


def reader(asking: Asking) -> str:
    """Who an invitation is addressed to, as its page shows it."""
    return asking.to[0]["name"] if asking.to else "colleague"


def lines(
    askings: Sequence[Asking],
    names: Mapping[int, str],
    people: Mapping[int, Sequence[Holding]],
    worked: Worked | None,
) -> list[Line]:
    found = []
    for one in askings:
        posts = people.get(one.school, ())
        to = [one_to["name"] for one_to in one.to] or [post.person.name for post in posts if recipient(post.person)]
        now = WORDS[worked.states.get(one.school, "")] if worked and one.school in worked.states else ""
        answer = one.get_state_display() + (f": {one.said}" if one.said else "")
        found.append(Line(one, names[one.school], joined(to), WORDS[one.then] if one.then else "", answer, now))
    return sorted(found, key=lambda line: line.name)


def worked(found: Worked | None) -> Told | None:
    if found is None:
        return None
    when = "a term later" if found.whole else f"by {day(found.on)}"
    were, has, them = ("was", "has", "it") if found.asked == 1 else ("were", "have", "them")
    asked = f"{counted(found.asked, 'school')} that nobody could call connected {were} asked in"
    better = f"{when}, {counted(found.up, 'school')} of these {'has' if found.up == 1 else has} more to hold {them}"
    rows = tuple((WORDS[state], found.then[state], found.now[state]) for state in STATES)
    return Told((sentence(asked), sentence(better)), "A term later" if found.whole else "Now", rows)
