"""A proposal: asked for, followed while it is worked out, read, changed by hand, accepted. A pairing, and its team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import rules as who_may
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import asks, does, nothing_differs, seen_in
from alongside.floor.web.audience import permitted, signed_in
from alongside.knowledge.schools.naming import names_of
from alongside.work.peer_review.cycles import actions
from alongside.work.peer_review.cycles.forms import WhyForm
from alongside.work.peer_review.cycles.models import Cycle, Joining, Pairing, Proposal, Reviewer
from alongside.work.peer_review.cycles.pairing import jobs, presenters
from alongside.work.peer_review.cycles.pairing.forms import RelaxForm, TeamForm
from alongside.work.peer_review.cycles.permissions import demand_pairing
from alongside.work.peer_review.cycles.policies import peer_review

SECTION = "together"
GET_OR_POST = ["GET", "POST"]
LARGE = 6_000  # schools times reviewers from which on a worker does it: a second or so


@permitted("cycles.organise")
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a proposal: at once where there are few, by a worker where there are many."""
    cycle = _cycle(pk)
    policy = peer_review()
    form = RelaxForm(request.POST, rules=[(key, policy.rules[key].name) for key in policy.may_be_relaxed])
    relaxed = form.cleaned_data["relaxed"] if form.is_valid() else []

    def act() -> str:
        asked = actions.ask(cycle=pk, relaxed=relaxed, by=by(request), at=clock.now())
        if _pairs(cycle) >= LARGE:
            jobs.start(asked)
            return ""
        actions.work_out(proposal=asked.pk, by=by(request), at=clock.now())
        return "Here is a proposal. Nobody is told before you accept it."

    does(request, act, to=reverse("cycles:one", args=[pk]))
    newest = cycle.proposals.order_by("-pk").first()
    if newest is None or newest.state not in (Proposal.State.WAITING, Proposal.State.READY):
        return redirect("cycles:one", pk)
    return redirect("cycles:proposal", newest.pk)


@permitted("cycles.organise")
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: how good it is, what is missing and why, each team with its reasons."""
    found = _proposal(pk)
    return render(request, "cycles/proposal.html", {"section": SECTION, **presenters.proposal_page(found)})


@permitted("cycles.organise")
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is: a fragment for a page with JavaScript; others come back to the page itself."""
    found = _proposal(pk)
    if not request.headers.get("HX-Request"):
        return redirect("cycles:proposal", pk)
    if found.state != Proposal.State.WAITING:
        done = HttpResponse(status=204)
        done["HX-Refresh"] = "true"
        return done
    return render(request, "cycles/_progress.html", {"proposal": found})


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def change_team(request: HttpRequest, pk: int, urn: int) -> HttpResponse:
    """Other people for a school of a proposal."""
    found = _proposal(pk)
    said = next((one for one in found.teams if one["school"] == urn), None)
    if said is None:
        raise Http404("That school is not in this proposal.")
    choices = presenters.choices(found.cycle, urn, relaxed=found.relaxed, on=clock.today())

    def make(data: Any) -> TeamForm:
        initial = TeamForm.initial_of(said["team"]) | {"seen": found.version}
        return TeamForm(data, initial=initial, why=False, **choices)

    def did(form: TeamForm) -> tuple[str, str]:
        actions.change_team(
            proposal=pk,
            version=form.cleaned_data["seen"] or 0,
            school=urn,
            team=form.team(),
            by=by(request),
            at=clock.now(),
        )
        return "Changed. Every rule is kept.", reverse("cycles:proposal", args=[pk]) + f"#school-{urn}"

    page = _team_page(f"A team for {names_of([urn])[urn]}", reverse("cycles:proposal", args=[pk]), "The proposal")
    return asks(request, "cycles/team.html", make, did, differs=nothing_differs, **page)


