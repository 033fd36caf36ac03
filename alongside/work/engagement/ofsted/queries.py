"""Reads: calls, who is to be told, the published inspection that came of a call. What was said an action reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from alongside.floor.accounts.permissions import reach
from alongside.floor.mail.facts import Recipient
from alongside.knowledge.inspections import queries as inspections
from alongside.knowledge.inspections.facts import Inspection
from alongside.knowledge.people.models import Holding
from alongside.knowledge.people.queries import held, leads_of, recipient
from alongside.knowledge.schools.models import Link, Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles
from alongside.work.engagement.ofsted import rules
from alongside.work.engagement.ofsted.models import Call
from alongside.work.engagement.ofsted.policies import calls

SEE = "ofsted.see"


def call(pk: int) -> Call | None:
    return _calls().filter(pk=pk).first()


def going_on(user: Any) -> list[Call]:
    """Calls that somebody may see and of which nothing is published yet, newest first."""
    return list(_calls().visible(reach(user, SEE)).going_on())


def published(user: Any, *, most: int = 30) -> list[Call]:
    """The last that were matched."""
    return list(_calls().visible(reach(user, SEE)).exclude(number="")[:most])


def of_school(urn: int, *, most: int = 3) -> list[Call]:
    """The newest calls of a school, one query."""
    return list(_calls().filter(school=urn)[:most])


def inspections_of(urn: int, *, version: int) -> list[Inspection]:
    """Every known inspection of a school and of those that it came from."""
    links = Link.objects.at(version).filter(urn=urn, kind=Link.Kind.PREDECESSOR).values_list("other_urn", flat=True)
    found = inspections.histories(version=version, urns=[urn, *links])
    told = {one.number: one for history in found.values() for one in history.inspections}
    return sorted(told.values(), key=lambda one: (one.started, one.number))


def came_of(call: Call, *, version: int) -> Inspection | None:
    """The published inspection that came of a call: the one that is recorded, else the one that the rules find."""
    known = inspections_of(call.school, version=version)
    if call.number:
        return next((one for one in known if one.number == call.number), None)
    taken = set(Call.objects.filter(school=call.school).exclude(number="").values_list("number", flat=True))
    return rules.match(call.facts, [one for one in known if one.number not in taken], calls())


def concerned(call: Call, *, on: date) -> list[Recipient]:
    """Those who are told, by the policy: at the partnership, of the school's district, and the council of its own."""
    policy = calls()
    wanted = {*policy.tells, *(policy.tells_of_maintained if call.maintained else ())}
    found: list[Holding] = [
        one
        for one in held(on).of(*(wanted - {"district-lead"}))
        if one.scope == "partnership" or (one.scope == "district" and one.district == call.district)
    ]
    if "district-lead" in wanted:
        found += leads_of(call.school, on=on, district=call.district)
    people = {one.person_id: one.person for one in found}
    return [to for person in people.values() if (to := recipient(person))]


def ours(call: Call, *, on: date) -> Sequence[Holding]:
    """Who of the partnership might go to a feedback meeting: its leads and coordinators, and the director."""
    found = held(on).of("director", "district-lead", "engagement-coordinator", "staff")
    return sorted(found, key=lambda one: (one.district != call.district, one.person.name))


def of_the_school(call: Call, *, on: date) -> list[Holding]:
    """The head and the chair of governors, who were at the meeting more often than not."""
    return list(held(on).of("head", "chair").at_school(call.school))


def school(urn: int) -> Profile | None:
    return Profile.objects.current().filter(urn=urn).first()


def called(name: str) -> list[int]:
    """The open schools of our authority that have this very name."""
    found = profiles().in_authority(partnership().authority).open().filter(name__iexact=name)
    return list(found.values_list("urn", flat=True))


def named(urns: Sequence[int]) -> list[tuple[int, str]]:
    """Names of schools in the order that was given."""
    names = dict(Profile.objects.current().filter(urn__in=urns).values_list("urn", "name"))
    return [(urn, names[urn]) for urn in urns if urn in names]


def _calls() -> Any:
    return Call.objects.select_related("feedback", "by")
