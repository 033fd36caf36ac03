"""Where an inspection is likely, school by school, for the office and the council to put support in order."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.seen_by import seen_by
from alongside.floor.kernel import clock
from alongside.floor.kernel.prose import sentence
from alongside.floor.web.audience import permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.inspections.likelihood import listing, presenters, queries
from alongside.knowledge.inspections.likelihood.policies import likelihoods
from alongside.knowledge.inspections.likelihood.telling import TITLES
from alongside.knowledge.opendata.queries import head

ON_A_PAGE = 25
LIST = "likelihood.list"


@permitted(LIST)
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """`?district=`, `?phase=`, `?group=`, `?line=`, `?page=`; the likeliest first."""
    form = listing.Filter(request.GET or None)
    shown = queries.run_for(on=clock.today(), version=head())
    policy = likelihoods()
    context: dict[str, Any] = {"section": "forecast", "form": form, "policy": policy, "shown": shown}
    if shown.run:
        lines = listing.lines(shown.run, form.chosen, reach(request.user, LIST), may_give=not shown.why_not)
        context |= {
            "page": Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page")),
            "count": len(lines),
            "expected": listing.expected(lines),
            "check": _check(shown.run.check_said),
            "query": f"?{urlencode(form.chosen)}" if form.chosen else "",
            "chosen": form.chosen,
        }
    context |= {
        "why_not": sentence(shown.why_not),
        "not_a_grade": presenters.NOT_A_GRADE,
        "seen_by": seen_by(LIST),
        "prose": presenters.paragraphs(policy),
    }
    return render(request, "likelihood/list.html", context)


@permitted(LIST)
@require_GET
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The schools that the same address shows, all pages of them, as csv or xlsx."""
    form = listing.Filter(request.GET or None)
    today, where = clock.today(), reach(request.user, LIST)
    shown = queries.run_for(on=today, version=head())
    lines = listing.lines(shown.run, form.chosen, where, may_give=not shown.why_not) if shown.run else []
    about = {
        "What this is": "When the next inspection of each school is likely. " + presenters.NOT_A_GRADE,
        "Forecast made for": shown.run.on if shown.run else "no forecast has been made",
        "By": sentence(shown.why_not or (shown.run.why if shown.run else "")),
        "Schools": len(lines),
        "Address": request.build_absolute_uri(reverse("likelihood:list")),
        "Who may see it": seen_by(LIST),
    }
    rows = (listing.row(line) for line in lines)
    return as_asked(kind, f"next-inspections-{today}", listing.header(), rows, about=about)


def _check(said: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """How each forecaster did: its name, and in figures of a hundred what the columns ask."""
    columns = ("auc", "top_tenth", "top_fifth")
    return [
        (TITLES[name], ["" if one[key] is None else f"{100 * one[key]:.0f} in 100" for key in columns])
        for name, one in said.get("by", {}).items()
    ]
