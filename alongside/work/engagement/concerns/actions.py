"""Record a concern or a strength, weigh it again, tell the school, answer, close, open again.

Each takes the `version` that the person saw and raises ChangedMeanwhile where a newer one is there, and CannotRecord.
What is restricted leaves only a digest in the journal, no task, no notice and nothing in the ledger.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import rules
from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord, ChangedMeanwhile
from alongside.knowledge.people.models import Holding, Person
from alongside.knowledge.schools.places import place_of
from alongside.work.engagement.concerns import telling
from alongside.work.engagement.concerns.models import Concern, Reply, Weighing
from alongside.work.engagement.concerns.policies import STRENGTH, Concerns, concerns
from alongside.work.tasks import actions as tasks

_KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What is done next, by whom, by when."""

    words: str
    owner: Person
    due: date


@transaction.atomic
def record(
    *,
    school: int,
    kind: str,
    area: str,
    source: str,
    title: str,
    weight: str,
    why: str,
    by: User,
    at: datetime,
    direction: str = "new",
    words: str = "",
    source_words: str = "",
    restricted: bool = False,
    next_step: NextStep | None = None,
) -> Concern:
    """Record a concern or a strength of a school (`kind`), with its first weight and why. Keys as in
    policies/concerns.yaml. Who follows the school's concerns is told, unless it is restricted. Raises CannotRecord."""
    policy, today = concerns(), _day(at)
    if not title.strip():
        raise CannotRecord("Say in a few words what it is.")
    _known(policy, kind=kind, area=area, source=source, weight=weight, direction=direction, why=why)
    made = Concern(
        key="".join(secrets.choice(_KEY_LETTERS) for _ in range(8)),
        kind=kind,
        school=school,
        area=area,
        source=source,
        source_words=source_words.strip()[:200],
        title=title.strip()[:120],
        words=words.strip(),
        restricted=restricted,
        recorded_on=today,
        recorded_by=by,
        weight=weight,
        direction=direction,
        weighed_on=today,
        by=by,
        at=at,
    )
    _take_step(made, next_step, by=by, at=at)
    made.save()
    _weighing(made, Weighing.Act.RECORDED, why=why, by=by, at=at)
    _journal(made, "concern.recorded", by=by, at=at, title=made.title, words=made.words, why=why.strip())
    telling.of_new(made, by=by, at=at)
    return made


@transaction.atomic
def weigh(
    *,
    concern: int,
    version: int,
    weight: str,
    direction: str,
    why: str,
    by: User,
    at: datetime,
    next_step: NextStep | None = None,
) -> Concern:
    """Weigh it again: a new row, which says how heavy it is now, whether it gets better, and why. Without a next step
    the one agreed before goes on."""
    found = _seen(concern, version)
    if found.state != Concern.State.OPEN:
        raise CannotRecord("It is closed: open it again first.")
    _known(concerns(), kind=found.kind, weight=weight, direction=direction, why=why)
    found.weight, found.direction, found.weighed_on = weight, direction, _day(at)
    _take_step(found, next_step, by=by, at=at)
    _save(found, "weight", "direction", "weighed_on", "next_words", "next_owner", "next_due", "task", by=by, at=at)
    _weighing(found, Weighing.Act.WEIGHED, why=why, by=by, at=at)
    _journal(found, "concern.weighed", by=by, at=at, weight=weight, direction=direction, why=why.strip())
    return found


@transaction.atomic
def close(*, concern: int, version: int, why: str, by: User, at: datetime) -> Concern:
    """Close it, with the reason. A task that was agreed goes on until it is done or dropped."""
    found = _seen(concern, version)
    if found.state != Concern.State.OPEN:
        raise CannotRecord("It was closed already.")
    if not why.strip():
        raise CannotRecord("Say why it is closed: somebody will ask.")
    found.state = Concern.State.CLOSED
    _save(found, "state", by=by, at=at)
    _weighing(found, Weighing.Act.CLOSED, why=why, by=by, at=at)
    _journal(found, "concern.closed", by=by, at=at, why=why.strip())
    return found


@transaction.atomic
def reopen(*, concern: int, version: int, weight: str, direction: str, why: str, by: User, at: datetime) -> Concern:
    """Open it again, weighed anew, with the reason."""
    found = _seen(concern, version)
    if found.state != Concern.State.CLOSED:
        raise CannotRecord("It is open.")
    _known(concerns(), kind=found.kind, weight=weight, direction=direction, why=why)
    found.state, found.weight, found.direction, found.weighed_on = Concern.State.OPEN, weight, direction, _day(at)
    _save(found, "state", "weight", "direction", "weighed_on", by=by, at=at)
    _weighing(found, Weighing.Act.REOPENED, why=why, by=by, at=at)
    _journal(found, "concern.reopened", by=by, at=at, weight=weight, direction=direction, why=why.strip())
    return found


@transaction.atomic
def tell_school(
    *,
    concern: int,
    version: int,
    how: str,
    on: date,
    by: User,
    at: datetime,
    holdings: Sequence[Holding] = (),
    to: str = "",
) -> Concern:
    """Record that the school was told, and show it on the school's page from now on. `holdings`: the head and chair who
    were told; `to`: who else, in words. The head and chair get a notice that they can answer; the ledger hears that
    they were talked to."""
    found = _seen(concern, version)
    names = [one.person.name for one in holdings] + ([to.strip()] if to.strip() else [])
    if found.restricted:
        raise CannotRecord("It is restricted. Lift the restriction first; then the school can be told.")
    if found.told_on:
        raise CannotRecord("The school has been told already.")
    if not names:
        raise CannotRecord("Say whom you told.")
    if how not in concerns().referral.means:
        raise CannotRecord("Say how you told them.")
    if not found.recorded_on <= on <= _day(at):
        raise CannotRecord("Give the day on which you told them: not before it was recorded, and not one to come.")
    found.told_on, found.told_to, found.told_how, found.told_by = on, ", ".join(names)[:120], how, by
    _save(found, "told_on", "told_to", "told_how", "told_by", by=by, at=at)
    _journal(found, "concern.told", by=by, at=at, to=found.told_to, how=how, on=on)
    telling.of_being_told(found, holdings, by=by, at=at)
    return found