@permitted("cycles.organise")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept it: everybody concerned is told."""
    found = _proposal(pk)

    def act() -> str:
        made = actions.accept(proposal=pk, version=seen_in(request), by=by(request), at=clock.now())
        return f"{len(made)} schools are paired; they and their reviewers are told."

    refused = does(request, act, to=reverse("cycles:proposal", args=[pk]))
    found.refresh_from_db()
    return redirect("cycles:one", found.cycle_id) if found.state == Proposal.State.ACCEPTED else refused


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def pair(request: HttpRequest, pk: int, urn: int) -> HttpResponse:
    """Pair one school by hand."""
    cycle = _cycle(pk)
    if not Joining.objects.filter(cycle=cycle, school=urn, state=Joining.State.JOINED).exists():
        raise Http404("That school has not joined.")
    choices = presenters.choices(cycle, urn, on=clock.today())

    def did(form: TeamForm) -> tuple[str, str]:
        team = _named(form.team())
        actions.pair(cycle=pk, school=urn, team=team, by=by(request), at=clock.now())
        return "Paired; everybody is told.", reverse("cycles:one", args=[pk])

    page = _team_page(f"A team for {names_of([urn])[urn]}", reverse("cycles:one", args=[pk]), cycle.title)
    return asks(request, "cycles/team.html", lambda data: TeamForm(data, why=False, **choices), did, **page)


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A school and its team: for whoever sees cycles, and for the team."""
    found = _pairing(pk)
    demand_pairing(request.user, found)
    organises = who_may.has_perm("cycles.organise", request.user)
    return render(request, "cycles/pairing.html", {"section": SECTION, **presenters.pairing_page(found, organises)})


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Other people in a team that was accepted."""
    found = _pairing(pk)
    choices = presenters.choices(found.cycle, found.school, on=clock.today(), anew=True)

    def make(data: Any) -> TeamForm:
        initial = TeamForm.initial_of([one.pk for one in found.everyone]) | {"seen": found.version}
        return TeamForm(data, initial=initial, why=True, **choices)

    def did(form: TeamForm) -> tuple[str, str]:
        actions.replace(
            pairing=pk,
            version=form.cleaned_data["seen"] or 0,
            team=_named(form.team()),
            why=form.cleaned_data["why"],
            by=by(request),
            at=clock.now(),
        )
        return "Changed; everybody is told.", reverse("cycles:pairing", args=[pk])

    page = _team_page("Change the team", reverse("cycles:pairing", args=[pk]), "Back")
    return asks(request, "cycles/team.html", make, did, differs=nothing_differs, **page)


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """The review does not take place."""
    found = _pairing(pk)

    def did(form: WhyForm) -> tuple[str, str]:
        said = form.cleaned_data
        actions.call_off(pairing=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Called off; the school and its reviewers are told.", reverse("cycles:one", args=[found.cycle_id])

    page = _team_page("Call the review off", reverse("cycles:pairing", args=[pk]), "Back")
    page |= {"lede": "The school and its reviewers read why.", "button": "Call it off"}
    return asks(request, "cycles/form.html", lambda data: WhyForm(data, initial={"seen": found.version}), did, **page)


def _named(team: Sequence[int | None]) -> list[int]:
    """A team without empty places. The lead's place must not be filled by whoever comes next."""
    if team and team[0] is None:
        raise actions.CannotRecord("Choose who leads.")
    return [one for one in team if one is not None]


def _pairs(cycle: Cycle) -> int:
    schools = Joining.objects.filter(cycle=cycle, state=Joining.State.JOINED).count()
    return schools * Reviewer.objects.active().count()


def _cycle(pk: int) -> Cycle:
    found = Cycle.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such cycle.")
    return found


def _proposal(pk: int) -> Proposal:
    found = Proposal.objects.select_related("cycle", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such proposal.")
    return found


def _pairing(pk: int) -> Pairing:
    found: Pairing | None = Pairing.objects.with_team().filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such pairing.")
    return found


def _team_page(title: str, back: str, back_words: str) -> dict[str, Any]:
    return {"section": SECTION, "title": title, "button": "Save", "back": back, "back_words": back_words}
