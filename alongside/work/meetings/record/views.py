"""The record, written live: who came, then item by item; then the minutes, shared and agreed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.kernel.refusals import CannotRecord, ChangedMeanwhile
from alongside.floor.web.asking import does, seen_in
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.both_versions import anew, apart
from alongside.floor.web.words import day
from alongside.work.meetings import presenters, queries
from alongside.work.meetings.models import Interest, Item, Part
from alongside.work.meetings.pages import SECTION, asks, item_for, meeting_for
from alongside.work.meetings.points import actions as points
from alongside.work.meetings.points.actions import By
from alongside.work.meetings.record import actions, paper
from alongside.work.meetings.record.forms import (
    ActionForm,
    AgreedForm,
    AttendanceForm,
    DecisionForm,
    GuestForm,
    InterestForm,
    PointForm,
    SaidForm,
)

GET_OR_POST = ["GET", "POST"]
RUN = "meetings.run"


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came, one line a person."""
    meeting = meeting_for(request, pk, RUN)
    parts = [part for part in queries.parts_of(meeting) if not part.withdrawn]
    made: list[AttendanceForm] = []

    def make(data: Any) -> AttendanceForm:
        made.append(AttendanceForm(data, parts=parts, initial={"chair": meeting.chair}))
        return made[-1]

    def did(said: dict[str, Any]) -> tuple[str, str]:
        came = made[-1].came()
        actions.attend(meeting=meeting, came=came, chair=said["chair"], by=by(request), at=clock.now())
        return "Who came is recorded.", reverse("meetings:one", args=[pk])

    return asks(
        request,
        make,
        did,
        template="meetings/attendance.html",
        meeting=meeting,
        groups=presenters.by_school(parts),
        back=reverse("meetings:one", args=[pk]),
    )


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def add_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody came who was not on the list."""
    meeting = meeting_for(request, pk, RUN)

    def did(said: dict[str, Any]) -> tuple[str, str]:
        if said["urn"] and not queries.names_of([said["urn"]]):
            raise CannotRecord(f"No school has the URN {said['urn']}: look it up on the school’s page.")
        actions.add_guest(
            meeting=meeting, name=said["name"], role=said["role"], school=said["urn"], by=by(request), at=clock.now()
        )
        return f"{said['name']} is recorded as being there.", reverse("meetings:attendance", args=[pk])

    back = reverse("meetings:attendance", args=[pk])
    return asks(request, GuestForm, did, title="Somebody who was not on the list", button="Add them", back=back)


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item of the agenda, with everything that is recorded in it and a form for each kind of thing."""
    found = item_for(request, pk, RUN)
    if request.method != "POST":
        return _drawn(request, found, {})
    what = request.POST.get("what", "said")
    if what not in _WRITES:
        raise Http404("There is nothing of that kind to record.")
    parts = queries.parts_of(found.meeting)
    form: forms.Form = _form(what, found, parts, request.POST)
    shown: dict[str, Any] = {}
    if form.is_valid():
        try:
            told = _WRITES[what](request, found, parts, form)
        except ChangedMeanwhile as error:
            shown = {"theirs": error.theirs, "differences": apart(form, error.theirs)}
            form = _form(what, found, parts, anew(form, error.theirs.version))
            form.add_error(None, str(error))
        except CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, told)
            return redirect(_next_of(request, found))
    return _drawn(request, found, {what: form}, form=form, status=422, **shown)


def _next_of(request: HttpRequest, found: Item) -> str:
    """Here again, or to the next item where that button was pressed."""
    if request.POST.get("then") == "next":
        others = [one for one in queries.agenda(found.meeting, record=False) if one.position > found.position]
        if others:
            return reverse("meetings:write", args=[others[0].pk])
        return reverse("meetings:one", args=[found.meeting_id])
    return reverse("meetings:write", args=[found.pk])


def _form(what: str, found: Item, parts: Sequence[Part], data: Any = None) -> Any:
    here = [part for part in parts if part.is_here]
    if what == "said":
        return SaidForm.of(found, data)
    if what == "action":
        return ActionForm(data, parts=[part for part in parts if not part.withdrawn])
    return {"interest": InterestForm, "decision": DecisionForm, "point": PointForm}[what](data, parts=here)


def _drawn(request: HttpRequest, found: Item, bound: dict[str, Any], *, status: int = 200, **more: Any) -> HttpResponse:
    parts = queries.parts_of(found.meeting)
    items = queries.agenda(found.meeting)
    current = next(one for one in items if one.pk == found.pk)
    kinds = [what for what in _WRITES if what != "point" or found.meeting.series.rules.points]
    shown = {what: bound.get(what) or _form(what, found, parts) for what in kinds}
    barred = [one.part_id for one in current.declared if one.bars]  # type: ignore[attr-defined]  # fetched to it
    context = {
        "section": SECTION,
        "meeting": found.meeting,
        "item": current,
        "items": items,
        "points": [one for one in queries.points_of_meeting(found.meeting) if one.item_id == found.pk],
        "standing": queries.stand(parts, barred, found.meeting.series),
        "forms": shown,
        "opened": next(iter(bound), ""),
        **more,
    }
    return render(request, "meetings/write.html", context, status=status)


