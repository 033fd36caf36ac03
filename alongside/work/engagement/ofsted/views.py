"""An inspection as it happens: calls, one call, the feedback meeting, what was said, what was published."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import rules as permissions
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.schools import search
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.places import place_of
from alongside.work.engagement.ofsted import actions, presenters, queries, rules
from alongside.work.engagement.ofsted.forms import (
    CallForm,
    EndForm,
    HeldForm,
    MatchForm,
    OutcomeForm,
    PlanForm,
    initial_of,
)
from alongside.work.engagement.ofsted.models import Call
from alongside.work.engagement.ofsted.policies import calls

GET_OR_POST = ["GET", "POST"]
SEE, RECORD, FOLLOW, OUTCOME = "ofsted.see", "ofsted.record", "ofsted.follow", "ofsted.provisional"
SECTION = "ofsted"


@permitted(SEE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Inspections that go on, newest call first, and the last that were published. What was said stands in neither."""
    today = clock.today()
    found = [presenters.shown(call, on=today) for call in queries.going_on(request.user)]
    context = {
        "section": SECTION,
        "found": found,
        "missing": [one for one in found if one.late],
        "published": queries.published(request.user),
        "may_record": permissions.has_perm(RECORD, request.user),
        "days": calls().waits_long_after_days,
    }
    return render(request, "ofsted/list.html", context)


@permitted(RECORD)
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest) -> HttpResponse:
    """Write down a call in a minute. `?school=` names the school; a head is asked about the own one only."""
    given = _given(request)
    made: list[CallForm] = []

    def make(data: Any) -> CallForm:
        now = clock.now().astimezone(clock.LONDON)
        initial = {"came_on": now.date(), "came_at": now.time(), "kind": "full"}
        made.append(CallForm(data, fixed=given is not None, initial=initial))
        return made[-1]

    def did(said: dict[str, Any]) -> tuple[str, str]:
        urn = given or _found(said["school"])
        demand(request, RECORD, place_of(urn))
        call = actions.record_call(school=urn, said=made[-1].said(), by=by(request), at=clock.now())
        return f"Recorded. Those concerned are told now: {call.school_name}.", page_of(call)

    school = queries.school(given) if given else None
    lede = school.name if school else "A minute will do; the rest can be added afterwards."
    title = "Ofsted has called"
    return _asks(request, make, did, title=title, lede=lede, button="Record it and tell those concerned")


def page_of(call: Call) -> str:
    return reverse("ofsted:one", args=[call.pk])


def _given(request: HttpRequest) -> int | None:
    """The school that the address names, or the only one at which the person may record a call."""
    where = reach(request.user, RECORD)
    said = request.GET.get("school", "")
    if said.isdigit() and len(said) <= 9 and queries.school(int(said)):
        demand(request, RECORD, place_of(int(said)))
        return int(said)
    alone = not (where.everywhere or where.districts or where.contract)
    return next(iter(where.schools)) if alone and len(where.schools) == 1 else None


def _found(text: str) -> int:
    """The school that was meant. Raises CannotRecord where none is, or several are."""
    wanted = text.strip()
    if wanted.isdigit() and len(wanted) <= 9 and queries.school(int(wanted)):
        return int(wanted)
    exact = queries.called(wanted)
    found = queries.named(exact or search.find(wanted, partnership().authority)[:6])
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise actions.CannotRecord(f"No school is called “{text}”. Its URN will do as well.")
    several = "; ".join(f"{name} ({urn})" for urn, name in found)
    raise actions.CannotRecord(f"Several schools are called so. Give the URN of the one you mean: {several}.")


@permitted(SEE)
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One inspection: the call, the feedback meeting, and whether it is published."""
    call = _call(request, pk, SEE)
    inspection = queries.came_of(call, version=head())
    context = {
        "section": SECTION,
        "one": presenters.shown(call, on=clock.today()),
        "call": call,
        "attending": list(call.feedback.attending.select_related("person")) if call.maintained else [],
        "inspection": inspection,
        "may_follow": permissions.has_perm(FOLLOW, request.user, call),
        "may_record": permissions.has_perm(RECORD, request.user, call),
        "may_read": permissions.has_perm(OUTCOME, request.user, call),
    }
    return render(request, "ofsted/one.html", context)


@permitted(RECORD)
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what is known of the call."""
    call = _call(request, pk, RECORD)
    made: list[CallForm] = []

    def make(data: Any) -> CallForm:
        made.append(CallForm(data, fixed=True, initial=initial_of(call)))
        return made[-1]

    def did(said: dict[str, Any]) -> tuple[str, str]:
        version = said["seen"] or 0
        actions.change_call(call=pk, version=version, said=made[-1].said(), by=by(request), at=clock.now())
        return "Saved.", page_of(call)

    return _asks(request, make, did, call=call, title="What is known of the call", button="Save")


@permitted(FOLLOW)
@require_http_methods(GET_OR_POST)
def plan_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """When the feedback meeting is and who goes."""
    call = _maintained(request, pk)
    ours = queries.ours(call, on=clock.today())
    feedback = call.feedback
    initial = {"on": feedback.on, "starts": feedback.starts, "where": feedback.where, "seen": feedback.version}

    def did(said: dict[str, Any]) -> tuple[str, str]:
        actions.plan_feedback(
            call=pk,
            version=said["seen"],
            on=said["on"],
            starts=said["starts"],
            where=said["where"],
            ours=[one for one in ours if str(one.pk) in said["ours"]],
            by=by(request),
            at=clock.now(),
        )
        return "Planned. Who goes is told.", page_of(call)

    make = partial(PlanForm, ours=ours, initial=initial)
    return _asks(request, make, did, call=call, title="The feedback meeting", button="Save")


