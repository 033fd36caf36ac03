"""After the report: the workshop, what the school will do, what changed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import does
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Person
from alongside.work.peer_review.reviews import actions
from alongside.work.peer_review.reviews import forms as own
from alongside.work.peer_review.reviews.asking import GET_OR_POST, does_one_thing, review_for
from alongside.work.peer_review.reviews.models import Action
from alongside.work.peer_review.reviews.permissions import OWN


@permitted(OWN)
@require_http_methods(GET_OR_POST)
def workshop(request: HttpRequest, pk: int) -> HttpResponse:
    """When the school met over the report."""
    review = review_for(request, pk, OWN)

    def did(form: own.WorkshopForm) -> str:
        said = form.cleaned_data
        actions.hold_workshop(review=pk, version=said["seen"], on=said["on"], by=by(request), at=clock.now())
        return "Noted. Now choose what your school will do."

    return does_one_thing(
        request,
        review,
        lambda data: own.WorkshopForm(data, initial={"on": clock.today(), "seen": review.version}),
        did,
        title="The workshop",
        button="Note it",
    )


@permitted(OWN)
@require_http_methods(GET_OR_POST)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The school chooses to do something, and who of it does it."""
    review = review_for(request, pk, OWN)
    staff = {str(one.person_id): one.person.name for one in people.holders(school=review.school, on=clock.today())}

    def did(form: own.ActionForm) -> str:
        said = form.cleaned_data
        who = Person.objects.get(pk=int(said["person"])) if said["person"] else said["who"]
        actions.choose_action(review=pk, words=said["words"], who=who, due=said["due"], by=by(request), at=clock.now())
        return "Chosen. Whoever does it reads it; nobody of the partnership does, unless you give it to them."

    return does_one_thing(
        request,
        review,
        lambda data: own.ActionForm(data, people=list(staff.items())),
        did,
        title="What will your school do?",
        button="Choose this",
        lede="It is yours to choose, and yours alone to see. You look at it again after some months.",
    )


@permitted(OWN)
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """It is done."""
    action = get_object_or_404(Action.objects.select_related("part__review"), pk=pk)
    demand(request, OWN, action.part.review)

    def act() -> str:
        actions.finish_action(action=pk, by=by(request), at=clock.now())
        return "Done."

    return does(request, act, to=reverse("reviews:one", args=[action.part.review_id]))


@permitted(OWN)
@require_http_methods(GET_OR_POST)
def look(request: HttpRequest, pk: int, months: int) -> HttpResponse:
    """So many months on: did something change?"""
    review = review_for(request, pk, OWN)
    if months not in review.review_model.look_again_months:
        raise Http404("This review is not looked at again then.")

    def did(form: own.LookForm) -> str:
        said = form.cleaned_data
        actions.look_again(
            review=pk, months=months, words=said["words"], changed=said["changed"], by=by(request), at=clock.now()
        )
        return "Kept. It is yours, like the rest of the report."

    return does_one_thing(
        request,
        review,
        own.LookForm,
        did,
        title=f"{months} months on: what changed?",
        button="Keep it",
        lede="Nobody but you reads your words. Whether something changed is counted over all schools of the cycle, in "
        "numbers that say nothing of any one of them.",
    )
