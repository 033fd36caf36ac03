"""Reads of strengths. What somebody may not see is not found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count

from alongside.work.sharing.strengths.models import Strength, StrengthQuerySet
from alongside.work.ties.topics import topics


def visible(user: Any) -> StrengthQuerySet:
    """What this person may know of, with how many confirmed it and who said it."""
    found: StrengthQuerySet = Strength.objects.visible(user)
    return found.select_related("said_by", "by").annotate(confirmed=Count("confirmations"))


def one(pk: int, user: Any) -> Strength | None:
    return visible(user).filter(pk=pk).first()


def of_schools(urns: Collection[int], on: date) -> dict[int, list[str]]:
    """What schools are good at as schools may see it, in the words of the topics, the freshest first; schools of which
    nothing is said are not in it. One query. For packages above."""
    found = Strength.objects.said().filter(school__in=urns, shown_to=Strength.ShownTo.SCHOOLS, seen_on__lte=on)
    named: dict[int, list[str]] = {}
    for school, topic in found.order_by("-fresh_on", "-pk").values_list("school", "topic"):
        name, said = topics().name(topic), named.setdefault(school, [])
        if name not in said:
            said.append(name)
    return named
