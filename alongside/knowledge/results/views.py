"""The pages of measures. Everything on them is published, so everybody may see them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from alongside.floor.web.audience import everyone
from alongside.floor.web.exports import as_asked
from alongside.knowledge.results import chosen
from alongside.knowledge.results.measures import Measure
from alongside.knowledge.results.pages import asking, beside, exports, index
from alongside.knowledge.results.pages import measure as measure_page
from alongside.knowledge.results.pages.kept import Setting, setting_of
from alongside.knowledge.results.pages.reading import Reading, reading


@everyone
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    where = setting_of(request)
    content = where.kept("measures", lambda: render_to_string("results/_measures.html", {"index": index.index(where)}))
    context = {"section": "measures", "content": mark_safe(content), "chosen": chosen.chosen()}
    return render(request, "results/measures.html", context)


@everyone
@require_safe
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """`?year=2019&phase=primary&type=academy&pupils=disadvantaged`: what the address asks for, all if nothing."""
    where = setting_of(request)
    found = _measure(where, key)
    given = {name: request.GET.get(name, "")[:40] for name in asking.FIELDS}
    content = where.kept("measure", lambda: _drawn(where, found, given), key, sorted(given.items()))
    context = {
        "section": "measures",
        "measure": found,
        "crumbs": [("Measures", reverse("results:measures"))],
        "content": mark_safe(content),
    }
    return render(request, "results/measure.html", context)


@everyone
@require_safe
def measure_as(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    where = setting_of(request)
    found = _measure(where, key)
    read = _read(where, found, request.GET.get("pupils", ""))
    wanted = asking.asked(read, request.GET)
    if not wanted.year:
        raise Http404("Nothing of this measure is loaded.")
    address = request.build_absolute_uri(reverse("results:measure", args=[key]) + wanted.query)
    about = exports.measure_about(read, wanted, address)
    name = f"{found.key} {read.dataset.words(wanted.year)}"
    return as_asked(kind, name, exports.HEADER, exports.measure_rows(read, wanted), about=about)


@everyone
@require_safe
def similar(request: HttpRequest, urn: int) -> HttpResponse:
    """`?year=2019` for the set of another year, `?sort=name` for the list by name."""
    where = setting_of(request)
    year, sort = _year(request), request.GET.get("sort", "")
    page = _similar(where, urn, year)
    shown = beside.by_name(page) if sort == "name" else page
    content = where.kept(
        "similar drawn",
        lambda: render_to_string("results/_similar.html", {"page": shown, "sort": sort, "policy": where.policy}),
        *(urn, year, sort == "name"),
    )
    context = {
        "section": "schools",
        "page": page,
        "crumbs": [("Schools", reverse("desk:schools")), (page.school.name, reverse("desk:school", args=[urn]))],
        "content": mark_safe(content),
    }
    return render(request, "results/similar.html", context)


@everyone
@require_safe
def similar_as(request: HttpRequest, urn: int, kind: str) -> HttpResponseBase:
    where = setting_of(request)
    page = _similar(where, urn, _year(request))
    shown = beside.by_name(page) if request.GET.get("sort") == "name" else page
    about = {
        "What this is": f"Schools with pupils like those of {page.school.name}, nearest first unless by name",
        "Year of the intake": page.year,
        "On": where.on,
        "How it comes about": " ".join(page.sentences),
    }
    header = exports.similar_header(page)
    return as_asked(kind, f"similar to {urn}", header, exports.similar_rows(shown), about=about)


def _measure(where: Setting, key: str) -> Measure:
    found = where.policy.by_key.get(key)
    if found is None:
        raise Http404("There is no such measure.")
    return found


def _read(where: Setting, found: Measure, pupils: str) -> Reading:
    group = asking.pupils_asked(found, {"pupils": pupils})
    return reading(found, f"{found.key}:{group}" if group else found.key, where)


def _drawn(where: Setting, found: Measure, given: dict[str, str]) -> str:
    page = measure_page.page(_read(where, found, given["pupils"]), given)
    return render_to_string("results/_measure.html", {"page": page, "measure": found, "whose": where.whose})


def _similar(where: Setting, urn: int, year: int | None) -> beside.SimilarPage:
    page = where.kept("similar", lambda: beside.page(urn, where, year=year), urn, year)
    if page is None:
        raise Http404("The register has no such school.")
    return page


def _year(request: HttpRequest) -> int | None:
    given = request.GET.get("year", "")
    return int(given) if given.isdecimal() and len(given) == 4 else None
