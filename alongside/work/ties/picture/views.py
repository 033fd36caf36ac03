"""The city's ties as a picture, and its table as a sheet."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.floor.web.exports import as_asked
from alongside.floor.web.keeping import kept
from alongside.work.ties.isolation.asking import Wanted
from alongside.work.ties.isolation.policies import isolation
from alongside.work.ties.isolation.queries import changed
from alongside.work.ties.picture import presenters, queries


@permitted("ties.oversee")
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """`?by=district|family`, `?kind=`, `?on=`."""
    today = clock.today()
    by, kind, on = _asked(request.GET, today)
    context = {
        "section": "together",
        "found": _page(by, kind, on, today),
        "by": by,
        "kind": kind,
        "on": on if on != today else None,
        "today": today,
        "every_by": queries.BY,
        "kinds": [(key, words) for key, (words, _) in queries.KINDS.items()],
        "title": dict(queries.BY)[by],
        "policy": isolation(),
    }
    return render(request, "ties/picture.html", context)


@permitted("ties.oversee")
@require_safe
def picture_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Its table as csv or xlsx."""
    today = clock.today()
    by, of, on = _asked(request.GET, today)
    found = _page(by, of, on, today)
    about = {
        "What this is": f"{queries.KINDS[of][0]}, by {by}",
        "As at": on,
        "Made on": today,
        "For": str(request.user),
    }
    header = presenters.header(found, dict(queries.BY)[by])
    return as_asked(kind, f"ties by {by}", header, presenters.rows(found), about=about)


def _asked(query: QueryDict, today: date) -> tuple[str, str, date]:
    by, kind = query.get("by", ""), query.get("kind", "")
    on = Wanted.of(query, today=today).on or today
    return by if by in dict(queries.BY) else "district", kind if kind in queries.KINDS else "", on


def _page(by: str, kind: str, on: date, today: date) -> presenters.Page:
    """Drawn once, and kept until a tie is posted or a file loaded."""
    said = ("picture", by, kind, on, today, *changed())
    return kept("ties", said, lambda: presenters.page(queries.city(by=by, kind=kind, on=on, today=today)))
