"""Tell people something, and write letters: both only put rows into the outbox, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.jobs import actions as jobs
from alongside.floor.mail import unsubscribing, wording
from alongside.floor.mail.digests import Digest, key_of
from alongside.floor.mail.facts import Attachment, CalendarPart, Recipient
from alongside.floor.mail.models import Letter, Notice, Preference
from alongside.floor.mail.policy import How, mail

_AT_ONCE = 200  # rows in one statement


@transaction.atomic
def tell(
    *,
    to: Iterable[Recipient],
    kind: str,
    subject: str,
    words: str,
    thing: str,
    at: datetime,
    by: User | None = None,
    urgent: bool = False,
    calendar: CalendarPart | None = None,
) -> list[Notice]:
    """Tell people something, once each: on My work, and by letter as each prefers (`kind`: policies/mail.yaml).

    What is urgent, or comes with an invitation to the calendar, is sent at once to everybody. Nothing restricted or
    confidential belongs into `subject` or `words`: they travel by mail. Raises KeyError for an unknown kind.
    """
    default = mail().kind(kind).how
    recipients = _once_each(to)
    preferred = _preferred(recipients, kind)
    notices = []
    for one in recipients:
        at_once = urgent or calendar is not None or one.user is None
        how = How.INSTANT if at_once else preferred.get(one.user.pk, default) if one.user else default
        notices.append(
            Notice(
                user=one.user,
                to=one.email,
                to_name=one.name,
                kind=kind,
                subject=subject.strip()[:200],
                words=words.strip(),
                thing=thing,
                at=at,
                how=how,
            )
        )
    now = [
        (notice, one)
        for notice, one in zip(notices, recipients, strict=True)
        if notice.how == How.INSTANT and one.email and (one.user is None or one.user.is_active)
    ]
    _send_at_once(now, urgent=urgent, calendar=calendar, by=by)
    return Notice.objects.bulk_create(notices, batch_size=_AT_ONCE)


@transaction.atomic
def post(
    *,
    to: Recipient,
    subject: str,
    text: str,
    at: datetime,
    key: str,
    by: User | None = None,
    html: str = "",
    calendar: CalendarPart | None = None,
    attachments: Sequence[Attachment] = (),
    thing: str = "",
    urgent: bool = False,
    secret: bool = False,
    headers: dict[str, str] | None = None,
) -> Letter:
    """Put a letter into the outbox; a worker sends it once this transaction is committed.

    The same key never makes a second letter: the first one is returned as it stands. `secret`: it holds a link that
    lets its reader in, so its text is forgotten when it is sent.
    """
    values = _said(
        to=to,
        subject=subject,
        text=text,
        at=at,
        by=by,
        html=html,
        calendar=calendar,
        attachments=attachments,
        thing=thing,
        urgent=urgent,
        secret=secret,
        headers=headers,
    )
    letter, _ = Letter.objects.get_or_create(key=key, defaults=values)
    return letter


def _said(
    *,
    to: Recipient,
    subject: str,
    text: str,
    at: datetime,
    by: User | None,
    html: str = "",
    calendar: CalendarPart | None = None,
    attachments: Sequence[Attachment] = (),
    thing: str = "",
    urgent: bool = False,
    secret: bool = False,
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    """The columns of a letter, but for its key."""
    return {
        "to": to.email,
        "to_name": to.name,
        "user": to.user,
        "subject": " ".join(subject.split())[:200],
        "text": text,
        "html": html,
        "calendar_method": calendar.method if calendar else "",
        "calendar": calendar.ics.decode() if calendar else "",
        "attachments": [asdict(one) for one in attachments],
        "headers": headers or {},
        "thing": thing,
        "urgent": urgent,
        "secret": secret,
        "by": by,
        "made_at": at,
        "due_at": at,
    }


@transaction.atomic
def prefer(*, user: User, wishes: Mapping[str, str], by: User | None, at: datetime) -> None:
    """Keep how somebody wants to hear of each kind of thing. The same again changes nothing."""
    before = dict(Preference.objects.filter(user=user).values_list("kind", "how"))
    changed = {kind: how for kind, how in wishes.items() if before.get(kind, mail().kind(kind).how) != how}
    for kind, how in changed.items():
        Preference.objects.update_or_create(user=user, kind=kind, defaults={"how": How(how), "at": at})
    if changed:
        details = {"before": {kind: before.get(kind, "") for kind in changed}, "now": changed}
        journal.record(action="mail.preferred", subject=f"account {user.pk}", by=by, at=at, details=details)


@transaction.atomic
def decline(*, email: str, kind: str, by: User | None, at: datetime) -> None:
    """Somebody without an account wants no more letters of a kind. Saying so again changes nothing."""
    wish = {"email": email.strip().lower(), "kind": kind}
    _, is_new = Preference.objects.get_or_create(**wish, defaults={"how": How.OFF, "at": at})
    if is_new:
        journal.record(action="mail.declined", subject=f"letters {kind}", by=by, at=at, details=wish)


@transaction.atomic
def read(*, user: User, by: User | None, at: datetime, notice: int | None = None, thing: str = "") -> int:
    """Somebody has looked at a notice, at all about a thing, or (with neither) at all of theirs. How many were new."""
    found = Notice.objects.filter(user=user, read_at__isnull=True)
    if notice is not None:
        found = found.filter(pk=notice)
    if thing:
        found = found.filter(thing=thing)
    return found.update(read_at=at)


@transaction.atomic
def send_digest(*, digest: Digest, by: User | None, at: datetime) -> Letter | None:
    """One letter of all that somebody was told since the last one; None where that of this hour was written before."""
    user, notices = digest.user, digest.notices
    key = key_of(user.pk, digest.kind, digest.due)
    if Letter.objects.filter(key=key).exists():
        return None
    kinds = {notice.kind for notice in notices} | ({"tasks"} if digest.waiting else set())
    link = unsubscribing.address(unsubscribing.Token(user=user.pk, kinds=tuple(sorted(kinds))))
    letter = post(
        to=Recipient(user.email, user.name, user),
        subject=wording.subject_of_digest(len(notices), digest.waiting),
        text=wording.of_digest(user, notices, digest.waiting, digest.overdue, settings.HERE.address, link),
        at=at,
        key=key,
        by=by,
        headers=unsubscribing.headers(link),
    )
    Notice.objects.filter(pk__in=[notice.pk for notice in notices], letter__isnull=True).update(letter=letter)
    return letter


@transaction.atomic
def do_job_again(*, job: str, by: User, at: datetime) -> None:
    """A person has a job done again that failed."""
    jobs.try_again(job=job, by=by, at=at)
    journal.record(action="job.again", subject="job", by=by, at=at, details={"job": job})


def _once_each(to: Iterable[Recipient]) -> list[Recipient]:
    """Each address once, with its account where it has one."""
    found = {one.email.strip().lower() or f"account {one.user.pk if one.user else ''}": one for one in to}
    without = [email for email, one in found.items() if one.user is None and "@" in email]
    accounts = {user.email: user for user in User.objects.filter(email__in=without)} if without else {}
    return [
        one if one.user or email not in accounts else Recipient(one.email, one.name, accounts[email])
        for email, one in found.items()
        if one.user or one.email
    ]


def _preferred(recipients: Sequence[Recipient], kind: str) -> dict[int, str]:
    users = [one.user.pk for one in recipients if one.user]
    if not users:
        return {}
    return dict(Preference.objects.filter(user__in=users, kind=kind).values_list("user_id", "how"))


def _send_at_once(
    told: Sequence[tuple[Notice, Recipient]], *, urgent: bool, calendar: CalendarPart | None, by: User | None
) -> None:
    """A letter for each of these notices, before they are kept: hundreds are written in a few statements. No notice is
    told twice, so no key can be taken."""
    letters = [
        Letter(
            key=f"notice {uuid4().hex}",
            **_said(
                to=to,
                subject=notice.subject,
                text=wording.of_notice(notice, settings.HERE.address, link),
                headers=unsubscribing.headers(link) if link else {},
                at=notice.at,
                by=by,
                calendar=calendar,
                thing=notice.thing,
                urgent=urgent,
            ),
        )
        for notice, to in told
        # What cannot wait is sent to everybody.
        for link in ["" if urgent or calendar else _unsubscribing(notice, to)]
    ]
    for (notice, _), letter in zip(told, Letter.objects.bulk_create(letters, batch_size=_AT_ONCE), strict=True):
        notice.letter = letter


def _unsubscribing(notice: Notice, to: Recipient) -> str:
    return unsubscribing.address(unsubscribing.Token(user=to.user.pk, kinds=(notice.kind,))) if to.user else ""
