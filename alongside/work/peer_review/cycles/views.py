"""Cycles: the list, one cycle, opening and changing one; which schools have been reviewed, and reviews elsewhere."""

from __future__ import annotations

from typing import Any

import rules
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel import clock
from alongside.floor.web.asking import asks
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.places import place_of
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.peer_review.cycles import actions, listing, presenters, queries
from alongside.work.peer_review.cycles.forms import ChangeCycleForm, CycleForm, ElsewhereForm, SeenForm, WhyForm
from alongside.work.peer_review.cycles.models import Cycle, Elsewhere
from alongside.work.peer_review.cycles.policies import peer_review, review_models
from alongside.work.ties.models import Tie

SECTION = "together"
GET_OR_POST = ["GET", "POST"]
A_PAGE = 50
FORM = "cycles/form.html"


@permitted("cycles.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for whoever looks; every cycle; the kinds of review."""
    today, user = clock.today(), request.user
    schools = Who(user).schools("head", "chair")
    found = list(queries.cycles()[:30])
    mine = queries.joinings_of(schools) if schools else []
    person = person_of(user)
    tasks = queries.pairings_of(person.pk if person else None)
    context = {
        "section": SECTION,
        "cycles": [presenters.cycle_line(one, today) for one in found],
        "to_join": presenters.to_join(found, mine, reach(user, "cycles.join").schools, today),
        "mine": [(one, name) for one, name in presenters.named(mine)],
        "tasks": [(one, name) for one, name in presenters.named(tasks)],
        "models": review_models().items(),
        "reviewer": queries.reviewer_of(user),
        "organises": rules.has_perm("cycles.organise", user),
    }
    return render(request, "cycles/list.html", context)


@permitted("cycles.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One cycle: what is to be done, who takes part, who reviews whom."""
    cycle = _cycle(pk)
    return render(
        request, "cycles/one.html", {"section": SECTION, **presenters.cycle_page(cycle, request.user, clock.today())}
    )


@permitted("cycles.see")
@require_safe
def one_as(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Who takes part and who reviews whom, as csv or xlsx."""
    cycle = _cycle(pk)
    about = {"What this is": f"Peer review: {cycle.title}", "Made on": clock.today(), "For": str(request.user)}
    rows = presenters.cycle_rows(cycle)
    return as_asked(kind, f"peer review {cycle.title}", presenters.CYCLE_HEADER, rows, about=about)


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a cycle."""

    def did(form: CycleForm) -> tuple[str, str]:
        made = actions.open_cycle(**form.said(), by=by(request), at=clock.now())
        return "It is open: schools can join.", reverse("cycles:one", args=[made.pk])

    page = _page("Open a cycle of peer review", "Open it", reverse("cycles:list"), "Peer review")
    return asks(request, FORM, CycleForm, did, **page)


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a cycle's name and days."""
    cycle = _cycle(pk)

    def did(form: ChangeCycleForm) -> tuple[str, str]:
        version = form.cleaned_data["seen"]
        actions.change_cycle(cycle=pk, version=version, **form.said(), by=by(request), at=clock.now())
        return "Changed.", reverse("cycles:one", args=[pk])

    page = _page(f"Change {cycle.title}", "Save", reverse("cycles:one", args=[pk]), cycle.title)
    return asks(request, FORM, lambda data: ChangeCycleForm.of(cycle, data), did, **page)


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The cycle is over."""
    cycle = _cycle(pk)

    def did(form: SeenForm) -> tuple[str, str]:
        actions.end_cycle(cycle=pk, version=form.cleaned_data["seen"], by=by(request), at=clock.now())
        return f"{cycle.title} is over. Thank you.", reverse("cycles:one", args=[pk])

    lede = "Nobody joins it or is paired in it any more. What its schools and reviewers write goes on."
    page = _page(f"End {cycle.title}?", "End it", reverse("cycles:one", args=[pk]), cycle.title, lede)
    return asks(request, FORM, lambda data: SeenForm(data, initial={"seen": cycle.version}), did, **page)


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """The cycle does not take place."""
    cycle = _cycle(pk)

    def did(form: WhyForm) -> tuple[str, str]:
        said = form.cleaned_data
        actions.call_off_cycle(cycle=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Called off.", reverse("cycles:one", args=[pk])

    page = _page(f"Call off {cycle.title}", "Call it off", reverse("cycles:one", args=[pk]), cycle.title)
    return asks(request, FORM, lambda data: WhyForm(data, initial={"seen": cycle.version}), did, **page)


@permitted("cycles.see")
@require_safe
def reviewed(request: HttpRequest) -> HttpResponse:
    """Every school in some form: which have been reviewed, since when, which not yet."""
    asked = listing.Asked.of(request.GET)
    found = listing.lines(asked, on=clock.today())
    context = {
        "section": SECTION,
        "asked": asked,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "numbers": listing.numbers(found),
        "years": peer_review().reviewed_within_years,
        "states": listing.STATES,
        "forms": listing.FORMS,
        "districts": policy_of_districts().districts,
        "phases": PHASES.values(),
        "may_record": rules.has_perm("cycles.elsewhere", request.user),
        "own": presenters.recordable(request.user),
    }
    return render(request, "cycles/reviewed.html", context)


@permitted("cycles.see")
@require_safe
def reviewed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same list as csv or xlsx."""
    today, asked = clock.today(), listing.Asked.of(request.GET)
    about = {
        "What this is": "Which schools have been reviewed by peers, in some form, as far as is recorded",
        "Made on": today,
        "Reviewed lately means": f"within {peer_review().reviewed_within_years} years",
    }
    rows = listing.rows(listing.lines(asked, on=today))
    return as_asked(kind, "schools reviewed by peers", listing.HEADER, rows, about=about)


@permitted("cycles.elsewhere")
@require_http_methods(GET_OR_POST)
def elsewhere(request: HttpRequest, urn: int) -> HttpResponse:
    """Record a review of a school that the partnership did not run."""
    demand(request, "cycles.elsewhere", place_of(urn))
    name = names_of([urn])[urn]
    if name == f"School {urn}":
        raise Http404("There is no such school.")

    def did(form: ElsewhereForm) -> tuple[str, str]:
        actions.record_elsewhere(school=urn, **form.cleaned_data, by=by(request), at=clock.now())
        return f"Recorded. {name} counts as reviewed.", reverse("cycles:elsewhere", args=[urn])

    lede = "A review by the school’s trust or federation, or by another organisation, counts. No report is asked for."
    page = _page(
        f"A review of {name}", "Record it", reverse("cycles:reviewed"), "Which schools have been reviewed", lede
    )
    return asks(request, "cycles/elsewhere.html", ElsewhereForm, did, about=lambda: _recorded(urn), **page)


@permitted("cycles.elsewhere")
@require_http_methods(GET_OR_POST)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A review elsewhere was recorded by mistake."""
    found = Elsewhere.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such review.")
    demand(request, "cycles.elsewhere", found)
    back = reverse("cycles:elsewhere", args=[found.school])

    def did(form: WhyForm) -> tuple[str, str]:
        said = form.cleaned_data
        actions.withdraw_elsewhere(elsewhere=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Taken back: it counts no more.", back

    page = _page(f"Take back the review by {found.by_whom}", "Take it back", back, "Reviews elsewhere")
    return asks(request, FORM, lambda data: WhyForm(data, initial={"seen": found.version}), did, **page)


def _recorded(urn: int) -> dict[str, Any]:
    """What is known of a school's reviews already."""
    ties = Tie.objects.standing().of_school(urn).filter(kind=Tie.Kind.REVIEW_RECEIVED)
    known = sorted({(one.since, one.name, one.source) for one in ties}, reverse=True)
    standing = {one.thing: one for one in Elsewhere.objects.filter(school=urn, withdrawn=False)}
    return {"known": [(since, name, standing.get(source)) for since, name, source in known]}


def _cycle(pk: int) -> Cycle:
    found = Cycle.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such cycle.")
    return found


def _page(title: str, button: str, back: str, back_words: str, lede: str = "") -> dict[str, Any]:
    """What `cycles/form.html` shows round its form."""
    return {
        "section": SECTION, "title": title, "button": button, "back": back, "back_words": back_words, "lede": lede,
    }  # fmt: skip
