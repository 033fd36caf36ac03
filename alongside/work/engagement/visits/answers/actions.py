"""A report is opened and answered by the school; its author mends it, or keeps it and says why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import canonical, editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.work.engagement.visits import telling
from alongside.work.engagement.visits.models import Answer, Opening, Reply, Report, Visit
from alongside.work.engagement.visits.writing.written import parts_of


@transaction.atomic
def note_opened(*, visit: int, by: User, at: datetime, is_head: bool) -> None:
    """Record that somebody of the school opened the newest report; the same person again changes nothing."""
    found = Visit.objects.select_for_update().get(pk=visit)
    newest = found.reports.last()
    if newest is None or Opening.objects.filter(report=newest, by=by).exists():
        return
    Opening.objects.create(report=newest, by=by, at=at)
    if is_head and found.opened is None:
        found.opened = at
        editing.save(found, "opened", by=by, at=at)
    journal.record(action="visit.opened", subject=str(found), by=by, at=at, details={"report": newest.number})


@transaction.atomic
def answer(
    *,
    visit: int,
    report: int,
    accurate: bool,
    by: User,
    at: datetime,
    words: str = "",
    corrections: Mapping[str, str] | None = None,
) -> Answer:
    """Record what the head says of a report (its number). `corrections`: by the key of the part, in the head's words.

    Raises CannotRecord where it was mended or answered meanwhile, or where nothing says what is not accurate.
    """
    found = Visit.objects.select_for_update(of=("self",)).select_related("lead").get(pk=visit)
    newest = _newest(found, report)
    if Answer.objects.filter(report=newest).exists():
        raise CannotRecord("It has been answered already. The answer stands below.")
    keys = {part["key"] for part in newest.said}
    mended = {key: text.strip() for key, text in (corrections or {}).items() if key in keys and text.strip()}
    if not accurate and not words.strip() and not mended:
        raise CannotRecord("Say what is not accurate, or put your own words beside ours.")
    made = Answer.objects.create(
        report=newest, accurate=accurate, words=words.strip(), corrections={} if accurate else mended, by=by, at=at
    )
    found.answered, found.accurate, found.replied = _today(at), accurate, None
    editing.save(found, "answered", "accurate", "replied", by=by, at=at)
    details = {"report": newest.number, "accurate": accurate, "corrections": sorted(made.corrections)}
    details["digest"] = _digest([made.words, made.corrections])
    journal.record(action="visit.answered", subject=str(found), by=by, at=at, details=details)
    telling.answered(visit=found, by=by, at=at)
    return made


@transaction.atomic
def mend(*, visit: int, report: int, parts: Mapping[str, str], words: str, by: User, at: datetime) -> Report:
    """Mend a report after its head said what is not accurate: the next one, with all its parts; what was said before
    stays. `words`: what the author says of it. The head is asked again. Raises CannotRecord."""
    found, before = _to_reply(visit, report)
    said = _merged(before, dict(parts))
    if said == before.said:
        raise CannotRecord("Nothing is different. Change what was not accurate, or keep it and say why.")
    if not said:
        raise CannotRecord("Nothing would be left of it.")
    made = Report.objects.create(
        visit=found,
        number=before.number + 1,
        said=said,
        present=before.present,
        agreed=before.agreed,
        kept=before.kept,
        files=before.files,
        why=words.strip(),
        by=by,
        at=at,
    )
    Reply.objects.create(answer=before.answer, mended=made, words=words.strip(), by=by, at=at)
    found.sent, found.opened, found.answered, found.accurate, found.replied = _today(at), None, None, None, None
    editing.save(found, "sent", "opened", "answered", "accurate", "replied", by=by, at=at)
    details = {"report": made.number, "digest": _digest(said)}
    journal.record(action="visit.mended", subject=str(found), by=by, at=at, details=details)
    telling.replied(visit=found, mended=True, by=by, at=at)
    return made


@transaction.atomic
def stand_by(*, visit: int, report: int, words: str, by: User, at: datetime) -> Reply:
    """Keep a report as it is, after its head said what is not accurate, and say why. Raises CannotRecord."""
    found, before = _to_reply(visit, report)
    if not words.strip():
        raise CannotRecord("Say why it stays as it is. The head reads it.")
    made = Reply.objects.create(answer=before.answer, words=words.strip(), by=by, at=at)
    found.replied = _today(at)
    editing.save(found, "replied", by=by, at=at)
    details = {"report": before.number, "digest": _digest(made.words)}
    journal.record(action="visit.kept-as-it-is", subject=str(found), by=by, at=at, details=details)
    telling.replied(visit=found, mended=False, by=by, at=at)
    return made


def _newest(visit: Visit, number: int) -> Report:
    newest = visit.reports.last()
    if newest is None:
        raise CannotRecord("Nothing has been sent yet.")
    if newest.number != number:
        raise CannotRecord("It has been mended while you had it open. Read the newer one first.")
    return newest


def _to_reply(visit: int, number: int) -> tuple[Visit, Report]:
    """The visit, locked, and its newest report, which its head found inaccurate and nobody has replied to yet."""
    found = Visit.objects.select_for_update(of=("self",)).select_related("lead").get(pk=visit)
    report = _newest(found, number)
    given = Answer.objects.filter(report=report).first()
    if given is None or given.accurate:
        raise CannotRecord("The head has not said that something is inaccurate.")
    if Reply.objects.filter(answer=given).exists():
        raise CannotRecord("It has been replied to already.")
    return found, report


def _merged(before: Report, parts: dict[str, str]) -> list[dict[str, str]]:
    """The parts as they are mended to. A part that the template no longer has keeps its place and title."""
    known = {part["key"] for part in before.said}
    template = before.visit.template
    mended = [
        {**part, "words": parts.get(part["key"], part["words"]).strip()}
        for part in before.said
        if parts.get(part["key"], part["words"]).strip()
    ]
    return mended + [part for part in parts_of(parts, template) if part["key"] not in known]


def _digest(said: Any) -> str:
    return sha256(canonical.text(canonical.plain({"said": said})).encode()).hexdigest()


def _today(at: datetime) -> date:
    return at.astimezone(LONDON).date()
