"""A visit, as far as who looks may see it; its restricted note; its event for a calendar."""

from __future__ import annotations

from typing import Any

import rules
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.work.engagement.visits import inviting, presenters
from alongside.work.engagement.visits.answers import actions as answers
from alongside.work.engagement.visits.asking import SECTION, name_of, visit_for
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.permissions import INCLUDED, OPEN, SEE
from alongside.work.engagement.visits.writing import actions as writing

RESTRICTED = "visits.restricted"


@permitted(OPEN)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a visit: the plan, or what was sent and answered. Its first opening by the school is noted."""
    visit = visit_for(request, pk, OPEN)
    may = _may(request, visit)
    if visit.state == Visit.State.SENT and not may["inside"]:
        _note_opened(request, visit, may)
        visit.refresh_from_db(fields=["opened"])
    today = clock.today()
    standing = visit.standing(today)
    words, look = presenters.tag_of(standing)
    shown = presenters.reports(visit, today=today) if visit.state == Visit.State.SENT else []
    context = {
        "visit": visit,
        "thing": str(visit),
        "school_name": name_of(visit.school),
        "standing": standing,
        "tag": words,
        "look": look,
        "says": presenters.in_words(visit, standing, today=today),
        "report": shown[0] if shown else None,
        "older": shown[1:],
        "may": may,
        "has_note": may["restricted"] and visit.state == Visit.State.SENT and visit.notes.exists(),
        "hidden_files": visit.attachments.filter(removed__isnull=True, to_school=False) if may["inside"] else (),
        "section": SECTION,
    }
    return render(request, "visits/one.html", context)


@permitted(RESTRICTED)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """The restricted note. The reading is written into the journal."""
    visit = visit_for(request, pk, RESTRICTED)
    notes = writing.read_note(visit=visit, by=by(request), at=clock.now())
    context = {"visit": visit, "notes": notes, "school_name": name_of(visit.school), "section": SECTION}
    return render(request, "visits/note.html", context)


@permitted(OPEN)
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The planned visit as an event, for a calendar that got no letter."""
    visit = visit_for(request, pk, OPEN)
    if visit.state != Visit.State.PLANNED:
        raise Http404("Only a visit that is planned has an event.")
    part = inviting.event(visit, at=clock.now())
    response = HttpResponse(part.ics, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="visit-{visit.pk}.ics"'
    return response


def _may(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """What this person may do with the visit, by short words for the page."""
    user = request.user
    keys = {"inside": SEE, "plan": "visits.plan", "write": "visits.write", "answer": "visits.answer"}
    may = {word: bool(rules.has_perm(key, user, visit)) for word, key in keys.items()}
    return may | {"restricted": bool(rules.has_perm(RESTRICTED, user, visit))}


def _note_opened(request: HttpRequest, visit: Visit, may: dict[str, Any]) -> None:
    """Somebody of the school has it before them; who looks as the school sees it is not of the school."""
    if getattr(request, "seeing_as", None):
        return
    if may["answer"] or rules.has_perm(INCLUDED, request.user, visit):
        answers.note_opened(visit=visit.pk, by=by(request), at=clock.now(), is_head=may["answer"])
