"""The list of schools, as a page and as a spreadsheet of exactly what it shows."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from alongside.face.desk import exports
from alongside.face.desk.listing import Listing, authorities, listing
from alongside.face.desk.presenters import school_cells
from alongside.face.desk.presenters import schools as presenters
from alongside.face.desk.setting import Setting, setting_of
from alongside.floor.web.audience import everyone
from alongside.floor.web.exports import as_asked
from alongside.knowledge.schools.models import Profile

A_PAGE = 50


@everyone
@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    where = setting_of(request)
    urn = _urn(request.GET)
    if urn:
        return redirect("desk:school", urn)
    content = where.kept("schools", lambda: _page(request, where), request.GET.urlencode())
    return render(request, "desk/schools.html", {"section": "schools", "content": mark_safe(content)})


@everyone
@require_safe
def schools_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Exactly the list that the same address shows, all pages of it."""
    where = setting_of(request)
    found = _listing(where, request.GET)
    says = presenters.in_words(found, found.count(), chosen=presenters.chosen(found))
    rows = (school_cells.cells(school, where.district_names, for_office=where.for_office) for school in found.whole())
    about = exports.about_list(says, request.build_absolute_uri(reverse("desk:schools") + _query(request.GET)), where)
    return as_asked(kind, "schools", school_cells.header(for_office=where.for_office), rows, about=about)


def _page(request: HttpRequest, where: Setting) -> str:
    """The list, drawn. Of the request it uses the address alone, so that it may be kept for others."""
    asked = request.GET
    found = _listing(where, asked)
    count = found.count()
    page = Paginator(range(count), A_PAGE).get_page(asked.get("page"))
    rows = found.part(page.start_index() - 1, page.end_index()) if count else []
    chosen = presenters.chosen(found)
    context = {
        "listing": found,
        "filters": presenters.filters(found, home=where.home),
        "says": presenters.in_words(found, count, chosen=chosen),
        "not_understood": presenters.not_understood(found),
        "chosen": chosen,
        "count": count,
        "page": page,
        "lines": presenters.lines(rows, where.district_names, where.today),
        "heads": presenters.heads(found, asked),
        "sort": asked.get("sort", ""),
        "show_authority": found.authority != where.home,
        "authorities": authorities(version=where.version),
        "home": where.home,
        "for_office": where.for_office,
        "query": _query(asked),
        "sources": where.sources_of_schools,
        "empty": presenters.empty(found, home=where.home, chosen=chosen, loaded=where.version > 0),
    }
    return render_to_string("desk/_schools.html", context, request=request)


def _listing(where: Setting, asked: QueryDict) -> Listing:
    return listing(
        asked,
        home=where.home,
        districts=where.districts,
        version=where.version,
        today=where.today,
        for_office=where.for_office,
    )


def _urn(asked: QueryDict) -> int | None:
    """The school that is meant where nothing but its number is asked for."""
    text = asked.get("q", "").strip()
    if len(asked) > 1 or len(text) != 6 or not text.isdecimal():
        return None
    return Profile.objects.current().filter(urn=int(text)).values_list("urn", flat=True).first()


def _query(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("page", None)
    said = kept.urlencode()
    return f"?{said}" if said else ""
