"""Who may open which visit. The partnership's people see a visit from its plan on; the school sees it when it is sent
(and its plan, where it was invited), the chair of governors where included, the council's officers what was sent.

`visits.open` holds where visits.see, visits.received or visits.included of policies/roles.yaml does. Asked of a place,
it says whether somebody may open visits there at all; asked of a visit, whether they may open this one.
"""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place, Reach
from alongside.work.engagement.visits.models import Visit, VisitQuerySet

SEE, RECEIVED, INCLUDED, OPEN = "visits.see", "visits.received", "visits.included", "visits.open"


@rules.predicate(name=OPEN)
def may_open(user: Any, thing: Any = None) -> bool:
    """Whether somebody may open visits anywhere (None), at a place, or this very visit."""
    ours, received, included = (reach(user, key) for key in (SEE, RECEIVED, INCLUDED))
    if thing is None:
        return bool(ours or received or included)
    place = thing if isinstance(thing, Place) else thing.place
    if not isinstance(thing, Visit):
        return any(one.covers(place) for one in (ours, received, included))
    if ours.covers(place):
        return True
    if thing.state == Visit.State.SENT:
        return received.covers(place) or (thing.chair_included and included.covers(place))
    return thing.state == Visit.State.PLANNED and _is_invited(user, thing)


def _is_invited(user: Any, visit: Visit) -> bool:
    head, chair = reach(user, "visits.answer"), reach(user, INCLUDED)
    return (visit.invite_head and head.covers(visit.place)) or (visit.invite_chair and chair.covers(visit.place))


def inside(user: Any, visit: Visit) -> bool:
    """Whether somebody sees a visit from within the partnership: drafts, files that the school does not get."""
    return bool(rules.has_perm(SEE, user, visit))


def visible(user: Any, visits: VisitQuerySet | None = None) -> VisitQuerySet:
    """The visits that somebody may open, in one query."""
    found: VisitQuerySet = Visit.objects.all() if visits is None else visits
    sent = Q(state=Visit.State.SENT)
    head, chair = reach(user, "visits.answer"), reach(user, INCLUDED)
    planned = Q(state=Visit.State.PLANNED)
    return found.filter(
        within(reach(user, SEE))
        | (sent & within(reach(user, RECEIVED)))
        | (sent & Q(chair_included=True) & within(chair))
        | (planned & Q(invite_head=True) & within(head))
        | (planned & Q(invite_chair=True) & within(chair))
    )


def within(reached: Reach) -> Q:
    """The visits to schools that a reach covers."""
    if reached.everywhere:
        return Q(pk__isnull=False)
    covered = Q(district__in=reached.districts - {""}) | Q(school__in=reached.schools)
    return covered | Q(contract=True) if reached.contract else covered


def register() -> None:
    """Put our predicate in the place of the policy's bare grant. From ready(), after accounts has registered those."""
    rules.set_perm(OPEN, may_open)
