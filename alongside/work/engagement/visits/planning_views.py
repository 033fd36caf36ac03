"""The partnership's people plan visits, move them, call them off, and say that they took place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.audit.editing import ChangedMeanwhile
from alongside.floor.kernel import clock
from alongside.floor.web import both_versions
from alongside.floor.web.asking import posted
from alongside.floor.web.audience import permitted
from alongside.floor.web.words import day
from alongside.knowledge.people import queries as people
from alongside.work.engagement.visits import actions, forms
from alongside.work.engagement.visits.asking import GET_OR_POST, asked, name_of, school_for, visit_for
from alongside.work.engagement.visits.models import Visit

PLAN, WRITE = "visits.plan", "visits.write"


@permitted(PLAN)
@require_http_methods(GET_OR_POST)
def plan(request: HttpRequest, urn: int) -> HttpResponse:
    """Plan a visit to a school."""
    school = school_for(request, urn, PLAN)
    form = forms.PlanForm(posted(request), on=clock.today(), initial={"invite_head": True, "lead": _me(request)})
    if form.is_bound and form.is_valid():
        try:
            made = actions.plan(school=urn, plan=form.plan(), by=by(request), at=clock.now())
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _told(made, "The visit is planned"))
            return redirect("visits:one", made.pk)
    return asked(request, "visits/plan.html", form, school=school, **_reached(urn))


@permitted(PLAN)
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan. What another changed meanwhile is shown beside."""
    visit = visit_for(request, pk, PLAN)
    form = forms.PlanForm(posted(request), on=clock.today(), initial=forms.plan_of(visit))
    both: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["seen"] or 0
            changed = actions.change(visit=pk, version=version, plan=form.plan(), by=by(request), at=clock.now())
        except ChangedMeanwhile as error:
            theirs = error.theirs
            said = {**forms.plan_of(theirs), "lead": str(theirs.lead_id)}  # type: ignore[attr-defined, arg-type]
            both = {"theirs": theirs, "differences": both_versions.apart(form, said)}
            form = forms.PlanForm(both_versions.anew(form, theirs.version), on=clock.today())
            form.add_error(None, str(error))
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _told(changed, "The plan is changed"))
            return redirect("visits:one", pk)
    context = {"visit": visit, "school_name": name_of(visit.school), **_reached(visit.school), **both}
    return asked(request, "visits/change.html", form, **context)


@permitted(PLAN)
@require_http_methods(GET_OR_POST)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a planned visit off."""
    visit = visit_for(request, pk, PLAN)
    form = forms.CancelForm(posted(request), initial={"seen": visit.version})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.cancel(visit=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        except ChangedMeanwhile as error:
            form = forms.CancelForm(both_versions.anew(form, error.theirs.version))
            form.add_error(None, str(error))
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _told(visit, "The visit is called off"))
            return redirect("visits:one", pk)
    return asked(request, "visits/cancel.html", form, visit=visit, school_name=name_of(visit.school))


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a planned visit took place; then it is written up."""
    visit = visit_for(request, pk, WRITE)
    if visit.state == Visit.State.HELD:
        return redirect("visits:write", pk)
    on = min(visit.on, clock.today())
    form = forms.CarriedOutForm(posted(request), initial={"on": on, "seen": visit.version})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.carry_out(visit=pk, version=said["seen"], on=said["on"], by=by(request), at=clock.now())
        except ChangedMeanwhile as error:
            form = forms.CarriedOutForm(both_versions.anew(form, error.theirs.version))
            form.add_error(None, str(error))
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            return redirect("visits:write", pk)
    return asked(request, "visits/carry_out.html", form, visit=visit, school_name=name_of(visit.school))


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest, urn: int) -> HttpResponse:
    """Record a visit that took place without having been planned here."""
    school = school_for(request, urn, WRITE)
    initial = {"lead": _me(request), "on": clock.today(), "kind": "conversation"}
    form = forms.RecordForm(posted(request), on=clock.today(), initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.record(
                school=urn, kind=said["kind"], lead=form.who_goes(), on=said["on"], by=by(request), at=clock.now()
            )
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            return redirect("visits:write", made.pk)
    return asked(request, "visits/record.html", form, school=school)


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
