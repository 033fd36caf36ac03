"""Plan visits, move them, call them off, carry them out. What is written and sent: `writing.actions`; what the school
answers: `answers.actions`; photographs and documents: `files.actions`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.vocabulary import MAINTAINED
from alongside.work.engagement.visits import inviting
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.policies import templates

PLANNED = ("kind", "lead", "on", "begins", "minutes", "where", "purpose", "invite_head", "invite_chair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When, where, by whom and why a school is visited, and who is invited. Without `begins` it is a whole day.
    `minutes` 0: as long as its kind usually takes."""

    kind: str
    lead: Person
    on: date
    begins: time | None = None
    minutes: int = 0
    where: str = ""
    purpose: str = ""
    invite_head: bool = True
    invite_chair: bool = False


@transaction.atomic
def plan(*, school: int, plan: Plan, by: User, at: datetime) -> Visit:
    """Plan a visit to a school (its URN) and invite who is to be invited. Raises CannotRecord."""
    if plan.on < _today(at):
        raise CannotRecord(
            f"{day(plan.on)} has gone by: record a visit that was carried out, or plan for a day to come."
        )
    place = _place(school)
    made = Visit(school=school, district=place.district, contract=place.contract, by=by, at=at, **_planned(plan))
    made.invited = inviting.guests_of(made)
    made.save()
    inviting.invite(visit=made, before=[], by=by, at=at)
    _journal(made, "visit.planned", by=by, at=at)
    return made


@transaction.atomic
def change(*, visit: int, version: int, plan: Plan, by: User, at: datetime) -> Visit:
    """Change the plan of a visit; who was invited gets the change, who is no longer invited a withdrawal. Raises
    ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Visit, visit, version)
    _must_be_planned(found)
    if plan.on < _today(at):
        raise CannotRecord(f"{day(plan.on)} has gone by: choose a day to come.")
    before = {"on": found.on, "begins": str(found.begins or ""), "lead": found.lead_id}
    for name, value in _planned(plan).items():
        setattr(found, name, value)
    found.sequence += 1
    invited, found.invited = found.invited, inviting.guests_of(found)
    inviting.invite(visit=found, before=invited, by=by, at=at)
    editing.save(found, *PLANNED, "sequence", "invited", by=by, at=at)
    _journal(found, "visit.plan-changed", by=by, at=at, before=before)
    return found


@transaction.atomic
def cancel(*, visit: int, version: int, why: str, by: User, at: datetime) -> Visit:
    """Call a planned visit off; who was invited gets the withdrawal. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Visit, visit, version)
    _must_be_planned(found)
    if not why.strip():
        raise CannotRecord("Say why the visit is called off. The people who were invited read it.")
    found.state, found.why_cancelled = Visit.State.CANCELLED, why.strip()
    found.sequence += 1
    inviting.withdraw(visit=found, by=by, at=at)
    editing.save(found, "state", "why_cancelled", "sequence", by=by, at=at)
    _journal(found, "visit.called-off", by=by, at=at, why=found.why_cancelled)
    return found


@transaction.atomic
def carry_out(*, visit: int, version: int, on: date, by: User, at: datetime) -> Visit:
    """Record that a planned visit took place, and on which day; it can then be written up. Raises ChangedMeanwhile,
    CannotRecord."""
    found = editing.seen(Visit, visit, version)
    _must_be_planned(found)
    _not_to_come(on, at)
    found.state, found.on = Visit.State.HELD, on
    editing.save(found, "state", "on", by=by, at=at)
    _journal(found, "visit.carried-out", by=by, at=at)
    return found


@transaction.atomic
def record(*, school: int, kind: str, lead: Person, on: date, by: User, at: datetime) -> Visit:
    """Record a visit that took place without having been planned here. Raises CannotRecord."""
    _not_to_come(on, at)
    place, template = _place(school), _known(kind)
    made = Visit.objects.create(
        school=school,
        district=place.district,
        contract=place.contract,
        kind=kind,
        lead=lead,
        on=on,
        minutes=template.minutes,
        state=Visit.State.HELD,
        by=by,
        at=at,
    )
    _journal(made, "visit.carried-out", by=by, at=at)
    return made


def _planned(plan: Plan) -> dict[str, Any]:
    """The columns of a plan. Raises CannotRecord."""
    template = _known(plan.kind)
    said = {name: getattr(plan, name) for name in PLANNED}
    return {
        **said,
        "minutes": plan.minutes or template.minutes,
        "where": plan.where.strip()[:200],
        "purpose": plan.purpose.strip(),
    }


def _known(kind: str) -> Any:
    template = templates().by_key.get(kind)
    if template is None:
        known = ", ".join(one.name for one in templates().kinds)
        raise CannotRecord(f"There is no kind of visit {kind!r}. There are: {known}.")
    return template


def _place(urn: int) -> Place:
    """Where the school stands. Raises CannotRecord for one that is not open, or that no file tells of."""
    found = Profile.objects.current().filter(urn=urn).values("district", "group", "status", "name").first()
    if found is None:
        raise CannotRecord(f"No loaded file tells of a school with the URN {urn}.")
    if found["status"] == "closed":
        raise CannotRecord(f"{found['name']} is closed. Choose the school that came after it.")
    return Place(school=urn, district=found["district"], contract=found["group"] == MAINTAINED)


def _must_be_planned(visit: Visit) -> None:
    if visit.state == Visit.State.CANCELLED:
        raise CannotRecord("The visit was called off. Plan a new one.")
    if visit.state != Visit.State.PLANNED:
        raise CannotRecord("The visit has been carried out: its plan can no longer be changed.")


def _not_to_come(on: date, at: datetime) -> None:
    if on > _today(at):
        raise CannotRecord(f"{day(on)} is still to come: a visit is recorded when it has taken place.")


def _today(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _journal(visit: Visit, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said = {
        "school": visit.school,
        "kind": visit.kind,
        "lead": visit.lead.name,
        "on": visit.on,
        "begins": visit.begins.strftime("%H:%M") if visit.begins else "",
        "head": visit.invite_head,
        "chair": visit.invite_chair,
        **details,
    }
    journal.record(action=action, subject=f"visit {visit.pk}", by=by, at=at, details=said)
