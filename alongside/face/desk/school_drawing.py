"""The School page put together: the school, and the panels that packages registered, drawn and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from alongside.face.desk.presenters import school as presenters
from alongside.face.desk.presenters.school import Drawn
from alongside.face.desk.setting import Setting
from alongside.floor.accounts.context import posts_of
from alongside.floor.accounts.roles import Place
from alongside.floor.accounts.seen_by import seen_by
from alongside.knowledge.schools import panels
from alongside.knowledge.schools.facts import SchoolAsAt
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.knowledge.schools.places import place_by, place_of
from alongside.knowledge.schools.queries import school_as_at


def page_of(
    urn: int, where: Setting, *, on: date | None, known: date | None
) -> tuple[presenters.SchoolPage | None, int]:
    """The page of a school, None where no file tells of it; and the version of knowledge that it rests on."""
    version = where.known_by(known) if known else where.version
    of_day = on or where.today
    found = where.kept("school", lambda: school_as_at(urn, on=of_day, version=version), urn, of_day, version)
    if found is None:
        return None, version
    asked = asked_of(found, where, known=known)
    shown = panels.panels(where.user, asked.place)
    by_load = [panel for panel in shown if panel.by_load and not panel.apart]
    seen = sorted({panel.permission for panel in by_load})
    drawn = [
        *where.kept("panels", lambda: _drawn(by_load, asked, where), urn, of_day, version, known, seen),
        *_drawn_now(shown, asked),
        *_apart(urn, shown, on=on, known=known),
    ]
    page = presenters.page(found, drawn, where.district_names, today=where.today, known=known, place=asked.place)
    return page, version


def asked_for(on: date | None, known: date | None) -> dict[str, str]:
    """The day that an address names."""
    return {name: chosen.isoformat() for name, chosen in (("on", on), ("known", known)) if chosen}


def asked_of(found: SchoolAsAt, where: Setting, *, known: date | None) -> Asked:
    """What panels are asked. Who may see what follows from where the school stands today, whatever day is shown."""
    is_today = found.on == where.today and known is None
    return Asked(
        found,
        found.on,
        found.version,
        is_today,
        where.for_office,
        shared={"known": known},
        user=where.user,
        place=_place(found, where, is_today=is_today),
    )


def _place(found: SchoolAsAt, where: Setting, *, is_today: bool) -> Place:
    """A visitor is asked for no permission that needs more than the number; today's school tells its place itself."""
    urn = found.facts.urn
    if is_today:
        return place_by(found.facts, found.district)
    return where.kept("place", lambda: place_of(urn), urn) if posts_of(where.user) else Place(school=urn)


def _drawn(by_load: Sequence[Panel], asked: Asked, where: Setting) -> list[Drawn]:
    """The panels that change only with a load: drawn once for all who may see the same ones, and kept."""
    asked.shared["loaded"] = {load.pk: load.finished_at for load in where.loads}
    return [drawn for panel in by_load if (drawn := _draw(panel, replace(asked, user=None)))]


def _drawn_now(shown: Sequence[Panel], asked: Asked) -> list[Drawn]:
    """The panels of what people write down."""
    return [drawn for panel in shown if not panel.by_load and not panel.apart and (drawn := _draw(panel, asked))]


def _apart(urn: int, shown: Sequence[Panel], *, on: date | None, known: date | None) -> list[Drawn]:
    """The places of the panels that are fetched after the page."""
    said = asked_for(on, known)
    return [
        Drawn(
            key=panel.key,
            title=panel.title,
            order=panel.order,
            wide=panel.wide,
            seen_by=seen_by(panel.permission),
            content="",
            sentences=(),
            stylesheet=panel.stylesheet,
            address=reverse("desk:panel", args=[urn, panel.key]) + (f"?{urlencode(said)}" if said else ""),
        )
        for panel in shown
        if panel.apart
    ]


def draw_apart(panel: Panel, asked: Asked, where: Setting) -> Drawn | None:
    """A panel that is fetched after the page. None where it has nothing to say."""
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
        seen_by=seen_by(panel.permission),
        content=content,
        sentences=tuple(panel.sentences(said) if panel.sentences else ()),
        stylesheet=panel.stylesheet,
        printed=panel.prints(said) if panel.prints else None,
        folded=panel.folded,
        glance=panel.glance(said) if panel.glance else "",
    )
