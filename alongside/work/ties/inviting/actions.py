"""Ask schools in: one by one or many at once; record what they answer. Raises CannotRecord, ChangedMeanwhile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.naming import names_of
from alongside.work.tasks import actions as tasks
from alongside.work.tasks.models import Task
from alongside.work.ties.inviting import letters
from alongside.work.ties.inviting.models import Asking, Wave
from alongside.work.ties.isolation.models import Standing

ANSWERS = (Asking.State.COMING, Asking.State.TALK, Asking.State.NOT_NOW)


@transaction.atomic
def ask_in(*, school: int, owner: Person, due: date, by: User, at: datetime, words: str = "") -> Asking:
    """Somebody is to ask a school in by a day: it becomes their task."""
    today = at.astimezone(LONDON).date()
    if due < today:
        raise CannotRecord("Give a day that is still to come.")
    standing = _listed([school])[school]
    waiting = Asking.objects.waiting().filter(school=school, task__state=Task.State.OPEN).select_related("task__owner")
    found = waiting.first()
    if found and found.task:
        raise CannotRecord(f"{found.task.owner} is to ask this school already, by {day(found.task.due)}.")
    made = Asking.objects.create(
        school=school,
        district=standing.district,
        owner=owner,
        asked_on=today,
        then=standing.state,
        points_then=standing.points,
        by=by,
        at=at,
    )
    name = names_of([school])[school]
    made.task = tasks.agree(
        words=words.strip()
        or f"Ask {name} in: speak with its head about a family, a review or a visit that would suit.",
        owner=owner,
        due=due,
        source=f"invitation {made.pk}",
        place=made.place,
        shown_to_school=False,
        by=by,
        at=at,
    )
    made.save(update_fields=["task"])
    _journal(made, "school.asked-in", by=by, at=at, owner=owner.name, due=due)
    return made


@transaction.atomic
def draft(*, title: str, subject: str, words: str, schools: Collection[int], by: User, at: datetime) -> Wave:
    """Prepare invitations to many schools. Nothing is sent yet."""
    title, subject, words = _worded(title, subject, words)
    if not schools:
        raise CannotRecord("Choose at least one school.")
    listed = _listed(schools)
    made = Wave.objects.create(title=title, subject=subject, words=words, by=by, at=at)
    Asking.objects.bulk_create(
        Asking(school=urn, district=listed[urn].district, wave=made, by=by, at=at) for urn in sorted(set(schools))
    )
    details = {"title": made.title, "schools": len(set(schools))}
    journal.record(action="wave.drafted", subject=f"wave {made.pk}", by=by, at=at, details=details)
    return made


@transaction.atomic
def change(*, wave: int, version: int, title: str, subject: str, words: str, by: User, at: datetime) -> Wave:
    """Other words, while nothing is sent."""
    found = _unsent(wave, version)
    found.title, found.subject, found.words = _worded(title, subject, words)
    editing.save(found, "title", "subject", "words", by=by, at=at)
    journal.record(action="wave.changed", subject=f"wave {wave}", by=by, at=at, details={"title": found.title})
    return found


@transaction.atomic
def send(*, wave: int, version: int, by: User, at: datetime) -> Wave:
    """Write to head and chair of every school chosen; how each school stands today is kept, to be looked at again in a
    term. A school without anybody to write to is among them: somebody has to go there."""
    found, today = _unsent(wave, version), at.astimezone(LONDON).date()
    askings = list(found.askings.order_by("school"))
    standings = {one.school: one for one in Standing.objects.filter(school__in=[one.school for one in askings])}
    written = letters.write(found, askings, on=today, by=by, at=at)
    for asking in askings:
        standing = standings.get(asking.school)
        asking.asked_on = today
        asking.then, asking.points_then = (standing.state, standing.points) if standing else ("", None)
        asking.to = written.get(asking.school, [])
        editing.save(asking, "asked_on", "then", "points_then", "to", by=by, at=at)
    found.sent_on = today
    editing.save(found, "sent_on", by=by, at=at)
    details = {
        "title": found.title,
        "schools": [one.school for one in askings],
        "letters": sum(map(len, written.values())),
    }
    journal.record(action="wave.sent", subject=f"wave {wave}", by=by, at=at, details=details)
    return found


@transaction.atomic
def answer(*, asking: int, version: int, state: str, by: User, at: datetime, words: str = "") -> Asking:
    """What the school said to it; whoever was to ask is told, and need not any more."""
    found = editing.seen(Asking, asking, version)
    if state not in ANSWERS:
        raise CannotRecord("Say whether the school would like to come in, to talk first, or not now.")
    if found.asked_on is None:
        raise CannotRecord("The invitation has not been sent yet.")
    today = at.astimezone(LONDON).date()
    found.state, found.said, found.answered_on = Asking.State(state), words.strip(), today
    editing.save(found, "state", "said", "answered_on", by=by, at=at)
    _journal(found, "school.answered", by=by, at=at, state=state, words=found.said)
    if found.task and found.task.state == Task.State.OPEN:
        why = f"{found.get_state_display()}." + (f" {found.said}" if found.said else "")
        tasks.end(task=found.task.pk, version=found.task.version, done=True, why=why, by=by, at=at)
    letters.tell_answer(found, by=by, at=at)
    return found


def _listed(schools: Collection[int]) -> dict[int, Standing]:
    found = {one.school: one for one in Standing.objects.filter(school__in=schools)}
    if lacking := sorted(set(schools) - found.keys()):
        raise CannotRecord(f"The register lists no open school of ours with URN {lacking[0]}.")
    return found


def _worded(*words: str) -> Sequence[str]:
    tidied = [one.strip() for one in words]
    if not all(tidied):
        raise CannotRecord("Give it a name, a subject and words.")
    return tidied


def _unsent(wave: int, version: int) -> Wave:
    found = editing.seen(Wave, wave, version)
    if found.sent_on:
        raise CannotRecord(f"It was sent on {day(found.sent_on)}: what was sent does not change.")
    return found


def _journal(asking: Asking, action: str, *, by: User, at: datetime, **details: object) -> None:
    said = {"school": asking.school, **details}
    journal.record(action=action, subject=f"invitation {asking.pk}", by=by, at=at, details=said)
