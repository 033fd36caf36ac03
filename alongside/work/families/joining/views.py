"""Asking, answering, adding, confirming and leaving."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, does, nothing_differs, seen_in
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.places import place_of
from alongside.work.families import pages
from alongside.work.families.forms import AddForm, AskForm, EndForm, YesNoForm
from alongside.work.families.joining import actions
from alongside.work.families.models import Asking, Membership


@permitted("families.speak")
@require_http_methods(pages.GET_OR_POST)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A school asks to join."""
    family = pages.family_for(request, pk)
    schools = pages.speaks_for(request)
    if not schools:
        raise PermissionDenied("Only who leads or chairs a school asks for it.")

    def did(form: AskForm) -> Told:
        said = form.cleaned_data["words"]
        actions.ask_to_join(family=pk, school=form.school(), words=said, by=by(request), at=clock.now())
        who = family.lead or "The partnership’s office"
        return f"Asked. {who} answers you.", pages.page_of(family)

    lede = f"Nothing is decided yet: {family.lead or 'the partnership’s office'} answers, and you can take it back."
    return pages.asks(
        request,
        lambda data: AskForm(data, schools=schools),
        did,
        title=f"Ask to join {family}",
        button="Ask",
        back=pages.page_of(family),
        lede=lede,
    )


@permitted("families.run")
@require_http_methods(pages.GET_OR_POST)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever leads the family, or the office, answers a school that asked."""
    asking = pages.asking_for(pk)
    demand(request, "families.run", asking)
    name = names_of([asking.school])[asking.school]

    def make(data: Any) -> YesNoForm:
        return YesNoForm(
            data,
            asks=f"Does {name} join?",
            yes="Yes, from today",
            no="Not now",
            words="What do you say to the school? (needed for a no)",
            initial={"seen": asking.version},
        )

    def did(form: YesNoForm) -> Told:
        said = form.cleaned_data
        actions.answer_asking(
            asking=pk, version=said["seen"], yes=said["yes"], words=said["words"], by=by(request), at=clock.now()
        )
        return (f"{name} belongs to it and is told." if said["yes"] else f"{name} is told."), pages.page_of(
            asking.family
        )

    waits = asking.state == Asking.State.WAITS
    return pages.asks(
        request,
        make,
        did,
        differs=nothing_differs,
        title=f"{name} asks to join {asking.family}" if waits else f"{name} asked, and was answered",
        button="Answer",
        back=pages.page_of(asking.family),
        own_words=asking.words,
    )


@permitted("families.speak")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The school asks no longer."""
    asking = pages.asking_for(pk)
    demand(request, "families.speak", place_of(asking.school))

    def act() -> str:
        actions.withdraw_asking(asking=pk, version=seen_in(request), by=by(request), at=clock.now())
        return "Taken back."

    return does(request, act, to=pages.page_of(asking.family))


@permitted("families.run")
@require_http_methods(pages.GET_OR_POST)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """The office adds a school, which is told; whoever leads the family names one, which is asked. `?school=`: a URN
    to begin with."""
    family = pages.family_for(request, pk, "families.run")
    waits = not reach(request.user, "families.decide")
    asked = request.GET.get("school", "")
    school = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else None

    def did(form: AddForm) -> Told:
        said = form.cleaned_data
        made = actions.join(family=pk, **said, waits=waits, by=by(request), at=clock.now())
        name = names_of([made.school])[made.school]
        return (f"{name} is asked to confirm." if waits else f"{name} belongs to it and is told."), pages.page_of(
            family
        )

    lede = "The school says itself whether it belongs; until then it does not." if waits else "The school is told."
    return pages.asks(
        request,
        lambda data: AddForm(data, initial={"since": clock.today(), "school": school}),
        did,
        title=f"Add a school to {family}",
        button="Add it",
        back=pages.page_of(family),
        lede=lede,
    )


@permitted("families.word")
@require_http_methods(pages.GET_OR_POST)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The school says whether it belongs."""
    membership = pages.membership_for(request, pk)
    name, waits = names_of([membership.school])[membership.school], membership.state == Membership.State.WAITS

    def make(data: Any) -> YesNoForm:
        form = YesNoForm(
            data,
            asks=f"Does {name} belong to it?",
            yes="Yes",
            no="No",
            words="What should be put right? (if not)",
            initial={"seen": membership.version},
        )
        if not waits:
            form.fields["yes"].choices = [("no", "No, and it never did")]  # type: ignore[attr-defined]
        return form

    def did(form: YesNoForm) -> Told:
        said = form.cleaned_data
        actions.confirm(
            membership=pk, version=said["seen"], yes=said["yes"], words=said["words"], by=by(request), at=clock.now()
        )
        words = f"{name} belongs to it." if said["yes"] else "Put right. Whoever leads it is told."
        return words, pages.page_of(membership.family)

    return pages.asks(
        request,
        make,
        did,
        differs=nothing_differs,
        title=f"Does {name} belong to {membership.family}?",
        button="Say so",
        back=pages.page_of(membership.family),
        lede=membership.family.purpose,
    )


@permitted("families.word")
@require_http_methods(pages.GET_OR_POST)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """A school leaves."""
    membership = pages.membership_for(request, pk)
    name = names_of([membership.school])[membership.school]

    def did(form: EndForm) -> Told:
        said = form.cleaned_data
        actions.leave(
            membership=pk, version=said["seen"], on=said["on"], why=said["why"], by=by(request), at=clock.now()
        )
        return f"{name} has left it. It can ask again.", pages.page_of(membership.family)

    return pages.asks(
        request,
        lambda data: EndForm(data, initial={"on": clock.today(), "seen": membership.version}),
        did,
        differs=nothing_differs,
        title=f"{name} leaves {membership.family}",
        button="Leave",
        back=reverse("families:one", args=[membership.family_id]),
        lede="What the school shared here ends with it. The others are not asked; whoever leads the family is told.",
    )
