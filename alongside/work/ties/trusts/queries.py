"""Reads of the register: which of our schools are in a trust or federation with others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alongside.knowledge.opendata.queries import head
from alongside.knowledge.schools.models import GroupMember
from alongside.work.ties.isolation.gathering import schools_on

# As GIAS calls them (2026-11). A sponsor is no company, and a single-academy trust has none.
KINDS = ("multi-academy trust", "single-academy trust", "umbrella trust", "federation", "trust")


@dataclass(frozen=True, slots=True)
class Place:
    """A school's place in a group. `since`: where no file says, the day the school opened, or None."""

    uid: int
    urn: int
    name: str
    since: date | None


def shared(*, on: date) -> dict[tuple[int, int], Place]:
    """Places of the partnership's open schools in groups to which another school belongs, by (group, school)."""
    ours = dict(schools_on(on).values_list("urn", "opened"))
    lasting = (
        GroupMember.objects.at(head())
        .filter(Q(joined__isnull=True) | Q(joined__lte=on))
        .filter(Q(closed__isnull=True) | Q(closed__gt=on))
    )
    rows = [row for row in lasting.values_list("uid", "urn", "name", "kind", "joined") if row[3].casefold() in KINDS]
    schools = Counter(uid for uid, _ in {(row[0], row[1]) for row in rows})
    return {
        (uid, urn): Place(uid, urn, name, joined or ours[urn])
        for uid, urn, name, _, joined in rows
        if urn in ours and schools[uid] > 1
    }


def ended() -> dict[tuple[int, int], date]:
    """The day on which places ended, by (group, school), where the register says."""
    over = GroupMember.objects.at(head()).filter(closed__isnull=False)
    return {(uid, urn): closed for uid, urn, closed in over.values_list("uid", "urn", "closed")}
