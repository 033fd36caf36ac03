"""The panels of the School page. Packages register theirs at start-up, so that what comes later needs no change
there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.knowledge.schools.facts import SchoolAsAt


@dataclass(frozen=True, slots=True)
class Asked:
    """What a panel is asked: which school, as at which day, known at which version, for whom.

    `shared` lives as long as the page: what one panel fetched is kept there for the next, so that the inspections of a
    school are read once however many panels speak of them. The page itself puts `loaded` there: when each load became
    live, by its number, for the line under a figure; and `known`: the day by which what is
    shown had been loaded, where somebody asked for one.
    """

    school: SchoolAsAt
    on: date
    version: int
    is_today: bool
    for_office: bool
    shared: dict[str, Any] = field(default_factory=dict, compare=False)


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

    A panel for the office is not asked, let alone shown, when anybody else looks. `sentences` gives the few sentences
    with which the panel contributes to the summary at the top of the page. `wide` takes the whole width.

    `by_load`: what it shows changes only with a load, a decision on a district, or the day, so that it may be drawn
    once and kept. A panel of what people write down is not; it is asked every time.

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
    office_only: bool = False
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


def panels(*, for_office: bool) -> list[Panel]:
    return sorted(
        (panel for panel in _panels.values() if for_office or not panel.office_only), key=lambda panel: panel.order
    )
