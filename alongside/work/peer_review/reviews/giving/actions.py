"""Give a part of a report to an audience; take it back.

Raises ChangedMeanwhile and CannotRecord.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people.models import Person
from alongside.work.peer_review.reviews import telling
from alongside.work.peer_review.reviews.consent import NEVER_GIVEN, WHEN_AGREED, Audience
from alongside.work.peer_review.reviews.models import Part, Release, Review
from alongside.work.peer_review.reviews.noting import day_of, note
from alongside.work.sharing.strengths import actions as strengths
from alongside.work.sharing.strengths.models import Strength


@transaction.atomic
def release(
    *, part: int, to: Audience, by: User, at: datetime, until: date | None = None, topic: str = "", phase: str = ""
) -> Release:
    """Give a part to an audience, until the end of a day or until it is taken back. Given again to the same, it is
    given until the new day.

    `topic`: a strength that all schools may read without an end is also listed among what schools are good at, under
    this topic (and phase).
    """
    found = Part.objects.select_for_update(of=("self",)).select_related("review").get(pk=part)
    _may_be_given(found, to, until, at)
    given = found.releases.filter(to=to.kind, key=to.key, taken_back=False).first()
    if given is None:
        given = Release.objects.create(part=found, to=to.kind, key=to.key, since=day_of(at), until=until, by=by, at=at)
    elif given.until != until:
        given.until = until
        editing.save(given, "until", by=by, at=at)
    note(found.review, "review.given", by=by, at=at, part=part, to=to.kind, key=to.key, until=until)
    if until is not None and given.strength:
        _withdraw_strength(given, by=by, at=at)
    elif topic and given.strength is None:
        _post_strength(given, topic, phase, by=by, at=at)
    if to.kind == Release.To.PERSON:
        telling.given(review=found.review, to=Person.objects.get(pk=int(to.key)), by=by, at=at)
    return given


@transaction.atomic
def take_back(*, release: int, by: User, at: datetime) -> Release:
    """Take a part back: from now on they read it no more. Taken back already, nothing changes."""
    found = Release.objects.select_for_update(of=("self",)).select_related("part__review").get(pk=release)
    if found.taken_back:
        return found
    found.taken_back = True
    editing.save(found, "taken_back", by=by, at=at)
    note(found.part.review, "review.taken-back", by=by, at=at, part=found.part_id, to=found.to, key=found.key)
    if found.strength:
        _withdraw_strength(found, by=by, at=at)
    return found


def _may_be_given(part: Part, to: Audience, until: date | None, at: datetime) -> None:
    if to.kind not in Release.To.values or bool(to.key) == (to.kind in (Release.To.OFFICE, Release.To.ALL)):
        raise CannotRecord("Say whom it is for.")
    if to.kind == Release.To.PERSON and not (to.key.isdecimal() and Person.objects.filter(pk=int(to.key)).exists()):
        raise CannotRecord("There is no such person here.")
    if part.kind in NEVER_GIVEN:
        raise CannotRecord("What a reviewer learned is theirs: it is given to nobody else.")
    if part.kind in WHEN_AGREED and part.review.state != Review.State.AGREED:
        raise CannotRecord("Agree the report first. Then you decide who reads which part of it.")
    if until is not None and until < day_of(at):
        raise CannotRecord("That day is over already.")


def _post_strength(given: Release, topic: str, phase: str, *, by: User, at: datetime) -> None:
    part = given.part
    if part.kind != Part.Kind.STRENGTH or given.to != Release.To.ALL or given.until is not None:
        raise CannotRecord("Only a strength that all schools may read without an end is listed among the strengths.")
    posted = strengths.say(
        school=part.review.school,
        topic=topic,
        words=part.words,
        phase=phase,
        seen="review",
        on=part.review.begun_on or day_of(at),
        source=f"review {part.review_id}",
        shown_to="schools",
        by=by,
        at=at,
    )
    given.strength = posted.pk
    editing.save(given, "strength", by=by, at=at)


def _withdraw_strength(given: Release, *, by: User, at: datetime) -> None:
    """What is no longer given to all schools without an end leaves the strengths at once."""
    posted = Strength.objects.said().filter(pk=given.strength or 0).first()
    given.strength = None
    editing.save(given, "strength", by=by, at=at)
    if posted:
        why = "The school no longer gives it to all schools."
        strengths.take_back(strength=posted.pk, version=posted.version, why=why, by=by, at=at)
