"""Minutes as a PDF: tagged, from data alone, with the head of the journal on them."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from alongside.floor.audit import journal
from alongside.floor.web.words import day, weekday
from alongside.knowledge.schools.partnership import partnership
from alongside.work.meetings import presenters, queries
from alongside.work.meetings.models import Decision, Item, Meeting

HERE = Path(__file__).parent
FONTS = Path(__file__).parents[3] / "floor" / "web" / "static" / "web" / "vendor" / "atkinson"
STANDARDS: list[Any] = ["ua-1", "a-2a"]


def minutes(meeting: Meeting, *, today: date) -> bytes:
    """The minutes of a meeting as a PDF. Raises RuntimeError where Typst refuses them."""
    import typst  # with the first paper: no start should wait for it

    try:
        return typst.compile(
            str(HERE / "minutes.typ"),
            root=str(HERE),
            font_paths=_fonts(),
            sys_inputs={"content": json.dumps(content(meeting, today=today), ensure_ascii=False)},
            format="pdf",
            pdf_standards=STANDARDS,
        )
    except typst.TypstError as error:
        raise RuntimeError(f"The minutes could not be set: {error}") from error


def content(meeting: Meeting, *, today: date) -> dict[str, Any]:
    """What the paper says, as plain texts and lists."""
    came = presenters.attendance(queries.parts_of(meeting), meeting.series)
    agreed = meeting.state == Meeting.State.AGREED
    points: dict[int, list[str]] = {}
    for one in queries.points_of_meeting(meeting):
        shown = presenters.point(one, on=today)
        points.setdefault(one.item_id or 0, []).append(f"{one.words} Raised by {shown.raised_by}.")
    return {
        "title": f"{meeting.series.name}, {day(meeting.on)}",
        "partnership": partnership().name,
        "name": meeting.series.name,
        "state": f"Minutes, agreed on {day(meeting.agreed_on)}" if agreed else "Draft minutes, not agreed yet",
        "when": f"{weekday(meeting.on)}, {meeting.starts:%H:%M} to {meeting.ends:%H:%M}",
        "where": "; ".join(part for part in (meeting.where, "online" if meeting.online else "") if part),
        "chair": meeting.chair,
        "here": [[one.name, presenters.title_of(one.role), one.school_name] for one in came.here],
        "sorry": [one.name for one in came.sorry],
        "quorum": came.quorum.why,
        "items": [
            _item(number, one, points.get(one.pk, [])) for number, one in enumerate(queries.agenda(meeting), start=1)
        ],
        "foot": f"Printed {day(today)}. Head of the journal: {meeting.sealed or journal.head()}",
    }


def _item(number: int, item: Item, points: list[str]) -> dict[str, Any]:
    return {
        "title": f"{number}. {item.title}",
        "said": [line for line in item.said.splitlines() if line.strip()],
        "interests": [
            f"{one.part.name} declared an interest: {one.what}"
            + (", and took no part in this item." if one.bars else ".")
            for one in item.declared  # type: ignore[attr-defined]
        ],
        "decisions": [_decision(one) for one in item.taken],  # type: ignore[attr-defined]
        "actions": [
            f"{one.task.words} ({one.task.owner.name}, by {day(one.task.due)})"
            for one in item.agreed  # type: ignore[attr-defined]
        ],
        "points": points,
    }


def _decision(one: Decision) -> str:
    how = "Nobody was against it."
    if one.how == Decision.How.VOTE:
        how = f"By a vote: {one.votes_for} for, {one.votes_against} against, {one.abstained} abstained."
    barred = f" Barred: {', '.join(one.basis.get('barred', []))}." if one.basis.get("barred") else ""
    quorum = "" if one.quorate else f" {one.basis.get('quorum', '')}"
    return f"{one.words} Why: {one.reason} {how}{barred}{quorum}"


@cache
def _fonts() -> Any:
    """Our typeface alone, so that a page looks the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
