"""One school with everything known, as at any day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from alongside.face.desk import queries
from alongside.face.desk.forms import AsAt
from alongside.face.desk.presenters import school as presenters
from alongside.face.desk.setting import Setting, setting_of
from alongside.floor.web.audience import everyone
from alongside.knowledge.opendata.queries import version_known_at
from alongside.knowledge.schools import panels
from alongside.knowledge.schools.facts import SchoolAsAt
from alongside.knowledge.schools.panels import Asked
from alongside.knowledge.schools.queries import school_as_at


@everyone
@require_GET
def school(request: HttpRequest, urn: int) -> HttpResponse:
    """`?on=` and `?known=` as 2025-08-31; the form's three boxes are turned into that address."""
    where = setting_of(request)
    form = AsAt(request.GET if _asks(request) else None, today=where.today)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    on, known = chosen.get("on"), chosen.get("known")
    if chosen and not {"on", "known"} >= set(request.GET):
        return redirect(_address(urn, on, known))
    version = version_known_at(known) if known else where.version
    found = school_as_at(urn, on=on or where.today, version=version)
    if found is None:
        return _missing(request, urn, where, on=on, known=known, version=version)
    form = form if form.errors else AsAt(initial={"on": on, "known": known}, today=where.today)
    context = {"section": "schools", "page": _page(found, where, known=known), "form": form}
    return render(request, "desk/school.html", context)


def _asks(request: HttpRequest) -> bool:
    return any(name.startswith(("on", "known")) for name in request.GET)


def _address(urn: int, on: date | None, known: date | None) -> str:
    said = {name: day.isoformat() for name, day in (("on", on), ("known", known)) if day}
    return reverse("desk:school", args=[urn]) + (f"?{urlencode(said)}" if said else "")


def _page(found: SchoolAsAt, where: Setting, *, known: date | None) -> presenters.SchoolPage:
    is_today = found.on == where.today and known is None
    asked = Asked(found, found.on, found.version, is_today, where.for_office)
    asked.shared["loaded"] = {load.pk: load.finished_at for load in where.loads}
    shown, sentences = _panels(asked)
    tag, tag_class, says = presenters.status(found)
    return presenters.SchoolPage(
        urn=found.facts.urn,
        name=found.facts.name,
        what=presenters.what_it_is(found, where.district_names.get(found.district, "")),
        on=found.on,
        is_today=is_today,
        past=presenters.past(found, today=where.today, known=known),
        status=tag,
        status_class=tag_class,
        status_says=says,
        followed=presenters.followed(found),
        crumbs=presenters.crumbs(found, where.district_names),
        sentences=tuple(sentences),
        panels=tuple(shown),
    )


def _panels(asked: Asked) -> tuple[list[presenters.ShownPanel], list[str]]:
    """Each registered panel that has something to say, drawn; and what they add to the summary, in their order."""
    shown, sentences = [], []
    for panel in panels.panels(for_office=asked.for_office):
        said = panel.fill(asked)
        if said is None:
            continue
        content = render_to_string(panel.template, {**said, "asked": asked, "panel": panel})
        shown.append(presenters.ShownPanel(panel, mark_safe(content)))
        sentences += panel.sentences(said) if panel.sentences else []
    return shown, sentences


def _missing(
    request: HttpRequest, urn: int, where: Setting, *, on: date | None, known: date | None, version: int
) -> HttpResponse:
    said = presenters.missing(
        urn,
        known=known,
        elsewhere=queries.names(presenters.alike(urn), version),
        related=queries.linked(urn, version),
        loaded=version > 0,
    )
    return render(request, "desk/no_school.html", {"section": "schools", "missing": said}, status=404)