@permitted(FOLLOW)
@require_http_methods(GET_OR_POST)
def hold_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """That it took place, and who was there."""
    call = _maintained(request, pk)
    today = clock.today()
    ours, theirs = queries.ours(call, on=today), queries.of_the_school(call, on=today)
    feedback = call.feedback
    going = {one.person_id for one in feedback.attending.all()}
    initial = {
        "on": feedback.on or today,
        "ours": [str(one.pk) for one in ours if one.person_id in going],
        "seen": feedback.version,
    }

    def did(said: dict[str, Any]) -> tuple[str, str]:
        actions.hold_feedback(
            call=pk,
            version=said["seen"],
            on=said["on"],
            ours=[one for one in ours if str(one.pk) in said["ours"]],
            theirs=[one for one in theirs if str(one.pk) in said.get("theirs", [])],
            nobody_why=said["nobody_why"],
            by=by(request),
            at=clock.now(),
        )
        return "Recorded.", page_of(call)

    make = partial(HeldForm, ours=ours, theirs=theirs, initial=initial)
    lede = "That it took place and who was there. What was said is written down apart."
    return _asks(request, make, did, call=call, title="The feedback meeting took place", lede=lede, button="Record it")


@permitted(SEE)
@require_safe
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said, for the few; after publication beside what was published, for whoever sees the call."""
    call = _call(request, pk, SEE)
    if not call.number:
        demand(request, OUTCOME, call)
    found = actions.read_outcome(call=call, by=by(request), at=clock.now())
    inspection = queries.came_of(call, version=head()) if call.number else None
    grades = found.grades if found else {}
    safeguarding = found.safeguarding if found else None
    context = {
        "section": SECTION,
        "call": call,
        "outcome": found,
        "inspection": inspection,
        "beside": rules.beside(grades, safeguarding, inspection) if inspection else [],
        "said": rules.said(grades, safeguarding),
        "may_write": call.is_going_on and permissions.has_perm(OUTCOME, request.user, call),
    }
    return render(request, "ofsted/outcome.html", context)


@permitted(OUTCOME)
@require_http_methods(GET_OR_POST)
def record_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was said; who opens it reads what is there, and the journal notes it."""
    call = _call(request, pk, OUTCOME)
    if not call.is_going_on:
        raise Http404("It is published or ended: what was said before is not written down any more.")
    before = actions.read_outcome(call=call, by=by(request), at=clock.now())
    initial: dict[str, Any] = {"seen": before.version if before else 0}
    if before:
        initial |= {f"area_{key}": grade for key, grade in before.grades.items()}
        initial |= {"words": before.words, "safeguarding": {True: "yes", False: "no", None: ""}[before.safeguarding]}
    made: list[OutcomeForm] = []
    graded = call.called_on >= calls().report_cards_since

    def make(data: Any) -> OutcomeForm:
        made.append(OutcomeForm(data, graded=graded, initial=initial))
        return made[-1]

    def did(said: dict[str, Any]) -> tuple[str, str]:
        actions.record_outcome(
            call=pk,
            version=said["seen"] or 0,
            words=said["words"],
            grades=made[-1].grades(),
            safeguarding=made[-1].safeguarding_said(),
            by=by(request),
            at=clock.now(),
        )
        return "Kept, for the few who may read it.", reverse("ofsted:outcome", args=[pk])

    lede = (
        "Confidential until Ofsted publishes it. Only the director, the school’s District Lead and the school’s own "
        "head and chair read it; each reading is noted in the journal."
    )
    return _asks(request, make, did, call=call, title="What was said", lede=lede, button="Keep it")


@permitted(FOLLOW)
@require_http_methods(GET_OR_POST)
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Which published inspection came of it, where the rules do not find it or were not asked yet."""
    call = _call(request, pk, FOLLOW)
    known = queries.inspections_of(call.school, version=head())
    found = [one for one in known if rules.may_be_later(call.facts, one, calls())]
    proposed = queries.came_of(call, version=head())

    def did(said: dict[str, Any]) -> tuple[str, str]:
        actions.match_by_hand(call=pk, version=said["seen"], number=said["number"], by=by(request), at=clock.now())
        return "Matched.", page_of(call)

    initial = {"seen": call.version, "number": proposed.number if proposed else None}
    make = partial(MatchForm, found=found, initial=initial)
    lede = "" if found else "No inspection of this school is published that could have come of it."
    return _asks(request, make, did, call=call, title="Which inspection was it?", lede=lede, button="That one")


@permitted(FOLLOW)
@require_http_methods(GET_OR_POST)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """No inspection came of it."""
    call = _call(request, pk, FOLLOW)

    def did(said: dict[str, Any]) -> tuple[str, str]:
        actions.end(call=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Kept.", page_of(call)

    make = partial(EndForm, initial={"seen": call.version})
    return _asks(request, make, did, call=call, title="No inspection came of it", button="Keep that")


def _call(request: HttpRequest, pk: int, permission: str) -> Call:
    found = queries.call(pk)
    if found is None:
        raise Http404("There is no such call.")
    demand(request, permission, found)
    return found


def _maintained(request: HttpRequest, pk: int) -> Call:
    found = _call(request, pk, FOLLOW)
    if not found.maintained:
        raise PermissionDenied("At an academy the feedback meeting is the trust’s.")
    return found


def _asks(
    request: HttpRequest,
    make: Callable[[Any], forms.Form],
    did: Callable[[dict[str, Any]], Told],
    *,
    call: Call | None = None,
    **context: Any,
) -> HttpResponse:
    """Ask, do, say so; what was said about a call leads back to it."""
    context |= {"section": SECTION, "back": page_of(call) if call else reverse("ofsted:list"), "call": call}
    return asks(request, "ofsted/form.html", make, lambda form: did(form.cleaned_data), **context)
