"""Services as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.kernel.prose import ago, joined, sentence
from alongside.floor.web.both_versions import Difference, said_differently, text
from alongside.floor.web.words import day
from alongside.knowledge.offer import rules
from alongside.knowledge.offer.models import Service
from alongside.knowledge.offer.policies import Needs
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.vocabulary import phase_name

HEADER = (
    "Service",
    "Offered by",
    "What it does",
    "Needs it answers",
    "For whom",
    "Where",
    "How to reach it",
    "Page",
    "Since",
    "Until",
    "Last checked",
    "Check is old",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A service as a page shows it."""

    pk: int
    name: str
    provider: str
    does: str
    for_whom: str
    where: str
    needs: tuple[str, ...]
    contact: str
    link: str
    checked: str
    checked_by: str  # for the office
    stale: bool
    state: str  # empty while it is offered
    service: Service


def shown(service: Service, policy: Needs, *, today: date) -> Shown:
    return Shown(
        pk=service.pk,
        name=service.name,
        provider=service.provider,
        does=service.does,
        for_whom=for_whom(service),
        where=where(service),
        needs=tuple(policy.by_key[key].name for key in service.needs if key in policy.by_key),
        contact=service.contact,
        link=service.link,
        checked=f"{day(service.checked_on)}, {ago(service.checked_on, today)}",
        checked_by=f"by {service.checked_by}" + (f" with {service.checked_with}" if service.checked_with else ""),
        stale=rules.is_stale(service.checked_on, on=today, days=policy.stale_after_days),
        state=state(service, today),
        service=service,
    )


def for_whom(service: Service) -> str:
    """`Aged 4 to 11. Primary and special schools. Parents.`"""
    parts = [ages(service), joined([phase_name(key) for key in service.phases]), service.for_whom]
    return " ".join(sentence(part) for part in parts if part) or "Everybody."


def ages(service: Service) -> str:
    low, high = service.age_low, service.age_high
    if low is not None and high is not None:
        return f"aged {low} to {high}" if low != high else f"aged {low}"
    if low is not None:
        return f"aged {low} and over"
    return f"aged up to {high}" if high is not None else ""


def where(service: Service) -> str:
    if service.whole_city:
        return f"The whole of {partnership().city}"
    policy = policy_of_districts()
    return joined([policy.name_of(key) or key for key in service.districts])


def state(service: Service, today: date) -> str:
    """What is to be said where a service is not simply offered now."""
    if service.ends_on and service.ends_on <= today:
        return f"Offered until {day(service.ends_on)}: {service.ended_why}"
    if service.starts_on > today:
        return f"From {day(service.starts_on)} on"
    return f"Ends on {day(service.ends_on)}: {service.ended_why}" if service.ends_on else ""


def rows(services: Iterable[Service], policy: Needs, *, today: date) -> list[list[Any]]:
    found = []
    for service in services:
        one = shown(service, policy, today=today)
        found.append(
            [
                one.name,
                one.provider,
                one.does,
                joined(one.needs),
                one.for_whom,
                one.where,
                one.contact,
                one.link,
                service.starts_on,
                service.ends_on,
                service.checked_on,
                one.stale,
            ]
        )
    return found


_WORDS = {
    "name": "Name",
    "provider": "Offered by",
    "does": "What it does",
    "contact": "How to reach it",
    "link": "Page",
    "starts_on": "Since",
    "for_whom": "For whom otherwise",
}


def apart(mine: dict[str, Any], theirs: Service, policy: Needs) -> list[Difference]:
    """Where what a person wants to save differs from how the service stands now."""
    asked = Service(**mine)
    pairs = [(words, text(getattr(theirs, name)), text(getattr(asked, name))) for name, words in _WORDS.items()]
    pairs += [
        ("Where", where(theirs), where(asked)),
        ("Ages", ages(theirs), ages(asked)),
        ("Phases", _names(theirs.phases), _names(asked.phases)),
        ("Needs", _needs(theirs.needs, policy), _needs(asked.needs, policy)),
    ]
    return said_differently(pairs)


def _names(phases: Sequence[str]) -> str:
    return joined([phase_name(key) for key in phases])


def _needs(keys: Sequence[str], policy: Needs) -> str:
    return joined([policy.by_key[key].name for key in keys if key in policy.by_key])
