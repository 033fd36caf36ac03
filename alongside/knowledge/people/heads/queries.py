"""What the files of the register say of heads, and the changes that were noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models.fields.json import KT

from alongside.floor.accounts.roles import Reach
from alongside.knowledge.people.heads.rules import Named
from alongside.knowledge.people.models import HeadChange
from alongside.knowledge.schools import queries as schools
from alongside.knowledge.schools.models import Profile, Record
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.places import place_in


def told(*, version: int) -> dict[int, list[Named]]:
    """Whom each file of the register names as head of each school of ours that is open. Two queries."""
    register = schools.profiles().in_authority(partnership().authority).open()
    open_now = set(register.values_list("urn", flat=True))
    rows = (
        Record.objects.filter(source=Record.Source.GIAS, authority=partnership().authority, load__lte=version)
        .annotate(job=KT("said__head_job"))
        .order_by("as_at", "load")
        .values_list("urn", "head", "job", "as_at", "load", "origin", "row")
    )
    found: dict[int, list[Named]] = defaultdict(list)
    for urn, head, job, as_at, load, origin, row in rows.iterator():
        if urn in open_now:
            found[urn].append(Named(head, as_at, origin or load, row, job or ""))
    return found


def waiting(reach: Reach) -> list[tuple[HeadChange, Profile]]:
    """The changes that nobody has settled at the schools within reach, the newest first, each with its school. Two
    queries."""
    changes = list(HeadChange.objects.filter(state=HeadChange.State.WAITING).select_related("by"))
    known = _schools({one.urn for one in changes})
    within = [(one, known[one.urn]) for one in changes if one.urn in known]
    return [(one, school) for one, school in within if reach.covers(place_in(school))]


def _schools(urns: Iterable[int]) -> dict[int, Profile]:
    return {one.urn: one for one in Profile.objects.current().filter(urn__in=urns)}
