"""Write findings and the summary, agree the report, answer it, say what was learned.

What the journal keeps says that something was written, never what nor of which kind. Raises ChangedMeanwhile and
CannotRecord.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people.models import Person
from alongside.work.peer_review.reviews import telling
from alongside.work.peer_review.reviews.models import Draft, Part, Review
from alongside.work.peer_review.reviews.noting import day_of, note, said
from alongside.work.peer_review.reviews.policies import review_reports

State, Kind = Review.State, Part.Kind
FINDINGS = (Kind.STRENGTH, Kind.NEXT)


@transaction.atomic
def keep(*, review: int, slot: str, version: int, words: str, by: User, at: datetime) -> Draft:
    """Keep what somebody types, for themselves. `version`: of the draft that the page showed, 0 where there was none.
    Nothing is journalled: nobody else ever sees it."""
    draft = Draft.objects.select_for_update().filter(review=review, slot=slot, by=by).first()
    if draft and draft.words == words:
        return draft
    if (draft.version if draft else 0) != version:
        raise editing.ChangedMeanwhile(draft or Review.objects.get(pk=review))
    draft = draft or Draft(review_id=review, slot=slot, by=by, version=0)
    draft.words, draft.at, draft.version = words, at, draft.version + 1
    draft.save()
    return draft


@transaction.atomic
def write_finding(
    *, review: int, question: str, kind: str, words: str, by: User, at: datetime, excellent: bool = False
) -> Part:
    """Write a finding, with the school: a strength, or what to think about next (`kind`: “strength” or “next”), to a
    question of the model. `excellent`: an area of excellence."""
    found = _on(review)
    if kind not in [one.value for one in FINDINGS]:
        raise CannotRecord("A finding is a strength, or something to think about next.")
    if found.review_model.question(question) is None:
        raise CannotRecord("That is no question of this kind of review.")
    return write_part(
        review=found,
        kind=kind,
        words=words,
        question=question,
        excellent=excellent and kind == Kind.STRENGTH,
        by=by,
        at=at,
    )


@transaction.atomic
def mend_finding(*, finding: int, version: int, words: str, by: User, at: datetime, excellent: bool = False) -> Part:
    """Write a finding anew, until the school has agreed the report."""
    part = editing.seen(Part, finding, version)
    _on(part.review_id)
    part.words, part.excellent = said(words), excellent and part.kind == Kind.STRENGTH
    editing.save(part, "words", "excellent", by=by, at=at)
    part.review.drafts.filter(slot=f"part-{part.pk}", by=by).delete()
    note(part.review, "review.written", by=by, at=at, part=part.pk, version=part.version)
    return part


@transaction.atomic
def summarise(*, review: int, words: str, by: User, at: datetime, version: int = 0) -> Part:
    """Write the summary, or write it anew (`version`: of the one that stands)."""
    found = _on(review)
    part = found.parts.filter(kind=Kind.SUMMARY).first()
    if part is None:
        return write_part(review=found, kind=Kind.SUMMARY, words=words, by=by, at=at)
    return mend_finding(finding=part.pk, version=version, words=words, by=by, at=at)


@transaction.atomic
def agree_report(*, review: int, version: int, by: User, at: datetime) -> Review:
    """The school agrees that this is its report: it is not changed any more, and the school decides who reads it."""
    found = editing.seen(Review, review, version)
    if found.state != State.ON:
        raise CannotRecord("There is nothing to agree now.")
    if not found.parts.filter(kind__in=FINDINGS).exists():
        raise CannotRecord("Nothing has been written yet: write at least one finding.")
    days = timedelta(days=review_reports().reviewers_read_days)
    found.state, found.agreed_on, found.reviewers_until = State.AGREED, day_of(at), day_of(at) + days
    editing.save(found, "state", "agreed_on", "reviewers_until", by=by, at=at)
    found.drafts.exclude(slot="reflection").delete()
    note(found, "review.agreed", by=by, at=at)
    telling.agreed(review=found, by=by, at=at)
    return found


@transaction.atomic
def reply(*, review: int, words: str, by: User, at: datetime) -> Part:
    """The school says what it thinks of the report: it stands beside it, for whomever it is given to."""
    found = Review.objects.select_for_update().get(pk=review)
    if found.state not in (State.ON, State.AGREED):
        raise CannotRecord("There is no report to answer yet.")
    return write_part(review=found, kind=Kind.REPLY, words=words, by=by, at=at)


@transaction.atomic
def reflect(*, review: int, reviewer: Person, words: str, by: User, at: datetime) -> Part:
    """A reviewer says what they learned and take home. Said anew, it stands in place of what they said before."""
    found = Review.objects.select_for_update().get(pk=review)
    if found.state not in (State.ON, State.AGREED) or not found.members.filter(person=reviewer).exists():
        raise CannotRecord("Only a reviewer of a review that took place can say what they learned from it.")
    part = found.parts.filter(kind=Kind.REFLECTION, person=reviewer).first()
    if part is None:
        return write_part(review=found, kind=Kind.REFLECTION, words=words, person=reviewer, by=by, at=at)
    part.words = said(words)
    editing.save(part, "words", by=by, at=at)
    note(found, "review.written", by=by, at=at, part=part.pk, version=part.version)
    return part


@transaction.atomic
def write_part(
    *,
    review: Review,
    kind: str,
    words: str,
    by: User,
    at: datetime,
    question: str = "",
    excellent: bool = False,
    in_pack: bool = False,
    person: Person | None = None,
) -> Part:
    """Write a part of a review. For the actions of this package."""
    part = Part.objects.create(
        review=review,
        kind=kind,
        words=said(words),
        question=question,
        excellent=excellent,
        in_pack=in_pack,
        person=person,
        by=by,
        at=at,
    )
    review.drafts.filter(slot=f"{kind}-{question}" if question else kind, by=by).delete()
    note(review, "review.written", by=by, at=at, part=part.pk, version=part.version)
    return part


def _on(review: int) -> Review:
    found = Review.objects.select_for_update().get(pk=review)
    if found.state == State.PREPARING:
        raise CannotRecord("The review has not begun yet.")
    if found.state != State.ON:
        raise CannotRecord("The school has agreed the report: it is not changed any more. The school can answer it.")
    return found
