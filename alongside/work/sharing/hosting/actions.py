"""Offer to host, ask, answer, move, call off; say that it was made, what was taken away, whether it worked.

Every change takes the `version` that the person saw; where none is given, whatever stands is changed. Whoever books a
place locks the host's offer first, so that the limit holds for two who ask at once. Raises ChangedMeanwhile and
CannotRecord.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.schools.naming import names_of
from alongside.work.contacts.heard.policies import heard
from alongside.work.sharing.hosting import queries, rules, telling
from alongside.work.sharing.hosting.models import Offer, Visit
from alongside.work.sharing.hosting.policies import hosting
from alongside.work.ties import actions as ties
from alongside.work.ties.actions import End
from alongside.work.ties.models import Tie
from alongside.work.ties.topics import topics as shared

State = Visit.State


@transaction.atomic
def offer(
    *, school: int, topics: Sequence[str], words: str, most_a_term: int, days: Sequence[int], by: User, at: datetime
) -> Offer:
    """Say what a school shows to visitors, on which days of the week (Monday is 0), and how many visits a term."""
    said = _offered(topics, words, most_a_term, days)
    try:
        with transaction.atomic():
            made = Offer.objects.create(school=school, **said, by=by, at=at)
    except IntegrityError:
        raise CannotRecord("The school has said already what it shows: change that.") from None
    _journal(made, "hosting-offer.made", by=by, at=at, **said)
    return made


@transaction.atomic
def change_offer(
    *,
    offer: int,
    version: int,
    topics: Sequence[str],
    words: str,
    most_a_term: int,
    days: Sequence[int],
    by: User,
    at: datetime,
) -> Offer:
    """Change it; the offer is open again where it was not. Visits that are booked stay, also beyond a lower limit."""
    found = editing.seen(Offer, offer, version)
    said = _offered(topics, words, most_a_term, days)
    for field, value in said.items():
        setattr(found, field, value)
    found.is_open, found.why_stopped = True, ""
    editing.save(found, *said, "is_open", "why_stopped", by=by, at=at)
    _journal(found, "hosting-offer.changed", by=by, at=at, **said)
    return found


@transaction.atomic
def stop(*, offer: int, version: int, why: str, by: User, at: datetime) -> Offer:
    """Take no more visitors for now. What is agreed stays agreed."""
    found = editing.seen(Offer, offer, version)
    found.is_open, found.why_stopped = False, why.strip()
    editing.save(found, "is_open", "why_stopped", by=by, at=at)
    _journal(found, "hosting-offer.stopped", by=by, at=at, why=found.why_stopped)
    return found


@transaction.atomic
def ask(*, by_school: int, host: int, topic: str, wants: str, days: Sequence[date], by: User, at: datetime) -> Visit:
    """Ask to visit a school on one of some days. Raises CannotRecord where the host takes nobody, not on such a day,
    or has no room in a term of these days: whoever waits for an answer takes a place too."""
    if by_school == host:
        raise CannotRecord("A school cannot visit itself: choose another.")
    on, found = _day(at), _offer_of(host)
    if found is None or not found.is_open:
        raise CannotRecord("This school takes no visitors at present. Look whether another shows the same.")
    if not wants.strip():
        raise CannotRecord("Say what you would like to see, so that the host can prepare.")
    _known(topic)
    if fault := rules.fault_of_days(days, open_on=found.days, today=on, policy=hosting()):
        raise CannotRecord(fault)
    _demand_room(found, days, on=on)
    made = Visit.objects.create(
        host=host,
        guest=by_school,
        topic=topic,
        wants=wants.strip(),
        days=[day.isoformat() for day in sorted(set(days))],
        asked_on=on,
        asked_by=by,
        by=by,
        at=at,
    )
    _journal(made, "hosting.asked", by=by, at=at, topic=topic, wants=made.wants, days=made.days)
    telling.of_asking(made, by=by, at=at)
    return made


@transaction.atomic
def answer(
    *,
    visit: int,
    version: int | None = None,
    yes: bool,
    by: User,
    at: datetime,
    on: date | None = None,
    begins: time | None = None,
    minutes: int = 120,
    where: str = "",
    words: str = "",
) -> Visit:
    """The host chooses one of the days, and both have it in their calendars; or says why it is not possible."""
    found = _seen(visit, version)
    _demand(found, State.ASKED, "It was answered already.")
    if not yes:
        if not words.strip():
            raise CannotRecord("Say in a sentence why not, and what might do instead.")
        found.state = State.DECLINED
    else:
        if on is None or on not in found.named:
            raise CannotRecord("Choose one of the days that they named.")
        _demand_room(_offer_of(found.host), [on], on=_day(at), but=found.pk)
        found.state, found.on, found.begins, found.minutes = State.AGREED, on, begins, minutes
        found.where = where.strip()
    found.answer, found.answered_by, found.reminded_on = words.strip(), by, None
    said = ("state", "on", "begins", "minutes", "where", "answer", "answered_by", "reminded_on")
    editing.save(found, *said, by=by, at=at)
    _journal(found, f"hosting.{found.state}", by=by, at=at, day=found.on, words=found.answer)
    telling.of_answer(found, by=by, at=at)
    return found


@transaction.atomic
def move(
    *, visit: int, version: int | None = None, on: date, why: str, by: User, at: datetime, begins: time | None = None
) -> Visit:
    """Put an agreed visit on another day, with the reason; both calendars follow."""
    found = _seen(visit, version)
    _demand(found, State.AGREED, "Only a visit that is agreed and not made yet can be moved.")
    if not why.strip():
        raise CannotRecord("Say why it moves: the other school will want to know.")
    if on < _day(at):
        raise CannotRecord("Choose a day that is still to come.")
    if (on, begins) == (found.on, found.begins):
        raise CannotRecord("It is on that day already.")
    _demand_room(_offer_of(found.host), [on], on=_day(at), but=found.pk)
    before = found.on
    found.on, found.begins, found.why, found.sequence = on, begins, why.strip(), found.sequence + 1
    found.reminded_on = None
    editing.save(found, "on", "begins", "why", "sequence", "reminded_on", by=by, at=at)
    _journal(found, "hosting.moved", by=by, at=at, before=before, day=on, why=found.why)
    telling.of_move(found, before, by=by, at=at)
    return found


@transaction.atomic
def call_off(*, visit: int, version: int | None = None, why: str, by: User, at: datetime) -> Visit:
    """Call a visit off, or take the request back, with the reason. One that was recorded as made by mistake is called
    off likewise: its ties are withdrawn and do not come back."""
    found = _seen(visit, version)
    if found.state not in (State.ASKED, State.AGREED, State.MADE):
        raise CannotRecord("There is nothing to call off any more.")
    if not why.strip():
        raise CannotRecord("Say why: the other school will want to know.")
    was, found.state, found.why, found.sequence = found.state, State.CALLED_OFF, why.strip(), found.sequence + 1
    editing.save(found, "state", "why", "sequence", by=by, at=at)
    if was == State.MADE:
        ties.withdraw(source=str(found), why=found.why, by=by, at=at)
    _journal(found, "hosting.called-off", by=by, at=at, was=was, why=found.why)
    telling.of_calling_off(found, was, by=by, at=at)
    return found


@transaction.atomic
def made(
    *,
    visit: int,
    version: int | None = None,
    by: User,
    at: datetime,
    on: date | None = None,
    came: Sequence[str] = (),
) -> Visit:
    """Say that it took place (on another day than agreed: `on`), and who came. It counts as a tie of both schools."""
    found, today = _seen(visit, version), _day(at)
    _demand(found, State.AGREED, "Only a visit that was agreed, and not recorded yet, can have been made.")
    took_place = on or found.on
    if took_place is None or took_place > today:
        raise CannotRecord("That day is still to come.")
    found.state, found.on, found.came = State.MADE, took_place, [one.strip() for one in came if one.strip()]
    found.look_on = took_place + timedelta(weeks=hosting().ask_after_weeks)
    found.reminded_on = None
    editing.save(found, "state", "on", "came", "look_on", "reminded_on", by=by, at=at)
    ties.post(
        ends=[
            End(kind=Tie.Kind.VISIT_MADE, school=found.guest, other=found.host),
            End(kind=Tie.Kind.VISIT_HOSTED, school=found.host, other=found.guest),
        ],
        source=str(found),
        since=took_place,
        until=took_place,
        name=shared().name(found.topic),
        by=by,
        at=at,
    )
    _journal(found, "hosting.made", by=by, at=at, day=took_place, came=len(found.came))
    telling.of_making(found, by=by, at=at)
    return found


@transaction.atomic
def took_away(*, visit: int, words: str, by: User, at: datetime, version: int | None = None, thanks: str = "") -> Visit:
    """What the guests took away, and their thanks, which stand on the host's page."""
    found = _seen(visit, version)
    _demand(found, State.MADE, "Say first that the visit was made.")
    if not words.strip():
        raise CannotRecord("Say in a sentence what you took away.")
    found.took_away, found.thanks, found.reminded_on = words.strip(), thanks.strip(), None
    editing.save(found, "took_away", "thanks", "reminded_on", by=by, at=at)
    _journal(found, "hosting.took-away", by=by, at=at, words=found.took_away, thanks=found.thanks)
    telling.of_taking_away(found, by=by, at=at)
    return found


