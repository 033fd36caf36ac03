"""What somebody has been told; which letters are on their way, and which did not arrive."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from alongside.floor.accounts.models import User
from alongside.floor.mail.models import Letter, Notice, Preference
from alongside.floor.mail.policy import How, mail

_COMES_BACK_WITHIN = timedelta(days=7)


def unread(user: User) -> QuerySet[Notice]:
    """What a person was told and has not looked at, the newest first. One query."""
    return Notice.objects.filter(user=user, read_at__isnull=True).order_by("-at", "-pk")


def told(user: User) -> QuerySet[Notice]:
    """All that a person was told, the newest first."""
    return Notice.objects.filter(user=user).order_by("-at", "-pk")


def wishes(user: User) -> dict[str, How]:
    """How a person hears of each kind: as they said, else as policy says."""
    said = dict(Preference.objects.filter(user=user).values_list("kind", "how"))
    return {key: How(said.get(key, kind.how)) for key, kind in mail().kinds.items()}


def declined(emails: list[str], kind: str) -> set[str]:
    """Which of these addresses, of people without an account, want no letters of a kind. One query."""
    said = Preference.objects.filter(email__in=emails, kind=kind, how=How.OFF)
    return set(said.values_list("email", flat=True))


def counts() -> dict[str, int]:
    """How many letters stand how."""
    return dict(Letter.objects.values_list("state").annotate(Count("pk")).order_by())


def letters(states: list[str], text: str = "") -> QuerySet[Letter]:
    """Letters in these states, the newest first; with `text`, those to that address or about that thing."""
    found = Letter.objects.filter(state__in=states) if states else Letter.objects.all()
    text = text.strip()
    if text:
        found = found.filter(to=text.lower()) | found.filter(thing=text)
    return found.defer("text", "html", "calendar").order_by("-pk")


def letter_reported(marked: int | None, to: str, *, at: datetime) -> int | None:
    """The letter that a report is about: that whose mark it carries, else the last sent to that address in a week."""
    if marked is not None:
        return Letter.objects.filter(pk=marked).values_list("pk", flat=True).first()
    sent = Letter.objects.filter(to__iexact=to, ended_at__gte=at - _COMES_BACK_WITHIN)
    sent = sent.filter(state__in=[Letter.State.SENT, Letter.State.UNCERTAIN])
    return sent.order_by("-ended_at").values_list("pk", flat=True).first()
