"""What a member says for itself: what it is working on, and whether the others may see its figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told
from alongside.floor.web.audience import permitted
from alongside.floor.web.words import day
from alongside.work.families import actions, pages, queries
from alongside.work.families.forms import ConsentForm, WorkingOnForm


@permitted("families.speak")
@require_http_methods(pages.GET_OR_POST)
def consent(request: HttpRequest, pk: int, urn: int) -> HttpResponse:
    """Whether the members may see the school's figures beside theirs."""
    membership = pages.own_membership(request, pk, urn)
    said = {None: "", True: "yes", False: "no"}[membership.figures]

    def did(form: ConsentForm) -> Told:
        yes = form.cleaned_data["yes"]
        actions.consent(family=pk, school=urn, yes=yes, by=by(request), at=clock.now())
        words = "Thank you. They are shown once every member agrees." if yes else "They are shown to nobody here."
        return words, pages.page_of(membership.family)

    before = f"Your school last said so on {day(membership.figures_on)}." if membership.figures_on else ""
    return pages.asks(
        request,
        lambda data: ConsentForm(data, initial={"yes": said}),
        did,
        title="Do you share your figures with this family?",
        button="Say so",
        back=pages.page_of(membership.family),
        lede="They are published figures, laid beside those of similar schools on one page that only members and the "
        f"partnership’s office see. No ranking. You can take it back at any time. {before}",
    )


@permitted("families.speak")
@require_http_methods(pages.GET_OR_POST)
def working_on(request: HttpRequest, pk: int, urn: int) -> HttpResponse:
    """What the school is working on, for the members."""
    membership = pages.own_membership(request, pk, urn)
    profile = queries.profiles_of([urn]).get(urn)

    def make(data: Any) -> WorkingOnForm:
        phase = profile.phase if profile else ""
        return WorkingOnForm(data, phase=phase, initial=WorkingOnForm.initial_of(membership))

    def did(form: WorkingOnForm) -> Told:
        said = form.cleaned_data
        actions.say_working_on(
            family=pk,
            school=urn,
            version=said["seen"],
            words=said["working_on"],
            topics=said["topics"],
            by=by(request),
            at=clock.now(),
        )
        return "Kept. The schools of the family see it.", pages.page_of(membership.family)

    return pages.asks(
        request,
        make,
        did,
        title="What your school is working on",
        button="Save",
        back=pages.page_of(membership.family),
    )
