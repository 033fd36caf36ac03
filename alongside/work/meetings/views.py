"""Everybody's pages of meetings: the groups that somebody belongs to, one group, one meeting, its papers."""

from __future__ import annotations

from typing import Any

import rules as permitted_by
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.floor.web.words import day_short
from alongside.work.meetings import presenters, queries
from alongside.work.meetings.models import Item, Meeting, Paper, Part
from alongside.work.meetings.pages import SECTION, meeting_for, series_for
from alongside.work.meetings.planning import papers
from alongside.work.meetings.policies import meetings

SEE = "meetings.see"
COLUMNS = 6  # meetings beside each other in the register of attendance


@permitted(SEE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The groups that somebody belongs to or answers for, and what is next in each."""
    today = clock.today()
    found = queries.series_for(request.user)
    every = queries.meetings_of(found)
    lines = []
    for one in found:
        mine = [meeting for meeting in every if meeting.series_id == one.pk]
        coming = [m for m in mine if m.on >= today and m.state == Meeting.State.PLANNED]
        held = [m for m in mine if m.state in (Meeting.State.HELD, Meeting.State.DRAFT, Meeting.State.AGREED)]
        lines.append({"series": one, "next": coming[-1] if coming else None, "last": held[0] if held else None})
    context = {
        "section": SECTION,
        "lines": lines,
        "unwritten": [
            one
            for one in every
            if one.on <= today
            and one.state in (Meeting.State.PLANNED, Meeting.State.HELD)
            and permitted_by.has_perm("meetings.run", request.user, one)
        ],
        "may_run": bool(reach(request.user, "meetings.run")),  # who leads a circle runs its meetings, and begins none
        "may_answer": permitted_by.has_perm("meetings.answer", request.user),
        "kinds": meetings().kinds,
    }
    return render(request, "meetings/list.html", context)


@permitted(SEE)
@require_safe
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """One group: what it asked for and what was done, its next meeting, those before."""
    found = series_for(request, pk, SEE)
    today = clock.today()
    every = queries.meetings_of([found])
    points = [presenters.point(one, on=today) for one in queries.points_of(found)] if found.rules.points else []
    context = {
        "section": SECTION,
        "series": found,
        "coming": [m for m in reversed(every) if m.on >= today and m.state == Meeting.State.PLANNED],
        "before": [m for m in every if m.on < today or m.state != Meeting.State.PLANNED],
        "tags": presenters.STATE_TAGS,
        "waiting": sorted((one for one in points if one.point.is_waiting), key=lambda one: one.point.due),
        "answered": [one for one in points if not one.point.is_waiting],
        "overdue": sum(one.overdue for one in points),
        "may_run": permitted_by.has_perm("meetings.run", request.user, found),
        "may_answer": permitted_by.has_perm("meetings.answer", request.user, found),
        "may_raise": found.rules.points and permitted_by.has_perm("meetings.raise", request.user, found),
        "days": meetings().answer_within_days,
    }
    return render(request, "meetings/series.html", context)


@permitted(SEE)
@require_safe
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Which schools were there, meeting by meeting."""
    found = series_for(request, pk, SEE)
    held = _held(found)[:COLUMNS]
    context = {
        "section": SECTION,
        "series": found,
        "meetings": held,
        "rows": presenters.register_of(held, queries.parts_at(held)),
    }
    return render(request, "meetings/register.html", context)


@permitted(SEE)
@require_safe
def register_as(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The register of every meeting of the group, as csv or xlsx."""
    found = series_for(request, pk, SEE)
    held = _held(found)
    header = ("School", *(day_short(one.on) for one in held))
    rows: list[list[Any]] = [[name, *came] for name, came in presenters.register_of(held, queries.parts_at(held))]
    about = {"What this is": f"Which schools were there: {found.name}", "Made on": clock.today()}
    return as_asked(kind, "attendance", header, rows, about=about)


def _held(found: Any) -> list[Meeting]:
    unsaid = (Meeting.State.PLANNED, Meeting.State.CANCELLED)
    return [one for one in queries.meetings_of([found]) if one.state not in unsaid]


@permitted(SEE)
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: before, its agenda and papers; afterwards, its minutes."""
    meeting = meeting_for(request, pk, SEE)
    may_run = bool(permitted_by.has_perm("meetings.run", request.user, meeting))
    with_record = presenters.may_read_record(request.user, meeting)
    parts, all_papers = queries.parts_of(meeting), queries.papers_of(meeting)
    items = queries.agenda(meeting, record=with_record)
    today = clock.today()
    context = {
        "section": SECTION,
        "meeting": meeting,
        "items": [_item(item, all_papers) for item in items],
        "papers": [paper for paper in all_papers if paper.item_id is None],
        "points": _points(meeting) if with_record else {},
        "with_record": with_record,
        "came": presenters.attendance(parts, meeting.series) if with_record else None,
        "asked": presenters.by_school([one for one in parts if not one.withdrawn]) if may_run else [],
        "answers": presenters.answers(parts),
        "mine": _mine(parts, request.user),
        "may_run": may_run,
        "to_do": presenters.to_do(meeting, parts=parts, items=items, today=today) if may_run else "",
        "papers_due": presenters.papers_due(meeting),
        "tag": presenters.STATE_TAGS[Meeting.State(meeting.state)],
        "is_coming": meeting.state == Meeting.State.PLANNED and meeting.on >= today,
    }
    return render(request, "meetings/one.html", context)


def _item(item: Item, every: list[Paper]) -> dict[str, Any]:
    return {"item": item, "papers": [paper for paper in every if paper.item_id == item.pk]}


def _points(meeting: Meeting) -> dict[int, list[presenters.ShownPoint]]:
    found: dict[int, list[presenters.ShownPoint]] = {}
    for point in queries.points_of_meeting(meeting):
        found.setdefault(point.item_id or 0, []).append(presenters.point(point, on=clock.today()))
    return found


def _mine(parts: list[Part], user: Any) -> Part | None:
    return next((part for part in parts if part.person and part.person.user_id == user.pk and not part.withdrawn), None)


@permitted(SEE)
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper, for whoever may see the meeting. It is always handed over as a file, never opened as a page of ours."""
    found = queries.paper(pk)
    if found is None:
        raise Http404("There is no such paper.")
    demand(request, SEE, found.meeting)
    path = papers.path_of(found.sha256)
    if not path.is_file():
        raise Http404("The file of this paper is not here.")
    name = f"{slugify(found.title) or 'paper'}.{found.kind}"
    answer = HttpResponse(path.read_bytes(), content_type=papers.TYPES[found.kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
