"""Hold the workshop, choose actions, say that one is done, look again.

What is chosen is the school's: a task that comes of it holds none of its words. Raises ChangedMeanwhile and
CannotRecord.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.floor.audit import editing
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people.models import Person
from alongside.work.peer_review.reviews.models import Action, Look, Part, Review
from alongside.work.peer_review.reviews.noting import day_of, note, said
from alongside.work.peer_review.reviews.policies import review_reports
from alongside.work.peer_review.reviews.writing.actions import write_part
from alongside.work.tasks import actions as tasks
from alongside.work.tasks.models import Task

TASK = "Carry out what your school chose to do after its review"


@transaction.atomic
def hold_workshop(*, review: int, version: int, on: date, by: User, at: datetime) -> Review:
    """The school met to decide what it makes of the report."""
    found = editing.seen(Review, review, version)
    _must_be_agreed(found)
    if on > day_of(at):
        raise CannotRecord("That day is still to come: say so when the workshop took place.")
    found.workshop_on = on
    editing.save(found, "workshop_on", by=by, at=at)
    note(found, "review.workshop-held", by=by, at=at, on=on)
    return found


@transaction.atomic
def choose_action(*, review: int, words: str, who: Person | str, due: date, by: User, at: datetime) -> Part:
    """The school chooses to do something. `who`: a person (with an account they have it as a task, without its words),
    or who does it in words."""
    found = Review.objects.select_for_update().get(pk=review)
    _must_be_agreed(found)
    person = who if isinstance(who, Person) else None
    if due < day_of(at):
        raise CannotRecord("Choose a day to come.")
    part = write_part(review=found, kind=Part.Kind.ACTION, words=words, person=person, by=by, at=at)
    task = None
    if person and person.user_id:
        task = tasks.agree(
            words=TASK, owner=person, due=due, source=str(found), place=Place(), shown_to_school=False, by=by, at=at
        )
    Action.objects.create(part=part, who=said(str(who))[:120], due=due, task=task)
    return part


@transaction.atomic
def finish_action(*, action: int, by: User, at: datetime) -> Action:
    """What was chosen is done, and so is its task. Done already, nothing changes."""
    found = Action.objects.select_for_update(of=("self",)).select_related("part__review", "task").get(pk=action)
    if found.done_on is not None:
        return found
    found.done_on = day_of(at)
    found.save(update_fields=["done_on"])
    if found.task and found.task.state == Task.State.OPEN:
        tasks.end(task=found.task.pk, version=found.task.version, done=True, why="", by=by, at=at)
    note(found.part.review, "review.action-done", by=by, at=at, part=found.part_id)
    return found


@transaction.atomic
def look_again(*, review: int, months: int, words: str, changed: str, by: User, at: datetime) -> Part:
    """The school says what changed, so many months on. It is said once."""
    found = Review.objects.select_for_update().get(pk=review)
    _must_be_agreed(found)
    if months not in found.review_model.look_again_months:
        raise CannotRecord(f"This kind of review is not looked at again after {months} months.")
    if changed not in [one.key for one in review_reports().changed]:
        raise CannotRecord("Say whether something changed.")
    if found.looks.filter(months=months).exists():
        raise CannotRecord("It has been said already.")
    part = write_part(review=found, kind=Part.Kind.LOOK, words=words, by=by, at=at)
    Look.objects.create(part=part, review=found, months=months, changed=changed, on=day_of(at))
    return part


def _must_be_agreed(review: Review) -> None:
    if review.state != Review.State.AGREED:
        raise CannotRecord("The report is not agreed yet.")