@transaction.atomic
def reply(*, concern: int, words: str, by: User, at: datetime) -> Reply:
    """The school answers in its own words. Raises CannotRecord before it was told, and without words."""
    found = Concern.objects.select_for_update().get(pk=concern)
    if found.told_on is None:
        raise CannotRecord("The school has not been told of this yet.")
    if not words.strip():
        raise CannotRecord("Write what the school wants to say.")
    made = Reply.objects.create(concern=found, words=words.strip(), by=by, at=at)
    _journal(found, "concern.answered", by=by, at=at, words=made.words)
    telling.of_reply(found, by=by, at=at)
    return made


@transaction.atomic
def share(*, concern: int, version: int, to_share: bool, by: User, at: datetime) -> Concern:
    """Mark a strength as one that others may learn from, or take the mark away."""
    found = _seen(concern, version)
    if found.kind != STRENGTH:
        raise CannotRecord("Only strengths are shared.")
    found.to_share = to_share
    _save(found, "to_share", by=by, at=at)
    _journal(found, "concern.to-share" if to_share else "concern.not-to-share", by=by, at=at)
    return found


@transaction.atomic
def lift(*, concern: int, version: int, why: str, by: User, at: datetime) -> Concern:
    """Lift the restriction: from now on it is followed like any other, and the school is to be told."""
    found = _seen(concern, version)
    if not found.restricted:
        raise CannotRecord("It is not restricted.")
    if not why.strip():
        raise CannotRecord("Say why it need not be restricted any more.")
    found.restricted, found.recorded_on = False, _day(at)
    _save(found, "restricted", "recorded_on", by=by, at=at)
    _weighing(found, Weighing.Act.WEIGHED, why=why, by=by, at=at)
    _journal(found, "concern.restriction-lifted", by=by, at=at, why=why.strip())
    return found


@transaction.atomic
def note_read(*, concern: Concern, by: User, at: datetime) -> None:
    """Somebody reads a restricted one. To be called before it is shown."""
    journal.record(action="concern.read", subject=concern.thing, by=by, at=at, details={"restricted": True})


def _take_step(concern: Concern, step: NextStep | None, *, by: User, at: datetime) -> None:
    """The next step: a task of its owner; of what is restricted it stays here, since tasks are seen by many."""
    if step is None:
        return
    if not step.words.strip():
        raise CannotRecord("Say what is done next.")
    if step.due < _day(at):
        raise CannotRecord("The next step is due on a day that is past: choose a later one.")
    place = place_of(concern.school)
    concern.next_words, concern.next_owner, concern.next_due = step.words.strip()[:300], step.owner, step.due
    if concern.restricted:
        if not rules.has_perm("concerns.restricted", step.owner.user, place):
            raise CannotRecord(f"{step.owner} may not read what is restricted here: choose somebody who may.")
        return
    concern.task = tasks.agree(
        words=concern.next_words,
        owner=step.owner,
        due=step.due,
        source=concern.thing,
        place=place,
        by=by,
        at=at,
        shown_to_school=False,  # the school has perhaps not been told; the concern itself shows it the step
    )


def _weighing(concern: Concern, act: Weighing.Act, *, why: str, by: User, at: datetime) -> None:
    Weighing.objects.create(
        concern=concern,
        act=act,
        on=_day(at),
        weight=concern.weight,
        direction=concern.direction,
        why=why.strip(),
        next_words=concern.next_words,
        next_owner=concern.next_owner.name if concern.next_owner else "",
        next_due=concern.next_due,
        by=by,
        at=at,
    )


def _known(policy: Concerns, *, kind: str, weight: str, direction: str, why: str, **keys: str) -> None:
    """Raises CannotRecord for a word that the policy does not know, and without a reason."""
    if kind not in policy.weights:
        raise CannotRecord("Say whether it is a concern or a strength.")
    if weight not in {one.key for one in policy.weights[kind]}:
        raise CannotRecord("Say how heavy it is.")
    if direction not in policy.directions:
        raise CannotRecord("Say whether it gets better or worse.")
    if "area" in keys and keys["area"] not in policy.areas:
        raise CannotRecord("Say what it is about.")
    if "source" in keys and keys["source"] not in policy.sources:
        raise CannotRecord("Say where it comes from.")
    if not why.strip():
        raise CannotRecord("Say why it weighs so: whoever weighs it next will need it.")


def _seen(pk: int, version: int) -> Concern:
    found = Concern.objects.select_for_update(of=("self",)).select_related("by", "next_owner").get(pk=pk)
    if found.version != version:
        raise ChangedMeanwhile(found)
    return found


def _save(concern: Concern, *changed: str, by: User, at: datetime) -> None:
    concern.version += 1
    concern.by, concern.at = by, at
    concern.save(update_fields=[*changed, "version", "by", "at"])


def _journal(concern: Concern, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said: dict[str, Any] = {"kind": concern.kind, "school": concern.school, **details}
    if concern.restricted:
        said = {"restricted": True, "digest": blake2b(repr(sorted(said.items())).encode(), digest_size=16).hexdigest()}
    journal.record(action=action, subject=concern.thing, by=by, at=at, details=said)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
