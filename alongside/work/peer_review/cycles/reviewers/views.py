"""Reviewers: the list and its export, recruiting, and the page of one, which is also their own."""

from __future__ import annotations

from typing import Any

import rules
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import asks, does
from alongside.floor.web.audience import permitted, signed_in
from alongside.floor.web.exports import as_asked
from alongside.knowledge.people.models import Person
from alongside.knowledge.people.queries import held
from alongside.work.peer_review.cycles import actions, queries
from alongside.work.peer_review.cycles.forms import WhyForm
from alongside.work.peer_review.cycles.models import Absence, Interest, Reviewer
from alongside.work.peer_review.cycles.permissions import demand_reviewer, is_own
from alongside.work.peer_review.cycles.reviewers import presenters
from alongside.work.peer_review.cycles.reviewers.forms import AwayForm, InterestForm, ReviewerForm, TrainForm, WhoForm

SECTION = "together"
GET_OR_POST = ["GET", "POST"]
A_PAGE = 50
FORM = "cycles/form.html"


@permitted("cycles.organise")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Everybody who reviews, whose training runs out first. `?q=`, `?show=` and `?school=` narrow."""
    today = clock.today()
    asked = presenters.Asked.of(request.GET)
    found = asked.narrow(queries.reviewers(), today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "asked": asked,
        "shows": presenters.SHOWS,
        "page": page,
        "lines": presenters.lines(page.object_list, today),
        "numbers": presenters.numbers(today),
    }
    return render(request, "cycles/reviewers.html", context)


@permitted("cycles.organise")
@require_safe
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as csv or xlsx."""
    today = clock.today()
    found = presenters.Asked.of(request.GET).narrow(queries.reviewers(), today)
    about = {"What this is": "Who reviews other schools", "Made on": today, "For": str(request.user)}
    rows = presenters.rows(presenters.lines(found, today))
    return as_asked(kind, "reviewers", presenters.HEADER, rows, about=about)


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def recruit(request: HttpRequest) -> HttpResponse:
    """First who it is (`?person=`), then what they know."""
    given = request.GET.get("person", "")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        return _who(request)
    person = Person.objects.filter(pk=int(given)).first()
    if person is None:
        raise Http404("There is no such person.")
    school = next((one.school for one in held(clock.today()).filter(person=person, scope="school")), None)

    def did(form: ReviewerForm) -> tuple[str, str]:
        made = actions.recruit(person=person, **form.said(), by=by(request), at=clock.now())
        return f"{person} is a reviewer now. Record when they are trained.", reverse("cycles:reviewer", args=[made.pk])

    def make(data: Any) -> ReviewerForm:
        return ReviewerForm(data, initial={"school": school, "most": 2, "before": 0})

    page = _page(f"{person} as a reviewer", "Recruit", reverse("cycles:recruit"), "Somebody else")
    return asks(request, FORM, make, did, **page)


