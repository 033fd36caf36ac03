"""What each cycle of reviews did."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.work.peer_review.cycles.models import Cycle
from alongside.work.peer_review.reviews.asking import SECTION
from alongside.work.peer_review.reviews.effect import actions
from alongside.work.peer_review.reviews.effect.queries import stages_of, told_of
from alongside.work.peer_review.reviews.permissions import EFFECT
from alongside.work.peer_review.reviews.policies import review_reports

NEWEST = 20


@permitted(EFFECT)
@require_safe
def effect(request: HttpRequest) -> HttpResponse:
    """The newest cycles. A table that is due is made by whoever looks first, of what was recorded by its day."""
    today = clock.today()
    cycles = list(Cycle.objects.exclude(state=Cycle.State.CALLED_OFF).prefetch_related("told")[:NEWEST])
    for one in cycles:
        there = {table.months for table in one.told.all()}
        if any(stage.told_on <= today and stage.months not in there for stage in stages_of(one)):
            actions.tell(cycle=one, by=None, at=clock.now())
    told = told_of(cycles)
    shown = [
        {
            "cycle": one,
            "tables": [table for table in told.get(one.pk, []) if table.lines],
            "few": any(not table.lines for table in told.get(one.pk, [])),
            "schools": max((table.schools for table in told.get(one.pk, [])), default=0),
            "next_on": min((stage.told_on for stage in stages_of(one) if stage.told_on > today), default=None),
        }
        for one in cycles
    ]
    context = {"section": SECTION, "effects": shown, "fewest": review_reports().effect.fewest}
    return render(request, "reviews/effect.html", context)
