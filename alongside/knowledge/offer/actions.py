"""Record a service, change it, check it again, end it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.audit.editing import save, seen
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.web.words import day
from alongside.knowledge.offer.models import Service
from alongside.knowledge.offer.policies import needs as policy_of_needs
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.districts import policy_of_districts


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a service. As in models.Service; `districts` empty where it is offered in the whole city."""

    name: str
    provider: str
    does: str
    for_whom: str = ""
    phases: Sequence[str] = ()
    age_low: int | None = None
    age_high: int | None = None
    needs: Sequence[str] = field(default_factory=tuple)
    whole_city: bool = False
    districts: Sequence[str] = ()
    contact: str
    link: str = ""
    starts_on: date


@transaction.atomic
def record(*, said: Said, checked_with: str, by: User, at: datetime) -> Service:
    """Record a service that somebody offers; who records it has just checked it. Raises CannotRecord."""
    told = _right(said)
    made = Service.objects.create(
        **told, checked_on=_today(at), checked_with=checked_with.strip(), checked_by=by, by=by, at=at
    )
    _journal(made, "offer.recorded", by=by, at=at, now=told)
    return made


@transaction.atomic
def edit(*, service: int, version: int, said: Said, by: User, at: datetime) -> Service:
    """Change what is said of a service. `version`: the one that the person saw. Raises ChangedMeanwhile, CannotRecord.

    Saying the same again changes nothing.
    """
    found = seen(Service, service, version)
    told = _right(said)
    before = {name: getattr(found, name) for name in told}
    changed = {name for name in told if told[name] != before[name]}
    if not changed:
        return found
    if found.ends_on and told["starts_on"] > found.ends_on:
        raise CannotRecord(f"It was ended on {day(found.ends_on)}: it cannot begin after that.")
    for name in changed:
        setattr(found, name, told[name])
    save(found, *changed, by=by, at=at)
    _journal(
        found,
        "offer.changed",
        by=by,
        at=at,
        before={name: before[name] for name in changed},
        now={name: told[name] for name in changed},
    )
    return found


@transaction.atomic
def check(*, service: int, version: int, on: date, checked_with: str, by: User, at: datetime) -> Service:
    """Record that what is said of a service was found to be so on a day. Raises ChangedMeanwhile, CannotRecord."""
    found = seen(Service, service, version)
    if on > _today(at):
        raise CannotRecord("That day is still to come: give the day on which it was checked.")
    if on < found.checked_on:
        raise CannotRecord(f"It was checked on {day(found.checked_on)} already, which is later.")
    if not checked_with.strip():
        raise CannotRecord("Say whom you asked, or where you looked.")
    before = found.checked_on
    found.checked_on, found.checked_with, found.checked_by = on, checked_with.strip(), by
    save(found, "checked_on", "checked_with", "checked_by", by=by, at=at)
    _journal(found, "offer.checked", by=by, at=at, before=before, now=on, checked_with=found.checked_with)
    return found


@transaction.atomic
def end(*, service: int, version: int, on: date, reason: str, by: User, at: datetime) -> Service:
    """Record from which day it is offered no more, which may lie ahead. Raises ChangedMeanwhile, CannotRecord."""
    found = seen(Service, service, version)
    if found.ends_on:
        raise CannotRecord(f"It was ended on {day(found.ends_on)} already.")
    if on < found.starts_on:
        raise CannotRecord(f"It began on {day(found.starts_on)}: it cannot end before that.")
    if not reason.strip():
        raise CannotRecord("Say why it ends: whoever relied on it will ask.")
    found.ends_on, found.ended_why = on, reason.strip()
    save(found, "ends_on", "ended_why", by=by, at=at)
    _journal(found, "offer.ended", by=by, at=at, on=on, reason=found.ended_why)
    return found


def _journal(service: Service, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said = {"name": service.name, "version": service.version, **details}
    journal.record(action=action, subject=f"service {service.pk}", by=by, at=at, details=said)


def _right(said: Said) -> Mapping[str, Any]:
    """What is said, tidied and in the order of the policies. Raises CannotRecord."""
    told = asdict(said)
    for name in ("name", "provider", "does", "for_whom", "contact", "link"):
        told[name] = told[name].strip()
    if not all(told[name] for name in ("name", "provider", "does", "contact")):
        raise CannotRecord("A name, who offers it, what it does and how to reach it are all needed.")
    told["phases"] = _known(said.phases, list(vocabulary.PHASES), "phase")
    told["needs"] = _known(said.needs, list(policy_of_needs().by_key), "need")
    told["districts"] = _known(said.districts, list(policy_of_districts().all_keys), "district")
    if said.whole_city:
        told["districts"] = []
    elif not told["districts"]:
        raise CannotRecord("Say in which districts it is offered, or that it is offered in the whole city.")
    if not told["needs"]:
        raise CannotRecord("Say which needs it answers: that is how it is found.")
    if said.age_low is not None and said.age_high is not None and said.age_high < said.age_low:
        raise CannotRecord("The oldest age lies below the youngest.")
    if told["link"] and not told["link"].startswith(("https://", "http://")):
        raise CannotRecord("A link begins with https:// or http://.")
    return told


def _known(given: Sequence[str], known: Sequence[str], what: str) -> list[str]:
    if odd := sorted(set(given) - set(known)):
        raise CannotRecord(f"There is no {what} “{odd[0]}”.")
    return [key for key in known if key in given]


def _today(at: datetime) -> date:
    return at.astimezone(LONDON).date()
