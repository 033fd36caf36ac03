"""Open a term's round, answer it, reply to a no, close it.

What is answered in confidence leaves no journal entry of its own, no time and no word in the ledger: the journal says
who did what and when, and here that is the secret. When the round closes, one entry holds a digest over all that is
sealed. The trusted person's readings are journalled, alike for reading and replying, so that their number is nobody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people.models import Person
from alongside.work.engagement.supported import queries, rules, sealing, telling
from alongside.work.engagement.supported.models import Answer, Asked, Round, Sealed
from alongside.work.engagement.supported.policies import supported


@transaction.atomic
def open_round(*, by: User | None, at: datetime) -> Round:
    """Open the round of the term of this day: every head and chair of governors is asked and told. Raises CannotRecord
    where it was opened already, where nobody is asked, or where there is not exactly one trusted person."""
    policy, on = supported(), _day(at)
    key, name, _ = policy.term_on(on)
    trusted = queries.trusted_people(on)
    if len(trusted) != 1:
        raise CannotRecord(
            f"There must be one trusted person, who reads what is said in confidence; there are {len(trusted)}. Record "
            "who holds that role first."
        )
    asked = queries.to_be_asked(on, policy.roles)
    if not asked:
        raise CannotRecord("Nobody is recorded as a head or chair of governors, so nobody would be asked.")
    questions = [one.model_dump() for one in policy.questions]
    closes_on = on + timedelta(days=policy.open_for_days)
    try:
        with transaction.atomic():
            made = Round.objects.create(
                key=key,
                name=name,
                questions=questions,
                opened_on=on,
                closes_on=closes_on,
                trusted=trusted[0],
                by=by,
                at=at,
            )
    except IntegrityError:
        raise CannotRecord(f"{name}: schools have been asked already.") from None
    Asked.objects.bulk_create(
        Asked(round=made, person=one.person, role=one.role, school=one.school, district=one.district) for one in asked
    )
    details = {"asked": len(asked), "closes on": closes_on, "trusted person": trusted[0].name}
    journal.record(action="supported.opened", subject=made.thing, by=by, at=at, details=details)
    telling.of_opening(made, by=by, at=at)
    return made


@transaction.atomic
def answer(
    *,
    round: Round,
    person: Person,
    said: Mapping[str, bool],
    words: str,
    in_confidence: bool,
    by: User,
    at: datetime,
) -> None:
    """Answer, or answer anew while the round is open. `said`: yes or no by the key of each question. An open answer
    stays open; one in confidence may be opened. Raises CannotRecord."""
    found = Round.objects.select_for_update().get(pk=round.pk)
    asked = Asked.objects.filter(round=found, person=person).select_related("round", "person").first()
    if person.user_id != by.pk or asked is None:
        raise CannotRecord("You are not asked in this round. If you should be, tell the partnership’s office.")
    if not found.is_open or _day(at) > found.closes_on:
        raise CannotRecord("This round is closed.")
    if {one["key"] for one in found.questions} != set(said):
        raise CannotRecord("Answer each question with yes or no.")
    before = Answer.objects.select_for_update().filter(asked=asked).first()
    if in_confidence:
        if before:
            raise CannotRecord(
                "You answered openly, so it can no longer become confidential. You can change what you said."
            )
        _seal(found, asked, dict(said), words.strip(), at)
        return
    Sealed.objects.filter(token=sealing.token(found.key, person.pk)).delete()
    _answer_openly(found, asked, before, dict(said), words.strip(), by=by, at=at)


@transaction.atomic
def reply(*, answer: int, version: int, words: str, by: User, at: datetime) -> Answer:
    """Reply to an open answer; its author is told. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Answer, answer, version)
    if not words.strip():
        raise CannotRecord("Write the reply.")
    if found.replied_at:
        raise CannotRecord("It was replied to already.")
    found.reply, found.replied_by, found.replied_at = words.strip(), by, at
    editing.save(found, "reply", "replied_by", "replied_at", by=by, at=at)
    details = {"school": found.asked.school, "words": found.reply}
    journal.record(action="supported.replied", subject=found.thing, by=by, at=at, details=details)
    telling.of_reply(found, by=by, at=at)
    return found


@transaction.atomic
def read_words(*, round: Round, by: User, at: datetime) -> list[queries.InConfidence]:
    """What was said in confidence in a round, for its trusted person alone; the reading is journalled. Those with a no
    that waits come first. Raises CannotRecord for anybody else."""
    _demand_trusted(round, by, at)
    journal.record(action="supported.words-opened", subject=round.thing, by=by, at=at, details={})
    return queries.in_confidence(round)


