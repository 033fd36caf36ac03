"""The School page put together: the school, and the panels that packages registered, drawn and kept."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from alongside.face.desk.presenters import school as presenters
from alongside.face.desk.presenters.school import Drawn
from alongside.face.desk.setting import Setting
from alongside.knowledge.schools import panels
from alongside.knowledge.schools.facts import SchoolAsAt
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.knowledge.schools.queries import school_as_at


def page_of(
    urn: int, where: Setting, *, on: date | None, known: date | None
) -> tuple[presenters.SchoolPage | None, int]:
    """The page of a school, None where no file tells of it; and the version of knowledge that it rests on."""
    version = where.known_by(known) if known else where.version
    asked_for = on or where.today
    found, kept = where.kept(
        "school", lambda: _drawn(urn, where, on=asked_for, version=version, known=known), urn, asked_for, version, known
    )
    if found is None:
        return None, version
    drawn = [*kept, *_drawn_now(found, where, known=known), *_apart(urn, where, on=on, known=known)]
    return presenters.page(found, drawn, where.district_names, today=where.today, known=known), version


def asked_for(on: date | None, known: date | None) -> dict[str, str]:
    """The day that an address names."""
    return {name: chosen.isoformat() for name, chosen in (("on", on), ("known", known)) if chosen}


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
    kept = [panel for panel in registered if panel.by_load and not panel.apart]
    return found, [drawn for panel in kept if (drawn := _draw(panel, asked))]


def _drawn_now(found: SchoolAsAt, where: Setting, *, known: date | None) -> list[Drawn]:
    """The panels of what people write down."""
    asked = _asked(found, where, known=known)
    registered = panels.panels(for_office=where.for_office)
    return [drawn for panel in registered if not panel.by_load and not panel.apart and (drawn := _draw(panel, asked))]


def _asked(found: SchoolAsAt, where: Setting, *, known: date | None) -> Asked:
    is_today = found.on == where.today and known is None
    return Asked(found, found.on, found.version, is_today, where.for_office, shared={"known": known})


def _apart(urn: int, where: Setting, *, on: date | None, known: date | None) -> list[Drawn]:
    """The places of the panels that are fetched after the page."""
    said = asked_for(on, known)
    return [
        Drawn(
            key=panel.key,
            title=panel.title,
            order=panel.order,
            wide=panel.wide,
            office_only=panel.office_only,
            content="",
            sentences=(),
            stylesheet=panel.stylesheet,
            address=reverse("desk:panel", args=[urn, panel.key]) + (f"?{urlencode(said)}" if said else ""),
        )
        for panel in panels.panels(for_office=where.for_office)
        if panel.apart
    ]


def draw_apart(panel: Panel, found: SchoolAsAt, where: Setting, *, known: date | None) -> Drawn | None:
    """A panel that is fetched after the page. None where it has nothing to say."""
    asked = _asked(found, where, known=known)
    asked.shared["loaded"] = SimpleLazyObject(lambda: {load.pk: load.finished_at for load in where.loads})
    return _draw(panel, asked)


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
        printed=panel.prints(said) if panel.prints else None,
        folded=panel.folded,
        glance=panel.glance(said) if panel.glance else "",
    )