def _write(request: HttpRequest, found: Item, parts: Sequence[Part], form: Any) -> str:
    said = form.cleaned_data
    actions.write(item=found.pk, version=said["seen"], said=said["said"], by=by(request), at=clock.now())
    return "What was said is kept."


def _declare(request: HttpRequest, found: Item, parts: Sequence[Part], form: Any) -> str:
    said = form.cleaned_data
    part = _part(parts, said["part"])
    actions.declare(item=found, part=part, what=said["what"], bars=said["bars"], by=by(request), at=clock.now())
    return f"The interest of {part.name} is declared."


def _decide(request: HttpRequest, found: Item, parts: Sequence[Part], form: Any) -> str:
    proposed = form.cleaned_data["proposed_by"]
    actions.decide(
        item=found,
        decided=form.decided(),
        proposed_by=_part(parts, proposed) if proposed else None,
        by=by(request),
        at=clock.now(),
    )
    return "The decision is recorded."


def _act(request: HttpRequest, found: Item, parts: Sequence[Part], form: Any) -> str:
    said = form.cleaned_data
    owner = _part(parts, said["owner"])
    assert owner.person
    actions.agree_action(
        item=found, words=said["words"], owner=owner.person, due=said["due"], by=by(request), at=clock.now()
    )
    return f"{owner.name} has it to do by {day(said['due'])}."


def _raise(request: HttpRequest, found: Item, parts: Sequence[Part], form: Any) -> str:
    said = form.cleaned_data
    raised = [_part(parts, one) for one in said["raisers"]]
    points.raise_point(
        series=found.meeting.series,
        meeting=found.meeting,
        item=found,
        words=said["words"],
        raised_by=[By(role=one.role, person=one.person, name=one.name, school=one.school) for one in raised],
        on=found.meeting.on,
        by=by(request),
        at=clock.now(),
    )
    return "The point is written down. Who raised it hears what was done."


_WRITES = {"said": _write, "interest": _declare, "decision": _decide, "action": _act, "point": _raise}


def _part(parts: Sequence[Part], key: str) -> Part:
    return next(one for one in parts if str(one.pk) == key)


@permitted(RUN)
@require_POST
def withdraw_decision(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.decision(pk)
    if found is None:
        raise Http404("There is no such decision.")
    demand(request, RUN, found.item.meeting)

    def act() -> str:
        actions.withdraw_decision(decision=pk, version=seen_in(request), by=by(request), at=clock.now())
        return "The decision is taken back; its history keeps it."

    return does(request, act, to=reverse("meetings:write", args=[found.item_id]))


@permitted(RUN)
@require_POST
def withdraw_interest(request: HttpRequest, pk: int) -> HttpResponse:
    found: Interest | None = queries.interest(pk)
    if found is None:
        raise Http404("There is no such interest.")
    demand(request, RUN, found.item.meeting)

    def act() -> str:
        actions.withdraw_interest(interest=found, by=by(request), at=clock.now())
        return "The interest is taken back; its history keeps it."

    return does(request, act, to=reverse("meetings:write", args=[found.item_id]))


@permitted(RUN)
@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft minutes go out."""
    meeting_for(request, pk, RUN)

    def act() -> str:
        actions.share(meeting=pk, version=seen_in(request), by=by(request), at=clock.now())
        return "Everybody who was asked or came is told that the draft minutes are there."

    return does(request, act, to=reverse("meetings:one", args=[pk]))


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes are agreed."""
    meeting = meeting_for(request, pk, RUN)

    def did(said: dict[str, Any]) -> tuple[str, str]:
        actions.agree(meeting=pk, version=said["seen"], on=said["on"], by=by(request), at=clock.now())
        return "The minutes are agreed; nothing changes in them any more.", reverse("meetings:one", args=[pk])

    make = partial(AgreedForm, initial={"seen": meeting.version, "on": clock.today()})
    lede = "After this nothing in them changes. What has to be put right goes into the minutes of the next meeting."
    back = reverse("meetings:one", args=[pk])
    return asks(request, make, did, title="Minutes agreed", lede=lede, button="They are agreed", back=back)


@permitted("meetings.see")
@require_safe
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes on paper, with the head of the journal."""
    meeting = meeting_for(request, pk, "meetings.see")
    if not presenters.may_read_record(request.user, meeting):
        raise Http404("There are no minutes to read yet.")
    answer = HttpResponse(paper.minutes(meeting, today=clock.today()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="minutes {meeting.on:%Y-%m-%d}.pdf"'
    return answer