@transaction.atomic
def reply_in_confidence(*, round: Round, token: str, words: str, by: User, at: datetime) -> None:
    """The trusted person replies; the author reads it on the page of the question, and nobody is told by letter.
    Journalled like a reading. Raises CannotRecord."""
    _demand_trusted(round, by, at)
    found = Sealed.objects.select_for_update().filter(round=round, token=token).first()
    if found is None:
        raise CannotRecord("That answer is not there any more: its author changed it.")
    if not words.strip():
        raise CannotRecord("Write the reply.")
    found.box = sealing.seal(sealing.unseal(found.box) | {"reply": words.strip()})
    found.waits = False
    found.save(update_fields=["box", "waits"])
    journal.record(action="supported.words-opened", subject=round.thing, by=by, at=at, details={})


@transaction.atomic
def remind(*, round: Round, by: User | None, at: datetime) -> None:
    """Tell everybody who was asked once more, whether they answered or not: to leave out who did would tell."""
    found = Round.objects.select_for_update().get(pk=round.pk)
    found.reminded_on = _day(at)
    found.save(update_fields=["reminded_on"])
    journal.record(action="supported.reminded", subject=found.thing, by=by, at=at, details={})
    telling.of_reminder(found, by=by, at=at)


@transaction.atomic
def close_round(*, round: Round, by: User | None, at: datetime) -> Round:
    """Close a round and make its figures, once. Raises CannotRecord where it is closed already."""
    found = Round.objects.select_for_update().get(pk=round.pk)
    if not found.is_open:
        raise CannotRecord(f"{found.name} is closed already.")
    asked, given = queries.for_counting(found)
    keys = [one["key"] for one in found.questions]
    ways = rules.figures(asked, given, keys, supported().at_least)
    found.figures = {way: {part: asdict(one) for part, one in parts.items()} for way, parts in ways.items()}
    found.closed_at = at
    found.save(update_fields=["figures", "closed_at"])
    boxes = Sealed.objects.filter(round=found).order_by("token").values_list("token", "box")
    digest = sha256("\n".join(f"{token} {box}" for token, box in boxes).encode()).hexdigest()
    details = {"asked": len(asked), "digest of what is sealed": digest}
    journal.record(action="supported.closed", subject=found.thing, by=by, at=at, details=details)
    return found


def _seal(found: Round, asked: Asked, said: dict[str, bool], words: str, at: datetime) -> None:
    token = sealing.token(found.key, asked.person_id)
    before = Sealed.objects.select_for_update().filter(token=token).first()
    kept = sealing.unseal(before.box).get("reply", "") if before else ""
    box = sealing.seal(
        {
            "name": asked.person.name,
            "role": asked.role,
            "school": asked.school,
            "district": asked.district,
            "said": said,
            "words": words,
            "answered_on": _day(at).isoformat(),
            "reply": kept,
        }
    )
    says_no = not all(said.values())
    due = rules.reply_by(_day(at), supported().reply_within_days, sealed=True) if says_no else None
    Sealed(token=token, round=found, box=box, waits=says_no, reply_due=due).save(force_insert=before is None)


def _answer_openly(
    found: Round, asked: Asked, before: Answer | None, said: dict[str, bool], words: str, *, by: User, at: datetime
) -> None:
    says_no, on = not all(said.values()), _day(at)
    due = rules.reply_by(on, supported().reply_within_days, sealed=False) if says_no else None
    responder = queries.who_replies(asked, on=on) if says_no else None
    values: dict[str, Any] = {"said": said, "says_no": says_no, "words": words, "answered_on": on}
    values |= {"reply_due": due, "responder": responder}
    if before is None:
        made = Answer.objects.create(asked=asked, **values, by=by, at=at)
    else:
        made = before
        if says_no and before.says_no and not before.replied_at:
            values["reply_due"] = before.reply_due  # who waits already does not begin to wait anew
        for name, value in values.items():
            setattr(made, name, value)
        editing.save(made, *values, by=by, at=at)
    details = {"school": asked.school, "role": asked.role, "said": said, "words": words}
    journal.record(action="supported.answered", subject=made.thing, by=by, at=at, details=details)
    telling.of_open_answer(made, asked, is_new=before is None, by=by, at=at)


def _demand_trusted(round: Round, by: User, at: datetime) -> None:
    holds = any(post.role == "trusted-person" for post in by.posts_on(_day(at)))
    if not holds or round.trusted.user_id != by.pk:
        raise CannotRecord("Only the person who was named when the round opened reads what was said in confidence.")


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
