"""A school joins a cycle, changes what it said, withdraws; what a school said, for whoever may read it."""

from __future__ import annotations

from typing import Any

import rules
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import asks
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.places import place_of
from alongside.work.peer_review.cycles import actions
from alongside.work.peer_review.cycles.forms import JoinForm, WhyForm
from alongside.work.peer_review.cycles.models import Cycle, Joining, Pairing
from alongside.work.ties.topics import topics

SECTION = "together"
GET_OR_POST = ["GET", "POST"]


@permitted("cycles.join")
@require_http_methods(GET_OR_POST)
def join(request: HttpRequest, pk: int, urn: int) -> HttpResponse:
    """A school takes part."""
    cycle = Cycle.objects.filter(pk=pk).first()
    if cycle is None:
        raise Http404("There is no such cycle.")
    demand(request, "cycles.join", place_of(urn))

    def did(form: JoinForm) -> tuple[str, str]:
        said = form.cleaned_data
        made = actions.join(
            cycle=pk,
            school=urn,
            focus=said["focus"],
            self_review=said["self_review"],
            wishes=form.wishes(),
            by=by(request),
            at=clock.now(),
        )
        return "Your school takes part. Thank you.", reverse("cycles:joining", args=[made.pk])

    return asks(request, "cycles/join.html", JoinForm, did, **_page(cycle, urn, reverse("cycles:one", args=[pk])))


@permitted("cycles.focus")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """How a school takes part. What it wants to understand and how it sees itself only for its head and its chair: who
    else reads that, the head decides (reviews)."""
    joining = _joining(pk)
    place = place_of(joining.school)
    demand(request, "cycles.focus", place)
    seen_as = getattr(request, "seeing_as", None)
    reads = not seen_as and rules.has_perm("cycles.self-review", request.user, place)
    pairing = Pairing.objects.standing().with_team().filter(cycle=joining.cycle, school=joining.school).first()
    runs = joining.state == Joining.State.JOINED and joining.cycle.state in (Cycle.State.OPEN, Cycle.State.PAIRED)
    may_change = runs and rules.has_perm("cycles.join", request.user, place)
    context = {
        "section": SECTION,
        "joining": joining,
        "cycle": joining.cycle,
        "school": names_of([joining.school])[joining.school],
        "focus": joining.focus if reads else "",
        "self_review": joining.self_review if reads else "",
        "reads": reads,
        "wanted": topics().names(joining.wishes.get("expertise", ())),
        "pairing": pairing,
        "may_change": may_change,
        "may_withdraw": may_change and pairing is None,
    }
    return render(request, "cycles/joining.html", context)


@permitted("cycles.join")
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say it anew."""
    joining = _joining(pk)
    demand(request, "cycles.join", place_of(joining.school))
    back = reverse("cycles:joining", args=[pk])

    def did(form: JoinForm) -> tuple[str, str]:
        said = form.cleaned_data
        actions.change_joining(
            joining=pk,
            version=said["seen"] or 0,
            focus=said["focus"],
            self_review=said["self_review"],
            wishes=form.wishes(),
            by=by(request),
            at=clock.now(),
        )
        return "Saved.", back

    page = _page(joining.cycle, joining.school, back)
    return asks(request, "cycles/join.html", lambda data: JoinForm.of(joining, data), did, changes=True, **page)


@permitted("cycles.join")
@require_http_methods(GET_OR_POST)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The school takes part no more."""
    joining = _joining(pk)
    demand(request, "cycles.join", place_of(joining.school))

    def did(form: WhyForm) -> tuple[str, str]:
        said = form.cleaned_data
        actions.withdraw(joining=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Your school is not in this cycle any more. You are welcome in the next.", reverse("cycles:list")

    def make(data: Any) -> WhyForm:
        return WhyForm(
            data, initial={"seen": joining.version}, why_label="Why does your school withdraw?", needed=False
        )

    page: dict[str, Any] = {
        "section": SECTION,
        "title": f"Withdraw from {joining.cycle.title}",
        "button": "Withdraw",
        "back": reverse("cycles:joining", args=[pk]),
        "back_words": "Back",
        "lede": "Nobody will hold it against you. The next cycle comes.",
    }
    return asks(request, "cycles/form.html", make, did, **page)


def _joining(pk: int) -> Joining:
    found = Joining.objects.select_related("cycle", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such thing.")
    return found


def _page(cycle: Cycle, urn: int, back: str) -> dict[str, Any]:
    return {
        "section": SECTION,
        "cycle": cycle,
        "model": cycle.review_model,
        "school": names_of([urn])[urn],
        "back": back,
    }
