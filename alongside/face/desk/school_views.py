"""One school with everything known, as at any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import rules
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from alongside.face.desk import queries
from alongside.face.desk.forms import AsAt
from alongside.face.desk.paper import content, typesetting
from alongside.face.desk.presenters import school as presenters
from alongside.face.desk.presenters.city import Source
from alongside.face.desk.school_drawing import asked_for, asked_of, draw_apart, page_of
from alongside.face.desk.setting import INSPECTIONS, REGISTER, Setting, setting_of
from alongside.floor.accounts import seeing_as
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place
from alongside.floor.audit import journal
from alongside.floor.web.audience import everyone, refused
from alongside.floor.web.words import day
from alongside.knowledge.schools import panels
from alongside.knowledge.schools.queries import school_as_at

OWN = "priority.see"  # granted at one’s own school: what is said of it is its to read
OFFICE_OR_SCHOOL = "This part of the page is for the school itself and for the partnership’s office."


@everyone
@require_safe
def school(request: HttpRequest, urn: int) -> HttpResponse:
    """`?on=` and `?known=` as 2025-08-31; the form's three boxes are turned into that address."""
    where = setting_of(request)
    form = AsAt(request.GET if _asks(request) else None, today=where.today)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    on, known = chosen.get("on"), chosen.get("known")
    if chosen and not {"on", "known"} >= set(request.GET):
        return redirect(_address(urn, on, known))
    page, version = page_of(urn, where, on=on, known=known)
    if page is None:
        return _missing(request, urn, where, known=known, version=version)
    form = form if form.errors else AsAt(initial={"on": on, "known": known}, today=where.today)
    context = {"section": "schools", "page": page, "form": form, "papers": _papers(urn, where, on, known)}
    context |= _for_whom(request, page.place)
    return render(request, "desk/school.html", context)


@everyone
@require_safe
def panel(request: HttpRequest, urn: int, key: str) -> HttpResponse:
    """A panel that the page fetches by itself; without JavaScript, a page of its own."""
    where = setting_of(request)
    wanted = {one.key: one for one in panels.registered() if one.apart}.get(key)
    if wanted is None:
        raise Http404("There is no such part of the page.")
    on, known = _days(request, where)
    version = where.known_by(known) if known else where.version
    found = school_as_at(urn, on=on or where.today, version=version)
    if found is None:
        raise Http404("No loaded file tells of this school.")
    asked = asked_of(found, where, known=known)
    if not panels.may_see(wanted, request.user, asked.place):
        return refused(request, OFFICE_OR_SCHOOL)
    drawn = draw_apart(wanted, asked, where)
    context = {"panel": drawn, "school": found, "section": "schools", "back": _address(urn, on, known)}
    if request.headers.get("HX-Request"):
        return render(request, "desk/_panel.html", context) if drawn else HttpResponse()
    return render(request, "desk/panel.html", context)


def _for_whom(request: HttpRequest, place: Place) -> dict[str, bool]:
    """Whether the school itself looks, and whether whoever looks may see it as the school does."""
    return {
        "is_own": place.school in reach(request.user, OWN).schools,
        "may_see_as": bool(rules.has_perm(seeing_as.PERMISSION, request.user, place)),
    }


def _days(request: HttpRequest, where: Setting) -> tuple[date | None, date | None]:
    """The days that the address names. Http404 where one is none: the School page says more."""
    form = AsAt(request.GET if _asks(request) else None, today=where.today)
    if form.is_bound and not form.is_valid():
        raise Http404("There is no such day.")
    chosen = form.cleaned_data if form.is_bound else {}
    return chosen.get("on"), chosen.get("known")


@everyone
@require_safe
def paper(request: HttpRequest, urn: int) -> HttpResponse:
    """The same on one page for print, as published facts; `?for=visit` with what the office alone is shown.

    A day that is none, or a school that no file tells of, is not found: the School page says more.
    """
    where = setting_of(request)
    for_visit = request.GET.get("for") == "visit"
    if for_visit and not where.for_office:
        return refused(request)
    on, known = _days(request, where)
    where = where if for_visit else replace(where, for_office=False, user=AnonymousUser())
    page, _ = page_of(urn, where, on=on, known=known)
    if page is None:
        raise Http404("No loaded file tells of this school.")
    said = content.of_school(
        page,
        partnership=where.whose.name,
        today=where.today,
        sources=[_source(source) for source in where.sources if source.family in (*INSPECTIONS, REGISTER)],
        address=request.build_absolute_uri(_address(urn, on, known)),
        for_visit=for_visit,
        journal=journal.head(),
    )
    answer = HttpResponse(typesetting.pdf(said), content_type="application/pdf")
    name = f"{slugify(page.name) or urn} {page.on.isoformat()}{' visit' if for_visit else ''}.pdf"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return answer


def _source(source: Source) -> str:
    return f"{source.title[:1].upper()}{source.title[1:]} as at {day(source.as_at)}"


def _asks(request: HttpRequest) -> bool:
    return any(name.startswith(("on", "known")) for name in request.GET)


def _address(urn: int, on: date | None, known: date | None) -> str:
    said = asked_for(on, known)
    return reverse("desk:school", args=[urn]) + (f"?{urlencode(said)}" if said else "")


def _papers(urn: int, where: Setting, on: date | None, known: date | None) -> list[tuple[str, str]]:
    """The ways to the same on paper, as at the same day: what the link says, and its address."""
    said = asked_for(on, known)
    address = reverse("desk:paper", args=[urn])
    ways = [("One page to print (PDF)", said)]
    if where.for_office:
        ways.append(("One page for a visit (PDF)", {**said, "for": "visit"}))
    return [(words, address + (f"?{urlencode(asked)}" if asked else "")) for words, asked in ways]


def _missing(request: HttpRequest, urn: int, where: Setting, *, known: date | None, version: int) -> HttpResponse:
    said = presenters.missing(
        urn,
        known=known,
        elsewhere=queries.names(presenters.alike(urn), version),
        related=queries.linked(urn, version),
        loaded=version > 0,
    )
    return render(request, "desk/no_school.html", {"section": "schools", "missing": said}, status=404)
