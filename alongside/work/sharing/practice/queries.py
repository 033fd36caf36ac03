"""Reads of practice. What somebody may not see is not found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count

from alongside.work.sharing.practice.models import Item, ItemQuerySet


def visible(user: Any) -> ItemQuerySet:
    """What this person may see, with how many schools have tried it."""
    found: ItemQuerySet = Item.objects.visible(user)
    return found.annotate(tried=Count("trials__school", distinct=True))


def of_schools(urns: Collection[int]) -> dict[int, list[Item]]:
    """What schools have published, the newest first; schools that have not are not in it. One query. For packages
    above."""
    found: dict[int, list[Item]] = {}
    for one in Item.objects.published().filter(school__in=urns):
        found.setdefault(int(one.school or 0), []).append(one)
    return found
