"""The partnership's people plan visits, move them, call them off, and say that they took place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks, nothing_differs
from alongside.floor.web.audience import permitted
from alongside.floor.web.both_versions import Difference, apart
from alongside.floor.web.words import day
from alongside.knowledge.people import queries as people
from alongside.work.engagement.visits import actions, forms
from alongside.work.engagement.visits.asking import GET_OR_POST, SECTION, name_of, school_for, visit_for
from alongside.work.engagement.visits.models import Visit

PLAN, WRITE = "visits.plan", "visits.write"


@permitted(PLAN)
@require_http_methods(GET_OR_POST)
def plan(request: HttpRequest, urn: int) -> HttpResponse:
    """Plan a visit to a school."""
    school = school_for(request, urn, PLAN)

    def make(data: Any) -> forms.PlanForm:
        return forms.PlanForm(data, on=clock.today(), initial={"invite_head": True, "lead": _me(request)})

    def did(form: forms.PlanForm) -> Told:
        made = actions.plan(school=urn, plan=form.plan(), by=by(request), at=clock.now())
        return _told(made, "The visit is planned"), reverse("visits:one", args=[made.pk])

    context = {"section": SECTION, "school": school, **_reached(urn)}
    return asks(request, "visits/plan.html", make, did, about=context)


@permitted(PLAN)
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan. What another changed meanwhile is shown beside."""
    visit = visit_for(request, pk, PLAN)

    def make(data: Any) -> forms.PlanForm:
        return forms.PlanForm(data, on=clock.today(), initial=forms.plan_of(visit))

    def did(form: forms.PlanForm) -> Told:
        version = form.cleaned_data["seen"] or 0
        changed = actions.change(visit=pk, version=version, plan=form.plan(), by=by(request), at=clock.now())
        return _told(changed, "The plan is changed"), reverse("visits:one", args=[pk])

    def differs(form: forms.PlanForm, theirs: Any) -> list[Difference]:
        return apart(form, {**forms.plan_of(theirs), "lead": str(theirs.lead_id)})

    context = {**_about(visit), **_reached(visit.school)}
    return asks(request, "visits/change.html", make, did, differs=differs, about=context)


@permitted(PLAN)
@require_http_methods(GET_OR_POST)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a planned visit off."""
    visit = visit_for(request, pk, PLAN)

    def make(data: Any) -> forms.CancelForm:
        return forms.CancelForm(data, initial={"seen": visit.version})

    def did(form: forms.CancelForm) -> Told:
        said = form.cleaned_data
        actions.cancel(visit=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return _told(visit, "The visit is called off"), reverse("visits:one", args=[pk])

    return asks(request, "visits/cancel.html", make, did, differs=nothing_differs, about=_about(visit))


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a planned visit took place; then it is written up."""
    visit = visit_for(request, pk, WRITE)
    if visit.state == Visit.State.HELD:
        return redirect("visits:write", pk)
    on = min(visit.on, clock.today())

    def make(data: Any) -> forms.CarriedOutForm:
        return forms.CarriedOutForm(data, initial={"on": on, "seen": visit.version})

    def did(form: forms.CarriedOutForm) -> Told:
        said = form.cleaned_data
        actions.carry_out(visit=pk, version=said["seen"], on=said["on"], by=by(request), at=clock.now())
        return "", reverse("visits:write", args=[pk])

    return asks(request, "visits/carry_out.html", make, did, differs=nothing_differs, about=_about(visit))


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest, urn: int) -> HttpResponse:
    """Record a visit that took place without having been planned here."""
    school = school_for(request, urn, WRITE)
    initial = {"lead": _me(request), "on": clock.today(), "kind": "conversation"}

    def make(data: Any) -> forms.RecordForm:
        return forms.RecordForm(data, on=clock.today(), initial=initial)

    def did(form: forms.RecordForm) -> Told:
        said = form.cleaned_data
        made = actions.record(
            school=urn, kind=said["kind"], lead=form.who_goes(), on=said["on"], by=by(request), at=clock.now()
        )
        return "", reverse("visits:write", args=[made.pk])

    return asks(request, "visits/record.html", make, did, section=SECTION, school=school)


def _about(visit: Visit) -> dict[str, Any]:
    return {"section": SECTION, "visit": visit, "school_name": name_of(visit.school)}


def _me(request: HttpRequest) -> str:
    person = people.person_of(request.user)
    return str(person.pk) if person else ""


def _reached(urn: int) -> dict[str, Any]:
    """Who would be invited, and whether an address is known of them."""
    today = clock.today()
    head, chair = people.head_of(urn, on=today), people.chair_of(urn, on=today)
    found = [("The head", head), ("The chair of governors", chair)]
    without = [f"{who} is not recorded here" for who, one in found if one is None]
    without += [
        f"{one.person.name} has no address here" for _, one in found if one and not people.recipient(one.person)
    ]
    return {"not_reached": without}


def _told(visit: Visit, words: str) -> str:
    names = [guest["name"] for guest in visit.invited]
    if not names:
        return f"{words}. Nobody is invited by letter."
    return f"{words}: {day(visit.on)}. {' and '.join(names)} {'is' if len(names) == 1 else 'are'} told by letter."
