"""A bulletin in words: to whom, whom it reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.floor.accounts.roles import roles
from alongside.floor.kernel.prose import joined
from alongside.floor.mail.models import Letter
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.work.engagement.bulletins.facts import Reader, Said
from alongside.work.engagement.bulletins.forms import GROUPS
from alongside.work.engagement.bulletins.models import Bulletin, Copy

_ON_THE_WAY = {Letter.State.WAITING, Letter.State.SENDING}
_NOT_ARRIVED = {Letter.State.FAILED, Letter.State.BOUNCED, Letter.State.CANCELLED}


def said(bulletin: Bulletin) -> Said:
    lists = {name: tuple(getattr(bulletin, name)) for name in ("roles", "phases", "groups", "districts")}
    return Said(subject=bulletin.subject, text=bulletin.text, question=bulletin.question, **lists)


def audience(bulletin: Bulletin) -> str:
    """“Headteachers and chairs of governors; primary; in Erdington”."""
    known, districts = roles().roles, policy_of_districts()
    parts = [joined([known[key].title.lower() if key in known else key for key in bulletin.roles])]
    if bulletin.phases:
        parts.append(joined([vocabulary.phase_name(key).lower() for key in bulletin.phases]))
    if bulletin.groups:
        parts.append(joined([dict(GROUPS).get(key, key).lower() for key in bulletin.groups]))
    if bulletin.districts:
        parts.append("in " + joined([districts.name_of(key) or key for key in bulletin.districts]))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many copies there are, and what became of them."""

    readers: int
    sent: int
    on_the_way: int
    not_arrived: int
    uncertain: int
    no_letter: int
    opened: int
    answered: int


def reach(copies: Sequence[Copy]) -> Reach:
    states = [copy.letter.state if copy.letter else "" for copy in copies]
    return Reach(
        readers=len(copies),
        sent=states.count(Letter.State.SENT),
        on_the_way=sum(1 for state in states if state in _ON_THE_WAY),
        not_arrived=sum(1 for state in states if state in _NOT_ARRIVED),
        uncertain=states.count(Letter.State.UNCERTAIN),
        no_letter=states.count("") + states.count(Letter.State.SHOWN),
        opened=sum(1 for copy in copies if copy.opened_at),
        answered=sum(1 for copy in copies if copy.answers.all()),
    )


def rows_of_readers(readers: Iterable[Reader]) -> tuple[list[str], Iterator[list[Any]]]:
    header = ["Name", "Role", "URN", "School", "District", "Letter"]
    name_of = policy_of_districts().name_of
    return header, (
        [
            one.person.name,
            one.title,
            one.school,
            one.school_name,
            name_of(one.district),
            one.no_letter or "will be written",
        ]
        for one in readers
    )


def rows_of_copies(copies: Iterable[Copy]) -> tuple[list[str], Iterator[list[Any]]]:
    header = ["Name", "Role", "URN", "School", "District", "Letter", "What the mail server said", "Opened", "Answered"]
    name_of, known = policy_of_districts().name_of, roles().roles
    return header, (
        [
            one.name,
            known[one.role].title if one.role in known else one.role,
            one.school,
            one.school_name,
            name_of(one.district),
            one.letter.get_state_display() if one.letter else one.no_letter,
            one.letter.said if one.letter and one.letter.state in _NOT_ARRIVED else "",
            one.opened_at,
            bool(one.answers.all()),
        ]
        for one in copies
    )
