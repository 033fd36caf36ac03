"""Note the changes of head that files tell of, tell who is concerned, and settle them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.floor.web.words import day
from alongside.knowledge.opendata.queries import head as newest_version
from alongside.knowledge.people import actions as people
from alongside.knowledge.people import queries as holders
from alongside.knowledge.people.heads import queries
from alongside.knowledge.people.heads.policies import Heads, heads
from alongside.knowledge.people.heads.rules import Change, changes, same_person
from alongside.knowledge.people.models import HeadChange, Holding, Person
from alongside.knowledge.schools.models import Profile

State = HeadChange.State
HOW = (State.SPELLING, State.WRONG)


@transaction.atomic
def note(*, by: User | None, at: datetime, version: int | None = None) -> list[HeadChange]:
    """Note every change of head that the loaded files tell of and that is not noted yet; those to settle are returned.

    Of each school only the newest waits, and only where its file is not older than the policy says and ours does not
    name the new head already. Noting again notes nothing twice.
    """
    policy, today = heads(), at.astimezone(LONDON).date()
    known = set(HeadChange.objects.values_list("urn", "as_at", "load"))
    ours = _ours(today)
    made: list[HeadChange] = []
    for urn, told in sorted(queries.told(version=version or newest_version()).items()):
        found = changes(told, policy)
        for change in found:
            if (urn, change.now.as_at, change.now.load) not in known:
                state = _state(change, found[-1], ours.get(urn, ()), policy, today)
                made.append(_note(urn, change, state, by=by, at=at))
    if made:
        details = {"changes": len(made), "to settle": sum(one.is_waiting for one in made)}
        journal.record(action="head-changes.noted", subject="register", by=by, at=at, details=details)
    waiting = [one for one in made if one.is_waiting]
    _tell(waiting, on=today, by=by, at=at)
    return waiting


@transaction.atomic
def record_head(
    *,
    change: int,
    version: int,
    since: date,
    by: User,
    at: datetime,
    person: Person | None = None,
    name: str = "",
    email: str = "",
    kind: str = "substantive",
    why: str = "",
) -> Holding:
    """There is a new head: whoever was head ends the day before, and the new one begins. `person`, or a `name` (and an
    address) to record somebody new. Raises CannotRecord, ChangedMeanwhile."""
    found = _waiting(change, version)
    person = person or people.record_person(name=name, email=email, by=by, at=at)
    for held in Holding.objects.on(since).at_school(found.urn).of("head").select_related("person"):
        if held.person_id == person.pk:
            raise CannotRecord(f"{person} is recorded as head of this school already: say that it is the same person.")
        if held.since == since:
            raise CannotRecord(f"{held.person} began on {day(since)} too: end that role first, or give another day.")
        people.end_holding(holding=held, until=since - timedelta(days=1), why="A new head.", by=by, at=at)
    told_by = f"the register of {day(found.as_at)}"
    made = people.hold(
        person=person, role="head", where=Place(school=found.urn), kind=kind, since=since, told_by=told_by, by=by, at=at
    )
    found.holding = made
    _settle(found, State.RECORDED, why, by=by, at=at)
    return made


@transaction.atomic
def settle(*, change: int, version: int, how: str, why: str, by: User, at: datetime) -> HeadChange:
    """Say that it is the same person written otherwise (`spelling`), or that the file is `wrong`, which needs a reason.
    Raises CannotRecord, ChangedMeanwhile."""
    if how not in HOW:
        raise CannotRecord("Say whether it is the same person or the file is wrong.")
    if how == State.WRONG and not why.strip():
        raise CannotRecord("Say how you know that the file is wrong.")
    found = _waiting(change, version)
    _settle(found, State(how), why, by=by, at=at)
    return found


def _waiting(change: int, version: int) -> HeadChange:
    found = editing.seen(HeadChange, change, version)
    if not found.is_waiting:
        raise CannotRecord("It is settled already.")
    return found


def _settle(found: HeadChange, state: State, why: str, *, by: User | None, at: datetime) -> None:
    found.state, found.why = state, why.strip()
    editing.save(found, "state", "why", "holding", by=by, at=at)
    details = {"school": found.urn, "was": found.was, "now": found.now, "how": str(state), "why": found.why}
    journal.record(action="head-change.settled", subject=f"head-change {found.pk}", by=by, at=at, details=details)


def _state(change: Change, newest: Change, ours: Iterable[str], policy: Heads, today: date) -> State:
    if any(same_person(name, change.now.name, policy) for name in ours) and change is newest:
        return State.AGREED
    if (today - change.now.as_at).days > policy.raised_within_days:
        return State.PAST
    return State.WAITING if change is newest else State.OVERTAKEN


def _note(urn: int, change: Change, state: State, *, by: User | None, at: datetime) -> HeadChange:
    for earlier in HeadChange.objects.select_for_update().filter(urn=urn, state=State.WAITING):
        if earlier.as_at <= change.now.as_at:
            _settle(earlier, State.OVERTAKEN, "", by=by, at=at)
    return HeadChange.objects.create(
        urn=urn,
        was=change.was.name,
        now=change.now.name,
        job=change.now.job,
        was_as_at=change.was.as_at,
        as_at=change.now.as_at,
        load=change.now.load,
        row=change.now.row,
        state=state,
        by=by,
        at=at,
    )


def _ours(today: date) -> Mapping[int, list[str]]:
    """Whom we know as heads today, by school."""
    found: dict[int, list[str]] = {}
    for urn, name in Holding.objects.on(today).of("head").values_list("school", "person__name"):
        found.setdefault(urn or 0, []).append(name)
    return found


def _tell(waiting: Iterable[HeadChange], *, on: date, by: User | None, at: datetime) -> None:
    """The District Leads of each school, and the directors, as they prefer."""
    changes_ = list(waiting)
    names = dict(Profile.objects.current().filter(urn__in={one.urn for one in changes_}).values_list("urn", "name"))
    directors = holders.holders(role="director", on=on) if changes_ else []
    for one in changes_:
        held = [*holders.leads_of(one.urn, on=on), *directors]
        to: list[Recipient] = [found for held_by in held if (found := holders.recipient(held_by.person))]
        school = names.get(one.urn, f"school {one.urn}")
        mail.tell(
            to=to,
            kind="people",
            subject=f"Another head in the register: {school}",
            words=f"The register of {day(one.as_at)} names {one.now}; that of {day(one.was_as_at)} named {one.was}. "
            "Say whether there is a new head.",
            thing=f"head-change {one.pk}",
            by=by,
            at=at,
        )
