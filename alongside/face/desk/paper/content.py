"""The words of the one page for print, from what the School page says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from alongside.face.desk.presenters.school import Drawn, SchoolPage, lead_of
from alongside.floor.web.words import day
from alongside.knowledge.schools.panels import Printed

PICTURE_LINES = 15  # about as many lines of text as a picture is high
LETTERS = 62  # about as many stand in a line of a column

NOTES = (
    "Grades of different eras of inspection cannot be compared, and no school is ranked.",
    "Every figure leads to the row of the file it comes from on the page",
)


def of_school(
    page: SchoolPage,
    *,
    partnership: str,
    today: date,
    sources: Sequence[str],
    address: str,
    for_visit: bool,
    journal: str,
) -> dict[str, Any]:
    """What the page says, as plain data: texts, numbers and lists. `journal`: its head, by which `alongside journal
    verify` tells later that nothing was taken out of it since."""
    printed = [(panel, panel.printed) for panel in page.panels if panel.printed]
    whose = "For a visit, for the partnership’s office only" if for_visit else "Published facts"
    said = dict.fromkeys(text for _, one in printed for text in one.sources)
    return {
        "title": f"{page.name}, {day(page.on)}",
        "about": f"What is known of {page.name} on {day(page.on)}, on one page",
        "partnership": partnership,
        "for": f"{whose} · {day(page.on)}" + (f", printed {day(today)}" if page.on != today else ""),
        "name": page.name,
        "what": " ".join(part for part in (page.what, page.status_says) if part),
        "past": page.past,
        "needs": [lead_of(text) for text in page.needs],
        "so": [lead_of(text) for text in page.sentences],
        "parts": list(_in_columns(printed)),
        "sources": [*sources, *said],
        "notes": [f"Head of the journal: {journal}.", *NOTES],
        "address": address,
    }


def _in_columns(printed: Iterable[tuple[Drawn, Printed]]) -> Iterable[dict[str, Any]]:
    """The parts in their order, each in the column that is shorter so far."""
    heights = [0, 0]
    for panel, one in printed:
        side = int(heights[1] < heights[0])
        heights[side] += height(one)
        yield {
            "title": panel.title,
            "side": side,
            "lines": list(one.lines),
            "header": list(one.header),
            "rows": [list(row) for row in one.rows],
            "svg": one.svg,
            "alt": one.alt,
        }


def height(one: Printed) -> int:
    """About how many lines of text a part takes."""
    lines = sum(1 + len(text) // LETTERS for text in one.lines)
    return 2 + lines + (len(one.rows) + 1 if one.rows else 0) + (PICTURE_LINES if one.svg else 0)
