"""The city, its districts, and what changed. Pages and pictures are kept by version and day."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from alongside.face.desk import exports, news, pages
from alongside.face.desk.listing import authorities
from alongside.face.desk.presenters import schools as list_of_schools
from alongside.face.desk.presenters.changes import grouped
from alongside.face.desk.setting import Setting, setting_of
from alongside.floor.kernel.prose import counted, sentence
from alongside.floor.web.audience import everyone
from alongside.floor.web.exports import as_asked


@everyone
@require_safe
def city(request: HttpRequest) -> HttpResponse:
    where = setting_of(request)
    content = where.kept("city", lambda: _city(where))
    if not content:
        return _nothing(request, where)
    return render(
        request, "desk/city.html", {"section": "city", "name": where.whose.city, "content": mark_safe(content)}
    )


@everyone
@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """All districts side by side: what an address cut short leads to."""
    where = setting_of(request)
    place = where.kept("place", lambda: pages.city_page(where), "")
    if place is None:
        return _nothing(request, where)
    context = {
        "section": "city",
        "place": place,
        "for_office": where.for_office,
        "today": where.today,
        "crumbs": [(where.whose.city, reverse("desk:city"))],
    }
    return render(request, "desk/districts.html", context)


@everyone
@require_safe
def district(request: HttpRequest, key: str) -> HttpResponse:
    where = setting_of(request)
    if key not in where.district_names:
        raise Http404("There is no such district.")
    content = where.kept("district", lambda: _district(where, key), key)
    context = {
        "section": "city",
        "name": where.district_names[key],
        "crumbs": [(where.whose.city, reverse("desk:city"))],
        "content": mark_safe(content),
    }
    return render(request, "desk/district.html", context)


@everyone
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Everything that the newest files brought; `?district=` narrows it."""
    where = setting_of(request)
    key, name = _asked_district(request, where)
    found = where.kept("changes", lambda: pages.all_news(where, key), key)
    context = {
        "section": "city",
        "groups": grouped(found, whole=True),
        "says": sentence(f"{counted(len(found), 'change')} in the newest files, about schools of {name or where.home}"),
        "since": news.since(where),
        "back": reverse("desk:district", args=[key]) if key else reverse("desk:city"),
        "back_words": name or where.whose.city,
        "narrowed": f"?district={key}" if key else "",
        "sources": where.sources_of_schools,
    }
    return render(request, "desk/changes.html", context)


@everyone
@require_safe
def changes_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    where = setting_of(request)
    key, name = _asked_district(request, where)
    found = where.kept("changes", lambda: pages.all_news(where, key), key)
    about = exports.about(f"What the newest files brought for schools of {name or where.home}", where)
    return as_asked(kind, "what changed", *exports.news(found), about=about)


def _asked_district(request: HttpRequest, where: Setting) -> tuple[str, str]:
    """Key and name of the district that an address narrows to, both empty for none. Http404 for one not ours."""
    key = request.GET.get("district", "")
    if key and key not in where.district_names:
        raise Http404("There is no such district.")
    return key, where.district_names.get(key, "")


@everyone
@require_safe
def table_as(request: HttpRequest, table: str, kind: str) -> HttpResponseBase:
    """The tables of the City page, or with `?district=` of a District page; the office's columns for the office."""
    where = setting_of(request)
    key, _ = _asked_district(request, where)
    place = where.kept("place", lambda: pages.district_page(where, key) if key else pages.city_page(where), key)
    if place is None or table not in exports.TABLES:
        raise Http404("There is no such table.")
    header, rows = exports.counts(exports.TABLES[table](place), table, for_office=where.for_office)
    about = exports.about(f"Open schools of {place.name} by {exports.FIRST[table].lower()}", where)
    return as_asked(kind, f"{place.name} {table}", header, rows, about=about)


def _city(where: Setting) -> str:
    place = pages.city_page(where)
    context = {"place": place, "for_office": where.for_office, "today": where.today}
    return render_to_string("desk/_city.html", context) if place else ""


def _district(where: Setting, key: str) -> str:
    place = pages.district_page(where, key)
    context = {
        "place": place,
        "key": key,
        "here": key,
        "scope": f"&district={key}",
        "narrowed": f"?district={key}",
        "beside": [place.total, place.city],
        "lines": list_of_schools.lines(place.schools, where.district_names, where.today),
        "heads": list_of_schools.plain_heads(for_office=where.for_office, show_district=False),
        "for_office": where.for_office,
        "today": where.today,
    }
    return render_to_string("desk/_district.html", context)


def _nothing(request: HttpRequest, where: Setting) -> HttpResponse:
    context = {
        "section": "city",
        "city": where.whose.city,
        "authority": where.home,
        "loaded": where.version > 0,
        "authorities": authorities(version=where.version),
        "for_office": where.for_office,
    }
    return render(request, "desk/nothing.html", context)
