"""Founding, proposing, deciding, changing and ending a family; what it agrees, when it meets."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, nothing_differs
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.people.queries import head_of, person_of
from alongside.work.families import actions, leading, pages
from alongside.work.families.forms import (
    AgreedForm,
    ChangeForm,
    EndForm,
    FoundForm,
    ProposeForm,
    WhyForm,
    YesNoForm,
)
from alongside.work.families.models import Agreement, Family
from alongside.work.meetings.planning.forms import PlanForm


@permitted("families.decide")
@require_http_methods(pages.GET_OR_POST)
def found(request: HttpRequest) -> HttpResponse:
    """The office founds a family, or records one."""

    def did(form: FoundForm) -> Told:
        said = dict(form.cleaned_data)
        school, today = said.pop("lead_school"), clock.today()
        head = head_of(school, on=today) if school else None
        words = said.pop("joining")
        made = actions.found(
            **said, joining_words=words, lead=head.person if head else None, by=by(request), at=clock.now()
        )
        unled = "" if head or not school else " Nobody is recorded as head of the school that leads it."
        return f"{made} stands.{unled}", pages.page_of(made)

    return pages.asks(
        request,
        lambda data: FoundForm(data, initial={"since": clock.today()}),
        did,
        title="A new family or network",
        button="Found it",
        back=reverse("families:list"),
    )


@permitted("families.speak")
@require_http_methods(pages.GET_OR_POST)
def propose(request: HttpRequest) -> HttpResponse:
    """A school proposes a family, or records a network that its head runs."""
    schools = pages.speaks_for(request)
    if not schools:
        raise PermissionDenied("Only who leads or chairs a school proposes for it.")

    def did(form: ProposeForm) -> Told:
        said = dict(form.cleaned_data)
        said.pop("school", None)
        words = said.pop("joining")
        made = actions.found(
            **said,
            joining_words=words,
            proposed_by=form.school(),
            lead=person_of(request.user),
            by=by(request),
            at=clock.now(),
        )
        told = "It stands, and the schools that you named are asked." if made.stands else "The office answers you."
        return f"{made}: {told}", pages.page_of(made)

    return pages.asks(
        request,
        lambda data: ProposeForm(data, schools=schools, initial={"since": clock.today()}),
        did,
        title="Propose a family, or record a network",
        button="Send it",
        back=reverse("families:list"),
        lede="A family of schools stands once the office agrees. What exists already and you run, you simply record.",
    )


@permitted("families.decide")
@require_http_methods(pages.GET_OR_POST)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The office agrees to what a school proposed, or says why not."""
    family = pages.family_for(request, pk, "families.decide")

    def make(data: Any) -> YesNoForm:
        return YesNoForm(
            data,
            asks="Should it stand?",
            yes="Yes",
            no="Not as it is",
            words="What do you say to the school? (needed for a no)",
            initial={"seen": family.version},
        )

    def did(form: YesNoForm) -> Told:
        said = form.cleaned_data
        common: dict[str, Any] = {"family": pk, "version": said["seen"], "by": by(request), "at": clock.now()}
        if said["yes"]:
            actions.agree(**common, words=said["words"])
            return f"{family} stands. The schools that it named are asked.", pages.page_of(family)
        actions.decline(**common, why=said["words"])
        return "The school is told.", pages.page_of(family)

    return pages.asks(
        request,
        make,
        did,
        differs=nothing_differs,
        title=f"{family} is proposed" if family.state == Family.State.PROPOSED else f"{family} was decided on",
        button="Answer",
        back=pages.page_of(family),
        own_words=family.purpose,
    )


@permitted("families.run")
@require_http_methods(pages.GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, purpose or lead."""
    family = pages.family_for(request, pk, "families.run")
    people = leading.possible(family, on=clock.today())

    def did(form: ChangeForm) -> Told:
        said = form.cleaned_data
        actions.change(
            family=pk,
            version=said["seen"],
            name=said["name"],
            purpose=said["purpose"],
            joining_words=said["joining"],
            lead=form.who(),
            by=by(request),
            at=clock.now(),
        )
        return "Changed.", pages.page_of(family)

    return pages.asks(
        request,
        lambda data: ChangeForm(data, people=people, initial=ChangeForm.initial_of(family)),
        did,
        title=f"Change {family}",
        button="Save",
        back=pages.page_of(family),
    )


@permitted("families.run")
@require_http_methods(pages.GET_OR_POST)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End it."""
    family = pages.family_for(request, pk, "families.run")

    def did(form: EndForm) -> Told:
        said = form.cleaned_data
        actions.close(family=pk, version=said["seen"], on=said["on"], why=said["why"], by=by(request), at=clock.now())
        return "It has ended. Its members are told.", pages.page_of(family)

    return pages.asks(
        request,
        lambda data: EndForm(data, initial={"on": clock.today(), "seen": family.version}),
        did,
        differs=nothing_differs,
        title=f"End {family}",
        button="End it",
        back=pages.page_of(family),
        lede="Every membership ends with it. What was agreed stays to be read.",
        warning=True,
    )


@permitted("families.run")
@require_http_methods(pages.GET_OR_POST)
def agree_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the members agreed."""
    family = pages.family_for(request, pk, "families.run")

    def did(form: AgreedForm) -> Told:
        actions.agree_on(family=pk, **form.cleaned_data, by=by(request), at=clock.now())
        return "Written down.", pages.page_of(family)

    return pages.asks(
        request,
        lambda data: AgreedForm(data, initial={"on": clock.today()}),
        did,
        title=f"What {family} agreed",
        button="Write it down",
        back=pages.page_of(family),
    )


@permitted("families.run")
@require_http_methods(pages.GET_OR_POST)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed no longer holds."""
    agreement = Agreement.objects.select_related("family__lead", "by").filter(pk=pk).first()
    if agreement is None:
        raise Http404("Nothing of the kind was agreed.")
    demand(request, "families.run", agreement)

    def did(form: WhyForm) -> Told:
        said = form.cleaned_data
        actions.take_back(agreement=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Taken back.", pages.page_of(agreement.family)

    return pages.asks(
        request,
        lambda data: WhyForm(data, initial={"seen": agreement.version}),
        did,
        differs=nothing_differs,
        title="It no longer holds",
        button="Take it back",
        back=pages.page_of(agreement.family),
        own_words=agreement.words,
    )


@permitted("families.run")
@require_http_methods(pages.GET_OR_POST)
def meet(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the next meeting; the heads are invited by calendar."""
    family = pages.family_for(request, pk, "families.run")

    def did(form: PlanForm) -> Told:
        made = actions.plan_meeting(
            family=pk, when=form.when(), topics=form.topics_said(), by=by(request), at=clock.now()
        )
        return "Planned. Everybody has an invitation for their calendar.", reverse("meetings:one", args=[made.pk])

    return pages.asks(
        request,
        PlanForm,
        did,
        title=f"{family} meets",
        button="Plan it and invite",
        back=pages.page_of(family),
        lede="The heads of its schools and whoever leads it are invited by calendar.",
    )
