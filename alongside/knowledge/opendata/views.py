"""The Data pages: what is loaded, how old it is, loading a file, and what became of each load."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.audience import everyone, office
from alongside.floor.web.exports import as_asked
from alongside.knowledge.opendata import (
    actions,
    coverage,
    exports,
    jobs,
    labels,
    load_pages,
    presenters,
    queries,
    registry,
)
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.forms import GoAhead, Upload
from alongside.knowledge.opendata.models import LIVE, Load

SECTION = "data"
A_PAGE = 25
SHOWN = 50  # refusals and changes on the page of a load; all of them are in its exports


@office
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    recent = list(queries.all_loads()[:60])
    found = presenters.sources(registry.formats(), queries.last_loads(), today)
    context = {
        "section": SECTION,
        "today": today,
        "sources": found,
        "summary": presenters.summary(found),
        "waiting": presenters.lines(presenters.waiting_for_a_person(recent)),
        "coverage": coverage.measured(today),
        "loads": presenters.lines(recent[:10]),
        "more": len(recent) > 10,
    }
    return render(request, "opendata/data.html", context)


@office
@require_safe
def loads(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.all_loads(), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "opendata/loads.html", {"section": SECTION, "page": page, "lines": presenters.lines(page.object_list)}
    )


@office
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a file and have it checked; nothing is loaded yet."""
    form = Upload(request.POST, request.FILES) if request.method == "POST" else Upload()
    if request.method == "POST" and form.is_valid():
        file, now = form.cleaned_data["file"], clock.now()
        try:
            kept = actions.keep(stream=file, name=file.name, by=by(request), at=now)
        except StructuralFault as fault:
            form.add_error("file", str(fault))
        else:
            asked = actions.ask(file=kept, by=by(request), at=now, as_at=form.cleaned_data["as_at"], check_only=True)
            jobs.start(asked)
            return redirect("opendata:load", asked.pk)
    formats = presenters.sources(registry.formats(), [], clock.today())
    return render(request, "opendata/upload.html", {"section": SECTION, "form": form, "formats": formats})


@office
@require_safe
def load(request: HttpRequest, load: int) -> HttpResponse:
    found = _load(load)
    if found.continued_as_id:
        return redirect("opendata:load", found.continued_as_id)
    return _load_page(request, found, GoAhead(alarms=bool(found.alarms)))


@office
@require_safe
def progress(request: HttpRequest, load: int) -> HttpResponse:
    """How far it is: a fragment for a page with JavaScript; others come back to the page itself."""
    found = _load(load)
    if not request.headers.get("HX-Request"):
        return redirect("opendata:load", load)
    if found.continued_as_id or presenters.told(found).tone != "busy":
        done = HttpResponse(status=204)
        done["HX-Refresh"] = "true"
        return done
    return render(request, "opendata/_progress.html", _progress(found))


@office
@require_POST
def go_ahead(request: HttpRequest, load: int) -> HttpResponse:
    """Load what was checked. Past alarms only with a reason."""
    checked = _load(load)
    if checked.state not in presenters.ASKING:
        return redirect("opendata:load", load)
    form = GoAhead(request.POST, alarms=bool(checked.alarms))
    if not form.is_valid():
        return _load_page(request, checked, form)
    asked = actions.ask(
        file=checked.file,
        by=by(request),
        at=clock.now(),
        as_at=checked.as_at if checked.counts.get("as_at_from") == "person" else None,
        yes=bool(checked.alarms),
        reason=form.cleaned_data.get("reason", ""),
    )
    jobs.start(asked)
    return redirect("opendata:load", asked.pk)


@office
@require_POST
def again(request: HttpRequest, load: int) -> HttpResponse:
    """Start anew what broke off, or what nothing ever began to read."""
    try:
        started = jobs.start_again(_load(load), by=by(request), at=clock.now())
    except actions.Busy as busy:
        messages.warning(request, str(busy))
        return redirect("opendata:load", load)
    return redirect("opendata:load", started.pk)


@everyone
@require_safe
def row(request: HttpRequest, load: int, row: int) -> HttpResponse:
    """A row of a published file, as it came. Files that were not loaded are for the office: they may be anything."""
    found = _load(load)
    if found.state not in LIVE and not getattr(request.user, "is_office", False):
        raise PermissionDenied("This file was not loaded, so only the partnership’s office can look into it.")
    kept = queries.row_of(found, row)
    if kept is None:
        return render(request, "opendata/no_row.html", {"load": found, "row": row}, status=404)
    return render(request, "opendata/row.html", {"row": presenters.row(kept), "load": found})


@office
@require_safe
def file(request: HttpRequest, load: int) -> FileResponse:
    """The file itself, byte for byte as it came."""
    found = _load(load)
    path = queries.path_of(found.file)
    if not path.is_file():
        raise Http404("The kept file is not there any more.")
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=found.file.name, content_type="application/octet-stream"
    )


@office
@require_safe
def sources_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    found = presenters.sources(registry.formats(), queries.last_loads(), clock.today())
    return as_asked(kind, "sources", *exports.sources(found), about=exports.about("Sources", clock.now()))


@office
@require_safe
def coverage_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    found = coverage.measured(clock.today())
    return as_asked(kind, "coverage", *exports.coverage(found), about=exports.about("Coverage", clock.now()))


@office
@require_safe
def loads_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    return as_asked(kind, "loads", *exports.loads(queries.all_loads()), about=exports.about("Loads", clock.now()))


@office
@require_safe
def refusals_as(request: HttpRequest, load: int, kind: str) -> HttpResponseBase:
    found = _load(load)
    name, about = f"load-{load}-left-out", exports.about_load("What was left out of", found, clock.now())
    return as_asked(kind, name, *exports.refusals(found), about=about)


@office
@require_safe
def changes_as(request: HttpRequest, load: int, kind: str) -> HttpResponseBase:
    found = _load(load)
    name, about = f"load-{load}-fields-changed", exports.about_load("Fields changed by", found, clock.now())
    return as_asked(kind, name, *exports.changes(found), about=about)


def _load(number: int) -> Load:
    return get_object_or_404(Load.objects.select_related("file", "by"), pk=number)


def _load_page(request: HttpRequest, found: Load, form: GoAhead) -> HttpResponse:
    if presenters.told(found).tone == "busy":
        return render(request, "opendata/busy.html", {"section": SECTION, **_progress(found)})
    form_of = {form.key: form for form in registry.formats()}
    noted = load_pages.noted(found, found.changes.order_by("pk")[:SHOWN])[:SHOWN]
    context = {
        "section": SECTION,
        "load": found,
        "page": load_pages.load_page(found, form_of.get(found.format), queries.next_of_the_file(found)),
        "refusals": found.refusals.order_by("row", "pk")[:SHOWN],
        "changes": load_pages.changes(noted, labels.names({urn for _, urn, *_ in noted if urn})),
        "shown": SHOWN,
        "journal": queries.journal_of(found),
        "form": form,
    }
    return render(request, "opendata/load.html", context)


def _progress(found: Load) -> dict[str, object]:
    return {"load": found, "told": presenters.told(found), "slow": presenters.is_slow(found, clock.now())}
