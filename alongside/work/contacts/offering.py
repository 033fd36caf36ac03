"""Whom a form offers as having taken part: the people of the schools with their roles, and who was named before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.floor.accounts.context import posts_of
from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import roles
from alongside.knowledge.people.models import Holding
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.queries import profiles
from alongside.work.contacts.actions import Party
from alongside.work.contacts.models import Taking

OTHER = "other"
NEW_ROLES = ("head", "chair", "governor", "clerk")


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody who may be ticked: `key` names them in the form."""

    key: str
    words: str
    party: Party


def role_words(role: str) -> str:
    """The title of a role; “other” for somebody of the school without one."""
    known = roles().roles.get(role)
    return known.title if known else "Somebody else"


def people_of(schools: Sequence[int], names: Mapping[int, str], *, on: date) -> list[Offered]:
    """The people of these schools on a day, the head first, then the chair; where no head is recorded, whom the
    register names. Two queries."""
    held = Holding.objects.on(on).filter(scope="school", school__in=schools).exclude(role__in=roles().office)
    found = [
        Offered(
            f"{one.person_id}-{one.role}-{one.school}",
            _words(one.person.name, one.title, names.get(one.school or 0, "") if len(schools) > 1 else ""),
            Party(role=one.role, person=one.person, school=one.school),
        )
        for one in sorted(held.select_related("person"), key=lambda one: (_rank(one.role), one.person.name))
    ]
    with_head = {one.party.school for one in found if one.party.role == "head"}
    for urn, head in profiles().filter(urn__in=set(schools) - with_head).exclude(head="").values_list("urn", "head"):
        words = _words(head, "Headteacher by the register", names.get(urn, "") if len(schools) > 1 else "")
        found.insert(0, Offered(f"register-head-{urn}", words, Party(role="head", name=head, school=urn)))
    return found


def named_before(takings: Iterable[Taking], names: Mapping[int, str]) -> list[Offered]:
    """Who took part by what is recorded, those of the partnership left out."""
    return [
        Offered(
            f"taking-{one.pk}",
            _words(one.name, role_words(one.role), names.get(one.school or 0, "")),
            Party(role=one.role, person=one.person, name=one.name, school=one.school),
        )
        for one in takings
        if not one.ours
    ]


def joined(before: Sequence[Offered], people: Sequence[Offered]) -> list[Offered]:
    """Those named before, then the others of the school, nobody twice."""
    known = {_who(one) for one in before}
    return [*before, *(one for one in people if _who(one) not in known)]


def ours(user: User) -> Party:
    """Who records it, as having taken part for the partnership."""
    person = person_of(user)
    role = next((post.role for post in posts_of(user) if post.role in roles().office), "staff")
    return Party(role=role, person=person, name="" if person else str(user), ours=True)


def _words(name: str, title: str, school: str) -> str:
    return ", ".join(part for part in (name, title, school) if part)


def _rank(role: str) -> int:
    return NEW_ROLES.index(role) if role in NEW_ROLES else len(NEW_ROLES)


def _who(one: Offered) -> tuple[str, str, int | None]:
    return (one.party.called, one.party.role, one.party.school)
