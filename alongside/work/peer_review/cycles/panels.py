"""Peer review on the School page: what the school takes part in, when it was last reviewed, what it can join."""

from __future__ import annotations

from typing import Any

import rules

from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.peer_review.cycles.models import Cycle, Joining
from alongside.work.ties.models import Tie


def fill(asked: Asked) -> dict[str, Any] | None:
    """Three queries, once the page has come."""
    if not asked.is_today or asked.user is None:
        return None
    urn = asked.school.facts.urn
    ties = Tie.objects.standing().of_school(urn).filter(kind=Tie.Kind.REVIEW_RECEIVED).order_by("-since", "pk")
    reviews = {one.source: one for one in ties}.values()
    joined = list(Joining.objects.filter(school=urn, state=Joining.State.JOINED).select_related("cycle")[:6])
    running = [one for one in joined if one.cycle.state in (Cycle.State.OPEN, Cycle.State.PAIRED)]
    may_join = rules.has_perm("cycles.join", asked.user, asked.place)
    open_ones = list(Cycle.objects.to_join(asked.on)[:3]) if may_join else []
    return {
        "urn": urn,
        "reviews": list(reviews)[:4],
        "running": running,
        "to_join": [one for one in open_ones if one.pk not in {each.cycle_id for each in joined}],
        "may_see": rules.has_perm("cycles.focus", asked.user, asked.place),
        "may_record": rules.has_perm("cycles.elsewhere", asked.user, asked.place),
    }


PANELS = [
    Panel(
        key="cycles",
        title="Peer review",
        order=62,
        template="cycles/panel.html",
        fill=fill,
        permission="cycles.see",
        by_load=False,
        apart=True,
        folded=True,
    )
]
