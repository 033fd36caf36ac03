"""One school with everything known, as at any day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from alongside.face.desk import queries
from alongside.face.desk.forms import AsAt
from alongside.face.desk.presenters import school as presenters
from alongside.face.desk.presenters.school import Drawn
from alongside.face.desk.setting import Setting, setting_of
from alongside.floor.web.audience import everyone
from alongside.knowledge.schools import panels
from alongside.knowledge.schools.facts import SchoolAsAt
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.knowledge.schools.queries import school_as_at


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
    version = where.known_by(known) if known else where.version
    day = on or where.today
    found, kept = where.kept(
        "school", lambda: _drawn(urn, where, on=day, version=version, known=known), urn, day, version, known
    )
    if found is None:
        return _missing(request, urn, where, known=known, version=version)
    drawn = [*kept, *_drawn_now(found, where, known=known)]
    form = form if form.errors else AsAt(initial={"on": on, "known": known}, today=where.today)
    page = presenters.page(found, drawn, where.district_names, today=where.today, known=known)
    return render(request, "desk/school.html", {"section": "schools", "page": page, "form": form})


def _asks(request: HttpRequest) -> bool:
    return any(name.startswith(("on", "known")) for name in request.GET)


def _address(urn: int, on: date | None, known: date | None) -> str:
    said = {name: day.isoformat() for name, day in (("on", on), ("known", known)) if day}
    return reverse("desk:school", args=[urn]) + (f"?{urlencode(said)}" if said else "")


def _drawn(
    urn: int, where: Setting, *, on: date, version: int, known: date | None
) -> tuple[SchoolAsAt | None, list[Drawn]]:
    """The school and those of its panels that change only with a load: drawn once, and kept."""
    found = school_as_at(urn, on=on, version=version)
    if found is None:
        return None, []
    asked = _asked(found, where, known=known)
    asked.shared["loaded"] = {load.pk: load.finished_at for load in where.loads}
    registered = panels.panels(for_office=where.for_office)
    return found, [drawn for panel in registered if panel.by_load and (drawn := _draw(panel, asked))]


def _drawn_now(found: SchoolAsAt, where: Setting, *, known: date | None) -> list[Drawn]:
    """The panels of what people write down."""
    asked = _asked(found, where, known=known)
    registered = panels.panels(for_office=where.for_office)
    return [drawn for panel in registered if not panel.by_load and (drawn := _draw(panel, asked))]


def _asked(found: SchoolAsAt, where: Setting, *, known: date | None) -> Asked:
    is_today = found.on == where.today and known is None
    return Asked(found, found.on, found.version, is_today, where.for_office, shared={"known": known})


def _draw(panel: Panel, asked: Asked) -> Drawn | None:
    said = panel.fill(asked)
    if said is None:
        return None
    content = render_to_string(panel.template, {**said, "asked": asked, "panel": panel})
    return Drawn(
        key=panel.key,
        title=panel.title,
        order=panel.order,
        wide=panel.wide,
        office_only=panel.office_only,
        content=content,
        sentences=tuple(panel.sentences(said) if panel.sentences else ()),
        stylesheet=panel.stylesheet,
    )


def _missing(request: HttpRequest, urn: int, where: Setting, *, known: date | None, version: int) -> HttpResponse:
    said = presenters.missing(
        urn,
        known=known,
        elsewhere=queries.names(presenters.alike(urn), version),
        related=queries.linked(urn, version),
        loaded=version > 0,
    )
    return render(request, "desk/no_school.html", {"section": "schools", "missing": said}, status=404)
