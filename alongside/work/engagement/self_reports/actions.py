"""A head drafts, sends, adds to and withdraws what the school needs; a named person answers; both agree.

Every change takes the `version` that the person saw. Raises ChangedMeanwhile and CannotRecord.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people import queries as people
from alongside.work.contacts import actions as contacts
from alongside.work.contacts.actions import Party
from alongside.work.engagement.self_reports import queries, telling
from alongside.work.engagement.self_reports.models import Addition, Report
from alongside.work.engagement.self_reports.policies import self_reports


@transaction.atomic
def start(*, school: int, answers: Mapping[str, str], by: User, at: datetime) -> Report:
    """Begin a draft: `answers` by the keys of the policy's questions. Raises CannotRecord where there is a draft."""
    try:
        with transaction.atomic():
            made = Report.objects.create(school=school, said=_said(answers), started_by=by, by=by, at=at)
    except IntegrityError:
        raise CannotRecord("There is a draft already: go on with that one.") from None
    _journal(made, "self-report.started", by=by, at=at)
    return made


@transaction.atomic
def change(*, report: int, version: int, answers: Mapping[str, str], by: User, at: datetime) -> Report:
    """Change a draft."""
    found = editing.seen(Report, report, version)
    _demand(found, Report.State.DRAFT, "It was sent already: add to it instead.")
    found.said = _said(answers)
    editing.save(found, "said", by=by, at=at)
    _journal(found, "self-report.changed", by=by, at=at)
    return found


@transaction.atomic
def send(*, report: int, version: int, by: User, at: datetime) -> Report:
    """Send a draft. Who answers is the school's District Lead, else the director; they are told, and for a maintained
    school the council's officers. Raises CannotRecord where a needed answer is missing or nobody could answer."""
    found = editing.seen(Report, report, version)
    _demand(found, Report.State.DRAFT, "It was sent already.")
    policy = self_reports()
    answered = {key for key, _, words in found.said if words}
    if missing := [one.words for one in policy.questions if one.required and one.key not in answered]:
        raise CannotRecord(f"Answer “{missing[0]}” before you send it.")
    on = at.astimezone(LONDON).date()
    place = found.place
    answerer = queries.who_answers(found.school, on=on, district=place.district)
    if answerer is None:
        raise CannotRecord(
            "Nobody holds the role of District Lead or director, so nobody could answer. Call the office."
        )
    found.state, found.sent_at, found.sent_by = Report.State.SENT, at, by
    found.answerer, found.answer_due = answerer, on + timedelta(days=policy.answer_within_days)
    editing.save(found, "state", "sent_at", "sent_by", "answerer", "answer_due", by=by, at=at)
    details = {"answerer": answerer.name, "due": found.answer_due, "council told": place.contract}
    _journal(found, "self-report.sent", by=by, at=at, **details)
    telling.of_sending(found, place, by=by, at=at)
    _post(found, on, by=by, at=at)
    return found


@transaction.atomic
def add(*, report: int, words: str, by: User, at: datetime) -> Addition:
    """Add to what was sent, until it is answered."""
    found = Report.objects.select_for_update().get(pk=report)
    _demand(found, Report.State.SENT, "It can be added to while it waits for an answer.")
    if not words.strip():
        raise CannotRecord("Write what you want to add.")
    made = Addition.objects.create(report=found, words=words.strip(), by=by, at=at)
    _journal(found, "self-report.added-to", by=by, at=at, words=made.words)
    telling.of_addition(found, by=by, at=at)
    return made


@transaction.atomic
def withdraw(*, report: int, version: int, by: User, at: datetime, why: str = "") -> Report:
    """Take it back before it is answered; a draft is thrown away."""
    found = editing.seen(Report, report, version)
    if found.state == Report.State.DRAFT:
        found.state = Report.State.DISCARDED
    else:
        _demand(found, Report.State.SENT, "It was answered: it can no longer be withdrawn.")
        found.state = Report.State.WITHDRAWN
    found.withdrawn_why = why.strip()
    editing.save(found, "state", "withdrawn_why", by=by, at=at)
    _journal(found, f"self-report.{found.state}", by=by, at=at, why=found.withdrawn_why)
    if found.state == Report.State.WITHDRAWN:
        telling.of_withdrawal(found, by=by, at=at)
    return found


@transaction.atomic
def answer(*, report: int, version: int, words: str, by: User, at: datetime) -> Report:
    """Answer it; the school sees the answer at once."""
    found = editing.seen(Report, report, version)
    _demand(found, Report.State.SENT, "It waits for no answer.")
    if not words.strip():
        raise CannotRecord("Write the answer.")
    found.state, found.answer, found.answered_by, found.answered_at = Report.State.ANSWERED, words.strip(), by, at
    editing.save(found, "state", "answer", "answered_by", "answered_at", by=by, at=at)
    _journal(found, "self-report.answered", by=by, at=at, words=found.answer)
    telling.of_answer(found, by=by, at=at)
    return found


@transaction.atomic
def agree(*, report: int, version: int, words: str, by: User, at: datetime) -> Report:
    """Record what was agreed to go into a plan; its cost is not known yet. Only after an answer."""
    found = editing.seen(Report, report, version)
    if found.state not in (Report.State.ANSWERED, Report.State.AGREED):
        raise CannotRecord("Answer it first: the school should hear before something is agreed.")
    if not words.strip():
        raise CannotRecord("Say what was agreed.")
    found.state, found.agreed, found.agreed_on = Report.State.AGREED, words.strip(), at.astimezone(LONDON).date()
    editing.save(found, "state", "agreed", "agreed_on", by=by, at=at)
    _journal(found, "self-report.agreed", by=by, at=at, words=found.agreed)
    telling.of_agreement(found, by=by, at=at)
    return found


def _said(answers: Mapping[str, str]) -> list[list[str]]:
    return [[one.key, one.words, (answers.get(one.key) or "").strip()] for one in self_reports().questions]


def _post(report: Report, on: date, *, by: User, at: datetime) -> None:
    """The ledger hears that the school spoke, not what it said."""
    person = people.person_of(by)
    role = next((one.role for one in by.posts_on(on) if one.key == str(report.school)), "head")
    contacts.post(
        kind="survey",
        on=on,
        subject="The school says what it needs",
        parties=[
            Party(role=role, person=person, name="" if person else str(by), school=report.school),
            Party(role="district-lead", person=report.answerer, ours=True),
        ],
        school=report.school,
        source=report.thing,
        by=by,
        at=at,
    )


def _demand(report: Report, state: str, otherwise: str) -> None:
    if report.state != state:
        raise CannotRecord(otherwise)


def _journal(report: Report, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said = {"school": report.school, "version": report.version, **details}
    journal.record(action=action, subject=report.thing, by=by, at=at, details=said)
