"""Say what a school is good at, confirm it, answer it, change it, take it back.

What changes a strength takes the `version` that the person saw and raises ChangedMeanwhile where a newer one is there;
all raise CannotRecord. Who may do what is asked by the pages (`permissions`).
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.audit.editing import save, seen
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people.models import Holding, Person
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.sharing.strengths import telling
from alongside.work.sharing.strengths.models import Confirmation, Strength, Word
from alongside.work.sharing.strengths.policies import strengths
from alongside.work.ties.finding import weighed
from alongside.work.ties.topics import topics

LONGEST = 600  # a strength is a sentence or two; what was done and how is practice


@transaction.atomic
def say(
    *,
    school: int,
    topic: str,
    words: str,
    seen: str,
    on: date,
    by: User,
    at: datetime,
    phase: str = "",
    source: str = "",
    shown_to: str = Strength.ShownTo.SCHOOLS,
) -> Strength:
    """Say what a school (URN) is good at. `seen`: own, visit, review, inspection or colleague; `on`: when it was seen.
    `source`: the thing that it rests on (“visit 12”), or where it is published, which inspections must say. The school
    hears of what others say."""
    _check(topic=topic, words=words, phase=phase, on=on, at=at)
    if seen not in strengths().seen:
        raise CannotRecord("Say how you know: the school’s own word, a visit, a review, an inspection or a colleague.")
    if seen == "inspection" and not source.strip():
        raise CannotRecord("Say where the inspectors published it.")
    if shown_to not in Strength.ShownTo.values:
        raise CannotRecord("Say who may see it.")
    same = Strength.objects.said().at_school(school).filter(topic=topic, seen=seen, words=words.strip())
    if same.exists():
        raise CannotRecord("That is said of the school already. Confirm it instead.")
    made: Strength = Strength.objects.create(
        school=school,
        topic=topic,
        words=words.strip(),
        phase=phase,
        seen=seen,
        seen_on=on,
        fresh_on=on,
        source=source.strip()[:300],
        shown_to=shown_to,
        said_by=by,
        by=by,
        at=at,
    )
    _keep_words(made)
    # What is taken back, or was given from the report of a review, must not stay behind in the journal: no words there.
    journal.record(
        action="strength.said",
        subject=made.thing,
        by=by,
        at=at,
        details={"school": school, "topic": topic, "seen": seen, "on": on},
    )
    telling.of_saying(made, by=by, at=at)
    return made


@transaction.atomic
def change(
    *, strength: int, version: int, topic: str, words: str, on: date, by: User, at: datetime, phase: str = ""
) -> Strength:
    """Say it in other words, or of another day. What was confirmed was the words before, and stays in the history."""
    _check(topic=topic, words=words, phase=phase, on=on, at=at)
    found = _open(strength, version)
    found.topic, found.words, found.phase, found.seen_on = topic, words.strip(), phase, on
    found.fresh_on = max([on, *found.confirmations.values_list("on", flat=True)])
    save(found, "topic", "words", "phase", "seen_on", "fresh_on", by=by, at=at)
    _keep_words(found)
    details = {"topic": topic, "on": on}
    journal.record(action="strength.changed", subject=found.thing, by=by, at=at, details=details)
    return found


@transaction.atomic
def confirm(*, strength: int, person: Person, on: date, by: User, at: datetime, words: str = "") -> Confirmation:
    """Somebody from elsewhere (`person`) saw it on a day. It is as fresh as that day again; the school hears of it."""
    found: Strength = Strength.objects.select_for_update().get(pk=strength)
    if found.state != Strength.State.SAID:
        raise CannotRecord("The school took this back.")
    if on > _day(at):
        raise CannotRecord("Give the day on which it was seen, not one to come.")
    if person.user_id is not None and person.user_id == found.said_by_id:
        raise CannotRecord("Whoever said it cannot confirm it: somebody else who saw it can.")
    if Holding.objects.on(on).at_school(found.school).filter(person=person).exists():
        raise CannotRecord("Somebody from another school, or from the partnership, has to have seen it.")
    if found.confirmations.filter(person=person, on=on).exists():
        raise CannotRecord(f"{person} has confirmed it for that day already.")
    made = Confirmation.objects.create(strength=found, person=person, on=on, words=words.strip(), by=by, at=at)
    found.fresh_on = max(found.fresh_on, on)
    save(found, "fresh_on", by=by, at=at)
    journal.record(
        action="strength.confirmed", subject=found.thing, by=by, at=at, details={"person": person.pk, "on": on}
    )
    telling.of_confirming(found, by=by, at=at)
    return made


@transaction.atomic
def answer(*, strength: int, version: int, words: str, by: User, at: datetime) -> Strength:
    """What the school says to it, shown beneath; empty words take an answer away."""
    found = _open(strength, version)
    found.answer = words.strip()
    save(found, "answer", by=by, at=at)
    journal.record(action="strength.answered", subject=found.thing, by=by, at=at, details={})
    telling.of_answer(found, by=by, at=at)
    return found


@transaction.atomic
def take_back(*, strength: int, version: int, by: User, at: datetime, why: str = "") -> Strength:
    """Nobody but the school sees it from now on. A reason is welcome and not asked for."""
    found = _open(strength, version)
    found.state, found.why = Strength.State.TAKEN_BACK, why.strip()
    save(found, "state", "why", by=by, at=at)
    journal.record(action="strength.taken-back", subject=found.thing, by=by, at=at, details={})
    return found


def _open(pk: int, version: int) -> Strength:
    found = seen(Strength, pk, version)
    if found.state != Strength.State.SAID:
        raise CannotRecord("This was taken back. Say it anew where it holds again.")
    return found


def _check(*, topic: str, words: str, phase: str, on: date, at: datetime) -> None:
    if topic not in topics().by_key:
        raise CannotRecord("Say what it is about: choose one of the topics.")
    if not words.strip():
        raise CannotRecord("Say in a sentence what the school does well.")
    if len(words.strip()) > LONGEST:
        raise CannotRecord(
            f"Say it in {LONGEST} letters at most. What was done, and how, can be written up as practice."
        )
    if phase and phase not in PHASES:
        raise CannotRecord("Say for which phase, or leave it open.")
    if on > _day(at):
        raise CannotRecord("Give the day on which it was seen, not one to come.")


def _keep_words(strength: Strength) -> None:
    """The words by which it is found: its own, and those of its topic."""
    Word.objects.filter(thing=strength).delete()
    topic = topics().by_key[strength.topic]
    found = weighed((strength.words, 2), (topic.name, 4), (" ".join(topic.also), 2), (topic.says, 1))
    Word.objects.bulk_create(Word(thing=strength, word=word, weight=weight) for word, weight in found.items())


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
