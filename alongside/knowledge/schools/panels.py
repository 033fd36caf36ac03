"""The panels of the School page. Packages register theirs at start-up, so that what comes later needs no change
there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import rules

from alongside.floor.accounts.roles import Place
from alongside.knowledge.schools.facts import SchoolAsAt


@dataclass(frozen=True, slots=True)
class Asked:
    """What a panel is asked: which school, as at which day, known at which version, for whom.

    `shared` lives as long as the page: what one panel fetched is kept there for the next, so that the inspections of a
    school are read once however many panels speak of them. The page itself puts `loaded` there: when each load became
    live, by its number, for the line under a figure; and `known`: the day by which what is
    shown had been loaded, where somebody asked for one.

    `user`: who looks, a visitor too. `place`: where the school stands today, for `rules.has_perm(…, user, place)`.
    """

    school: SchoolAsAt
    on: date
    version: int
    is_today: bool
    for_office: bool
    shared: dict[str, Any] = field(default_factory=dict, compare=False)
    user: Any = None
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a panel puts on the one page for print: lines, a table, a picture with the words for who cannot see it.

    Where the page is full, the panels of the highest order are left out first, and named.
    """

    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    svg: str = ""
    alt: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the School page: a template and the function that fills it. None leaves the panel out.

    `permission`: who may see it at this school, by policies/roles.yaml; empty for everybody. It is not asked, let alone
    shown, when anybody else looks. `sentences` gives the few sentences with which the panel contributes to the summary
    at the top of the page. `wide` takes the whole width.

    `by_load`: what it shows changes only with a load, a decision on a district, or the day, so that it may be drawn
    once and kept, once for everybody who may see the same panels: it may not ask who looks. A panel of what people
    write down is not; it is asked every time.

    `stylesheet`: a static file with the few rules that only this panel needs; the page links it.

    `apart`: it costs queries of its own (more than the page has left), so the page fetches it after it has come;
    without JavaScript it stands behind a link. It says nothing in the summary.

    `folded`: what is looked up rather than read waits behind its title and a `glance`, the little that is worth seeing
    at once.

    `prints`: what of it stands on the one page for print. None, and it is not there.

    The page draws the frame and the title (an h2 with the id `panel-KEY`); the template draws what is inside, headings
    from h3 down, with the mapping as its variables, and `asked` and `panel` besides.
    """

    key: str
    title: str
    order: int
    template: str
    fill: Callable[[Asked], Mapping[str, Any] | None]
    permission: str = ""
    wide: bool = False
    sentences: Callable[[Mapping[str, Any]], list[str]] | None = None
    by_load: bool = True
    stylesheet: str = ""
    prints: Callable[[Mapping[str, Any]], Printed | None] | None = None
    apart: bool = False
    folded: bool = False
    glance: Callable[[Mapping[str, Any]], str] | None = None


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Called from a package's AppConfig.ready()."""
    _panels[panel.key] = panel


def registered() -> list[Panel]:
    """Every panel, in the order of the page."""
    return sorted(_panels.values(), key=lambda panel: panel.order)


def may_see(panel: Panel, user: Any, place: Place) -> bool:
    return not panel.permission or bool(rules.has_perm(panel.permission, user, place))


def panels(user: Any, place: Place) -> list[Panel]:
    """Those that this person sees at a school, in the order of the page."""
    return [panel for panel in registered() if may_see(panel, user, place)]
