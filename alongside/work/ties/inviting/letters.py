"""The letters of a wave, to head and chair of each school; and the word to whoever asked, once a school answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from alongside.floor.accounts.models import User
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.knowledge.people.models import Holding
from alongside.knowledge.people.queries import held, recipient
from alongside.knowledge.schools.naming import names_of
from alongside.work.ties.inviting.models import Asking, Wave

ROLES = ("head", "chair")


def worded(text: str, *, school: str, name: str) -> str:
    """The words of an invitation for one school and reader."""
    return text.replace("{school}", school).replace("{name}", name)


def readers(schools: Sequence[int], *, on: date) -> dict[int, list[Holding]]:
    """Head and chair of each school on a day, the head first. One query."""
    found: dict[int, list[Holding]] = {}
    posts = held(on).of(*ROLES).filter(scope="school", school__in=schools)
    for one in sorted(posts, key=lambda one: (one.role != "head", one.pk)):
        found.setdefault(one.school or 0, []).append(one)
    return found


def write(
    wave: Wave, askings: Sequence[Asking], *, on: date, by: User, at: datetime
) -> dict[int, list[dict[str, str]]]:
    """Put a letter to each reader into the outbox. To whom, by school: role and name."""
    schools = [one.school for one in askings]
    names, people = names_of(schools), readers(schools, on=on)
    written: dict[int, list[dict[str, str]]] = {}
    for asking in askings:
        for post in people.get(asking.school, ()):
            to = recipient(post.person)
            if to is None:
                continue
            words = {"school": names[asking.school], "name": to.name}
            mail.post(
                to=to,
                subject=worded(wave.subject, **words),
                text=f"{worded(wave.words, **words)}\n\n{_foot(asking)}",
                at=at,
                by=by,
                key=f"wave {wave.pk} {asking.school} {post.role} {post.pk}",
                thing=f"invitation {asking.pk}",
            )
            written.setdefault(asking.school, []).append({"role": post.role, "name": to.name})
    return written


def tell_answer(asking: Asking, *, by: User, at: datetime) -> None:
    """Whoever was to ask, or sent the wave, hears what the school said; not where they wrote it down themselves."""
    to = recipient(asking.owner) if asking.owner else _sender(asking.wave)
    if to is None or (to.user and to.user.pk == by.pk):
        return
    name = names_of([asking.school])[asking.school]
    subject = f"{name}: {asking.get_state_display().lower()}"
    mail.tell(
        to=[to], kind="tasks", subject=subject, words=subject + ".", thing=f"invitation {asking.pk}", at=at, by=by
    )


def _sender(wave: Wave | None) -> Recipient | None:
    user = wave.by if wave else None
    return Recipient(user.email, str(user), user) if isinstance(user, User) and user.is_active else None


def _foot(asking: Asking) -> str:
    """How to answer in one press, for who has an account."""
    page = reverse("ties:invitation", args=[asking.pk])
    return f"Say in a word whether you would like to: {settings.HERE.address}{page}\n"