@transaction.atomic
def did_it_work(
    *, visit: int, words: str, yes: bool | None, by: User, at: datetime, version: int | None = None
) -> Visit:
    """Whether what the guests took away worked; None: too early to say, so they are asked again some weeks later."""
    found, today = _seen(visit, version), _day(at)
    _demand(found, State.MADE, "Say first that the visit was made.")
    if yes is not None and not words.strip():
        raise CannotRecord("Say in a sentence what worked, or what stood in the way: others learn from both.")
    found.worked, found.worked_words, found.reminded_on = yes, words.strip(), None
    found.worked_on = None if yes is None else today
    if yes is None:
        found.look_on = today + timedelta(weeks=hosting().ask_after_weeks)
    editing.save(found, "worked", "worked_words", "worked_on", "look_on", "reminded_on", by=by, at=at)
    _journal(found, "hosting.worked", by=by, at=at, yes=yes, words=found.worked_words)
    telling.of_working(found, by=by, at=at)
    return found


@transaction.atomic
def remind(*, visit: int, on: date, at: datetime) -> bool:
    """Remind whoever is next, once in so many days as the policy says. Whether anybody was."""
    found = Visit.objects.select_for_update().get(pk=visit)
    quiet = on - timedelta(days=hosting().remind_after_days)
    if (found.reminded_on and found.reminded_on > quiet) or not telling.of_turn(found, on=on, at=at):
        return False
    found.reminded_on = on
    found.save(update_fields=["reminded_on"])
    return True


