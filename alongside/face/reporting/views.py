"""The city since each contract began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.face.reporting import since, since_presenters, since_queries
from alongside.face.reporting.policies import Contract, contracts
from alongside.face.reporting.setting import Setting, setting_of
from alongside.face.reporting.since import Moved, Stood
from alongside.face.reporting.since_presenters import MovedShown
from alongside.floor.web.audience import everyone
from alongside.floor.web.exports import as_asked
from alongside.floor.web.words import day
from alongside.knowledge.results.measures import measures
from alongside.knowledge.schools.districts import policy_of_districts


@dataclass(frozen=True)
class Since:
    """What the page and its downloads are made of."""

    contract: Contract
    days: dict[date, list[Stood]]
    moved: list[Moved]


@everyone
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """To the contract that began last."""
    begun = contracts().begun(setting_of(request).today)
    if not begun:
        raise Http404("No contract had begun by this day.")
    return redirect(reverse("reporting:since", args=[begun[0].key]))


@everyone
@require_safe
def contract(request: HttpRequest, key: str) -> HttpResponse:
    """The first day of a contract beside today."""
    where = setting_of(request)
    found = _since(where, key)
    then, now = (since.counted(on, schools) for on, schools in found.days.items())
    names, city = _names(), where.whose.city
    context = {
        "section": "city",
        "crumbs": [(city, reverse("desk:city"))],
        "city": city,
        "contract": found.contract,
        "term": since_presenters.term(found.contract, where.today),
        "policy": contracts(),
        "title": since_presenters.inside(found.contract.title),
        "others": [
            (one.key, since_presenters.inside(one.title)) for one in contracts().begun(where.today) if one.key != key
        ],
        "sentences": since_presenters.sentences(then, now, found.moved, city) if now.schools else [],
        "days": [since_presenters.day_shown(then), since_presenters.day_shown(now)],
        "districts": since_presenters.districts_shown(found.days, names),
        "moved": where.kept("since shown", lambda: _shown(found.moved), key),
        "today": where.today,
    }
    return render(request, "reporting/since.html", context)


@everyone
@require_safe
def contract_as(request: HttpRequest, key: str, table: str, kind: str) -> HttpResponseBase:
    """`measures` or `standing` since the contract began, as csv or xlsx."""
    where = setting_of(request)
    found = _since(where, key)
    names, city = _names(), where.whose.city
    if table == "measures":
        header: Sequence[str] = since_presenters.HEADER
        rows = since_presenters.rows(found.moved, measures(), names)
    elif table == "standing":
        header, rows = since_presenters.STANDING_HEADER, since_presenters.standing_rows(found.days, names)
    else:
        raise Http404("There is no such table.")
    about = {
        "What this is": f"{city} since {since_presenters.inside(found.contract.title)} ({table})",
        "First day": found.contract.first_day,
        "Made on": where.today,
        "How to read it": contracts().prose,
    }
    return as_asked(kind, f"{city} since {day(found.contract.first_day)} {table}", header, rows, about=about)


def _since(where: Setting, key: str) -> Since:
    chosen = next((one for one in contracts().begun(where.today) if one.key == key), None)
    if chosen is None:
        raise Http404("There is no such contract, or it has not begun.")
    return where.kept("since", lambda: _made(where, chosen), key)


def _made(where: Setting, chosen: Contract) -> Since:
    districts = since_queries.districts_of(where.version)
    days = since_queries.stood([chosen.first_day, where.today], version=where.version, districts=districts)
    moved = since_queries.moved(chosen.first_day, where.today, version=where.version, districts=districts)
    return Since(chosen, days, moved)


def _shown(moved: Sequence[Moved]) -> list[MovedShown]:
    return [since_presenters.moved_shown(one, measures(), _names()) for one in moved]


def _names() -> dict[str, str]:
    return {one.key: one.name for one in policy_of_districts().districts}
