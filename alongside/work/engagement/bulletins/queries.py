"""Whom a bulletin is for, whom it reached, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from alongside.floor.mail import queries as mail
from alongside.floor.mail.models import Letter, Preference
from alongside.floor.mail.policy import How
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Holding
from alongside.knowledge.schools.models import Profile
from alongside.work.engagement.bulletins.facts import Reader, Said
from alongside.work.engagement.bulletins.models import Answer, Bulletin, Copy

KIND = "bulletins"
NO_ADDRESS, DECLINED = "no address is known", "wants no bulletins by letter"


def readers(said: Said, *, on: date) -> list[Reader]:
    """Whom a bulletin is for on a day, by name, each person once: in the role named first, at their first school.

    Who holds a role at a school is reached where the school fits; who holds one elsewhere only where neither phase nor
    type was chosen, and in the districts chosen. Four queries at most.
    """
    if not said.roles:
        return []
    held = [one for one in people.held(on).of(*said.roles) if one.school or not (said.phases or said.groups)]
    schools = _schools(said, [one.school for one in held if one.school])
    held = [one for one in held if _is_for(one, said, schools)]
    once: dict[int, Holding] = {}
    for one in sorted(held, key=lambda one: (said.roles.index(one.role), one.pk)):
        once.setdefault(one.person_id, one)
    found = [_reader(one, schools) for one in once.values()]
    return sorted(_less_who_declined(found), key=lambda one: (one.person.name, one.person.pk))


def _schools(said: Said, urns: Sequence[int | None]) -> dict[int, Profile]:
    current: Any = Profile.objects.current()
    fitting = current.open().filter(urn__in=urns)
    for field, wanted in (("phase", said.phases), ("group", said.groups), ("district", said.districts)):
        if wanted:
            fitting = fitting.filter(**{f"{field}__in": wanted})
    return {one.urn: one for one in fitting.only("urn", "name", "district")}


def _is_for(one: Holding, said: Said, schools: dict[int, Profile]) -> bool:
    if one.school:
        return one.school in schools
    return not said.districts or one.district in said.districts


def _reader(one: Holding, schools: dict[int, Profile]) -> Reader:
    school = schools.get(one.school or 0)
    to = people.recipient(one.person)
    return Reader(
        person=one.person,
        role=one.role,
        title=one.title,
        school=one.school,
        school_name=school.name if school else "",
        district=school.district if school else one.district,
        to=to,
        no_letter="" if to else NO_ADDRESS,
    )


def _less_who_declined(found: list[Reader]) -> list[Reader]:
    """The same, with whoever wants no letters marked so; they still have their copy on the site."""
    users = [one.to.user.pk for one in found if one.to and one.to.user]
    emails = [one.to.email for one in found if one.to and not one.to.user]
    off = Preference.objects.filter(user__in=users, kind=KIND, how=How.OFF)
    no_users, no_emails = set(off.values_list("user_id", flat=True)), mail.declined(emails, KIND)

    def marked(one: Reader) -> Reader:
        if one.to is None or (one.to.user.pk not in no_users if one.to.user else one.to.email not in no_emails):
            return one
        kept = {name: getattr(one, name) for name in one.__slots__ if name != "no_letter"}
        return Reader(**kept, no_letter=DECLINED)

    return [marked(one) for one in found]


def bulletins(user: Any, *, everywhere: bool) -> QuerySet[Bulletin]:
    """Those that were sent, and the drafts that are this person's (all of them, who may write to everybody)."""
    seen = Q(state=Bulletin.State.SENT) | (Q() if everywhere else Q(author=user))
    found = Bulletin.objects.select_related("author").annotate(
        readers=Count("copies", distinct=True),
        opened=Count("copies", filter=Q(copies__opened_at__isnull=False), distinct=True),
    )
    return (found if everywhere else found.filter(seen)).order_by("-pk")


def copies(bulletin: Bulletin) -> QuerySet[Copy]:
    """Every reader's copy with how its letter stands and what they answered. Two queries."""
    letter = Prefetch("letter", Letter.objects.only("pk", "state", "said", "ended_at"))
    return Copy.objects.filter(bulletin=bulletin).prefetch_related(letter, "answers").order_by("name", "pk")


def answers(bulletin: Bulletin) -> QuerySet[Answer]:
    return Answer.objects.filter(copy__bulletin=bulletin).select_related("copy").order_by("-at", "-pk")


def copy_of(token: str) -> Copy | None:
    """The copy that a link opens."""
    return (
        Copy.objects.select_related("bulletin", "bulletin__author", "person", "person__user")
        .filter(token=token)
        .first()
    )


def received(user: Any) -> QuerySet[Copy]:
    """The copies of an account's owner, the newest first."""
    return Copy.objects.filter(person__user=user).select_related("bulletin").order_by("-pk")
