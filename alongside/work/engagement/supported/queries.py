"""Reads of rounds. What is sealed is opened in two places only: for counting, when a round closes, and for its
reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.places import places_of
from alongside.work.engagement.supported import sealing
from alongside.work.engagement.supported.models import Answer, Asked, Round, Sealed
from alongside.work.engagement.supported.rules import Given

TRUSTED = "trusted-person"


@dataclass(frozen=True, slots=True)
class ToBeAsked:
    person: Person
    role: str
    school: int
    district: str


@dataclass(frozen=True, slots=True)
class InConfidence:
    """One answer in confidence as its reader sees it."""

    token: str
    name: str
    role: str
    school: int
    said: dict[str, bool]
    words: str
    answered_on: date
    reply: str
    waits: bool
    reply_due: date | None


def trusted_people(on: date) -> list[Person]:
    return [one.person for one in people.holders(role=TRUSTED, on=on)]


def to_be_asked(on: date, roles: Sequence[str]) -> list[ToBeAsked]:
    """Everybody who holds one of the roles at a school, once: the first role of the policy, the first school."""
    held = [one for one in people.held(on).of(*roles).filter(scope="school") if one.school]
    places = places_of({one.school or 0 for one in held})
    found: dict[int, ToBeAsked] = {}
    for one in sorted(held, key=lambda one: (roles.index(one.role), one.school or 0)):
        urn = one.school or 0
        found.setdefault(one.person_id, ToBeAsked(one.person, one.role, urn, places[urn].district))
    return list(found.values())


def who_replies(asked: Asked, *, on: date) -> Person | None:
    """Who replies to an open no: the school's District Lead, else the director."""
    held = people.leads_of(asked.school, on=on, district=asked.district) or people.holders(role="director", on=on)
    return held[0].person if held else None


def open_rounds() -> list[Round]:
    return list(Round.objects.filter(closed_at__isnull=True).select_related("trusted"))


def closed_rounds() -> list[Round]:
    """The newest first."""
    return list(Round.objects.filter(closed_at__isnull=False))


def for_counting(found: Round) -> tuple[list[tuple[str, str]], list[Given]]:
    """District and role of everybody asked, and all answers without their authors."""
    asked = list(found.asked.values_list("district", "role"))
    answers = Answer.objects.filter(asked__round=found).values_list("asked__district", "asked__role", "said")
    given = [Given(district, role, said, sealed=False) for district, role, said in answers]
    for box in Sealed.objects.filter(round=found).values_list("box", flat=True):
        said = sealing.unseal(box)
        given.append(Given(said["district"], said["role"], said["said"], sealed=True))
    return asked, given


def in_confidence(found: Round) -> list[InConfidence]:
    """Opened for the trusted person, by `actions.read_words` alone: that journals it."""
    rows = [_opened(one) for one in Sealed.objects.filter(round=found)]
    return sorted(rows, key=lambda one: (not one.waits, one.reply_due or date.max, one.school))


def own_in_confidence(found: Round, person: Person) -> InConfidence | None:
    """What somebody said in confidence, for themselves."""
    row = Sealed.objects.filter(token=sealing.token(found.key, person.pk)).first()
    return _opened(row) if row else None


def _opened(row: Sealed) -> InConfidence:
    said = sealing.unseal(row.box)
    return InConfidence(
        token=row.token,
        name=said["name"],
        role=said["role"],
        school=said["school"],
        said=said["said"],
        words=said["words"],
        answered_on=date.fromisoformat(said["answered_on"]),
        reply=said["reply"],
        waits=row.waits,
        reply_due=row.reply_due,
    )
