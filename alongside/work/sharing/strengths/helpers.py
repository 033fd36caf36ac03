"""What strengths answer to “who could help with this?”: what was said, what a school was told and lets others learn
from, and what inspectors graded best. (`ties.who_can`)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from alongside.work.engagement.concerns.policies import concerns
from alongside.work.engagement.concerns.queries import shared_strengths
from alongside.work.sharing.strengths import inspected, queries
from alongside.work.sharing.strengths.models import Strength, Word
from alongside.work.sharing.strengths.policies import strengths
from alongside.work.ties import finding
from alongside.work.ties.topics import Topic, topics
from alongside.work.ties.who_can import MOST, Found, Kind, Looking

KEY = "strengths"


def find(looking: Looking) -> list[Found]:
    """Of what was said: two queries at most; the others cost one each."""
    return [*_said(looking), *_told(looking), *_inspected(looking, inspected.graded(looking.on))]


def of_school(looking: Looking, urn: int, *, version: int) -> list[Found]:
    """The same of one school, for which not all others need be read."""
    graded = inspected.of_school(urn, on=looking.on, version=version)
    return [*_said(looking), *_told(looking), *_inspected(looking, graded)]


def _said(looking: Looking) -> Iterator[Found]:
    policy, asked = strengths(), finding.asked_for(looking.words)
    things: Any = queries.visible(looking.user).said()
    things = things.filter(topic=looking.topic) if looking.topic else things
    things = things.filter(school__in=looking.schools) if looking.schools is not None else things
    things = finding.holding(things, Word, asked)
    fits = finding.weights(Strength.objects.filter(pk__in=things.order_by().values("pk")), Word, asked)
    for one in things[:MOST]:
        confirmed = ", confirmed" if one.confirmed else ""
        yield Found(
            kind=KEY,
            school=one.school,
            topics=(one.topic,),
            words=one.words,
            mark=policy.name(one.seen) + confirmed,
            address=reverse("strengths:one", args=[one.pk]),
            since=one.fresh_on,
            is_old=policy.is_old(one.seen, one.fresh_on, looking.on),
            phases=(one.phase,) if one.phase else (),
            fit=fits.get(one.pk, 0),
        )


def _told(looking: Looking) -> Iterator[Found]:
    """Strengths that the school was told of and that are marked for others to learn from."""
    policy = strengths()
    told = shared_strengths()
    told = told.filter(school__in=looking.schools) if looking.schools is not None else told
    for one in told[:MOST]:
        about = topics().of_area(one.area)
        fit = _fit(looking, about, f"{one.title} {one.words} {concerns().areas.get(one.area, '')}")
        if fit is None:
            continue
        seen = policy.from_concerns.get(one.source, "colleague")
        yield Found(
            kind=KEY,
            school=one.school,
            topics=tuple(topic.key for topic in about),
            words=one.title,
            mark=f"{policy.name(seen)}, told to the school",
            address=reverse("strengths:school", args=[one.school]),
            since=one.weighed_on,
            is_old=policy.is_old(seen, one.weighed_on, looking.on),
            fit=fit,
        )


def _inspected(looking: Looking, graded: Iterable[inspected.Graded]) -> Iterator[Found]:
    policy, wanted = strengths(), looking.schools
    for one in graded:
        if wanted is not None and one.school not in wanted:
            continue
        about = topics().of_inspected(one.area)
        fit = _fit(looking, about, one.words)
        if fit is None:
            continue
        yield Found(
            kind=KEY,
            school=one.school,
            topics=tuple(topic.key for topic in about),
            words=one.words,
            mark=policy.name("inspection"),
            address=reverse("strengths:school", args=[one.school]),
            since=one.published,
            is_old=policy.is_old("inspection", one.published, looking.on),
            fit=fit,
        )


def _fit(looking: Looking, about: Iterable[Topic], words: str) -> int | None:
    """How well it answers; None where it does not. What speaks of a whole area weighs little for one topic."""
    about = list(about)
    if looking.topic and looking.topic not in {one.key for one in about}:
        return None
    asked = finding.asked_for(looking.words)
    if not asked:
        return 0
    said = [(words, 2), *((f"{one.name} {' '.join(one.also)}", 1) for one in about)]
    return finding.fit(finding.weighed(*said), asked) or None


KIND = Kind(KEY, 10, find)