def _who(request: HttpRequest) -> HttpResponse:
    form = WhoForm(request.GET if "name" in request.GET else None)
    found = queries.people_called(form.cleaned_data["name"]) if form.is_bound and form.is_valid() else None
    if found == []:
        form.add_error("name", "Nobody of that name is recorded who is not a reviewer already")
    return render(request, "cycles/recruit.html", {"section": SECTION, "form": form, "found": found})


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One reviewer: for the office and for themselves."""
    reviewer = _reviewer(request, pk)
    own = is_own(request.user, reviewer)
    context = {
        "section": SECTION,
        "own": own,
        "organises": rules.has_perm("cycles.organise", request.user),
        "reviewer": reviewer,
        **presenters.page(reviewer, clock.today()),
    }
    return render(request, "cycles/reviewer.html", context)


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is recorded of them."""
    reviewer = _reviewer(request, pk)

    def did(form: ReviewerForm) -> tuple[str, str]:
        version = form.cleaned_data["seen"] or 0
        actions.change_reviewer(reviewer=pk, version=version, **form.said(), by=by(request), at=clock.now())
        return "Saved.", _address(pk)

    page = _page(f"Change what is recorded of {reviewer}", "Save", _address(pk), str(reviewer))
    return asks(request, FORM, lambda data: ReviewerForm.of(reviewer, data), did, **page)


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def stand_down(request: HttpRequest, pk: int) -> HttpResponse:
    """They review no more."""
    reviewer = _reviewer(request, pk)

    def did(form: WhyForm) -> tuple[str, str]:
        said = form.cleaned_data
        actions.stand_down(reviewer=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return f"{reviewer} reviews no more. Whatever they were accepted for, change by hand.", _address(pk)

    def make(data: Any) -> WhyForm:
        return WhyForm(data, initial={"seen": reviewer.version}, needed=False)

    page = _page(f"{reviewer} stands down", "Record it", _address(pk), str(reviewer))
    return asks(request, FORM, make, did, **page)


@permitted("cycles.organise")
@require_http_methods(GET_OR_POST)
def train(request: HttpRequest, pk: int) -> HttpResponse:
    """They were trained."""
    reviewer = _reviewer(request, pk)

    def did(form: TrainForm) -> tuple[str, str]:
        actions.train(reviewer=pk, **form.cleaned_data, by=by(request), at=clock.now())
        return "Recorded.", _address(pk)

    page = _page(f"{reviewer} was trained", "Record it", _address(pk), str(reviewer))
    return asks(request, FORM, TrainForm, did, **page)


@signed_in
@require_http_methods(GET_OR_POST)
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """An interest in a school: by themselves, or by the office."""
    reviewer = _reviewer(request, pk)

    def did(form: InterestForm) -> tuple[str, str]:
        actions.declare(reviewer=pk, **form.cleaned_data, by=by(request), at=clock.now())
        return "Noted. You are not asked to review that school.", _address(pk)

    lede = "Whoever has an interest in a school does not review it. To declare one is no fault: it protects everybody."
    page = _page("Declare an interest", "Declare it", _address(pk), str(reviewer), lede)
    return asks(request, FORM, InterestForm, did, **page)


@signed_in
@require_POST
def undeclare(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """An interest is past, or was a mistake."""
    reviewer = _reviewer(request, pk)
    found = Interest.objects.filter(pk=item, reviewer=reviewer, over=False).first()
    if found is None:
        raise Http404("There is no such interest.")

    def act() -> str:
        actions.undeclare(interest=item, version=found.version, by=by(request), at=clock.now())
        return "Taken back."

    return does(request, act, to=_address(pk))


@signed_in
@require_http_methods(GET_OR_POST)
def away(request: HttpRequest, pk: int) -> HttpResponse:
    """Days on which they cannot come."""
    reviewer = _reviewer(request, pk)

    def did(form: AwayForm) -> tuple[str, str]:
        actions.away(reviewer=pk, **form.cleaned_data, by=by(request), at=clock.now())
        return "Noted.", _address(pk)

    page = _page("Days on which you cannot come" if is_own(request.user, reviewer) else f"Days without {reviewer}",
                 "Note them", _address(pk), str(reviewer))  # fmt: skip
    return asks(request, FORM, AwayForm, did, **page)


@signed_in
@require_POST
def back(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """They can come on those days after all."""
    reviewer = _reviewer(request, pk)
    if not Absence.objects.filter(pk=item, reviewer=reviewer).exists():
        raise Http404("There are no such days.")

    def act() -> str:
        actions.back(absence=item, by=by(request), at=clock.now())
        return "Taken out."

    return does(request, act, to=_address(pk))


def _reviewer(request: HttpRequest, pk: int) -> Reviewer:
    found = Reviewer.objects.select_related("person").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such reviewer.")
    demand_reviewer(request.user, found)
    return found


def _address(pk: int) -> str:
    return reverse("cycles:reviewer", args=[pk])


def _page(title: str, button: str, back: str, back_words: str, lede: str = "") -> dict[str, Any]:
    return {
        "section": SECTION, "title": title, "button": button, "back": back, "back_words": back_words, "lede": lede,
    }  # fmt: skip