def _offer_of(host: int) -> Offer | None:
    """The host's offer, locked until the transaction ends; None where it never made one."""
    found: Offer | None = Offer.objects.select_for_update().filter(school=host).first()
    return found


def _demand_room(found: Offer | None, days: Sequence[date], *, on: date, but: int | None = None) -> None:
    if found is None:
        return
    booked = queries.bookings(found.school, on=min(on, *days), but=but)
    taken = rules.full(days, booked, most=found.most_a_term, terms=heard())
    if not taken:
        return
    free = rules.next_room(on, booked, most=found.most_a_term, terms=heard())
    name = names_of([found.school])[found.school]
    then = f"It has room in the {_lower(free.words)}." if free else "Look whether another shows the same."
    raise CannotRecord(f"{name} has as many visits in the {_lower(taken[0].words)} as it can take. {then}")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _offered(topics: Sequence[str], words: str, most_a_term: int, days: Sequence[int]) -> dict[str, Any]:
    if not topics:
        raise CannotRecord("Choose at least one topic, so that you can be found.")
    for topic in topics:
        _known(topic)
    if not words.strip():
        raise CannotRecord("Say what visitors can see.")
    if not days or not set(days) <= set(range(len(rules.WEEKDAYS))):
        raise CannotRecord("Choose the weekdays on which visitors can come.")
    if not 1 <= most_a_term <= 99:
        raise CannotRecord("Say how many visits a term you can take: one at least.")
    return {
        "topics": list(dict.fromkeys(topics)),
        "words": words.strip(),
        "days": sorted(set(days)),
        "most_a_term": most_a_term,
    }


def _known(topic: str) -> str:
    """The name of a topic. Raises CannotRecord for one that the policy does not name."""
    found = shared()
    if topic not in found.by_key:
        raise CannotRecord("Choose a topic from the list.")
    return found.name(topic)


def _seen(visit: int, version: int | None) -> Visit:
    if version is None:
        found: Visit = Visit.objects.select_for_update().get(pk=visit)
        return found
    return editing.seen(Visit, visit, version)


def _demand(visit: Visit, state: str, otherwise: str) -> None:
    if visit.state != state:
        raise CannotRecord(otherwise)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _journal(thing: Offer | Visit, action: str, *, by: User, at: datetime, **details: Any) -> None:
    whose = {"school": thing.school} if isinstance(thing, Offer) else {"host": thing.host, "guest": thing.guest}
    journal.record(action=action, subject=str(thing), by=by, at=at, details={**whose, **details})
