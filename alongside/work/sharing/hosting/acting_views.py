"""Offer, ask, answer, move, call off, say what came of a visit: a short form each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.words import day
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.places import place_in, place_of
from alongside.work.sharing.hosting import actions
from alongside.work.sharing.hosting import forms as own
from alongside.work.sharing.hosting.models import Offer, Visit
from alongside.work.sharing.hosting.rules import weekdays
from alongside.work.sharing.hosting.views import SECTION, context_of, found_for

GET_OR_POST = ["GET", "POST"]
F = TypeVar("F", bound=forms.Form)


@permitted("hosting.arrange")
@require_http_methods(GET_OR_POST)
def offer(request: HttpRequest, urn: int) -> HttpResponse:
    """Say what a school shows, or change it."""
    profile = _school(request, urn)
    before = Offer.objects.filter(school=urn).first()

    def did(form: own.OfferForm) -> Told:
        said = {name: form.cleaned_data[name] for name in ("words", "topics", "days", "most_a_term")}
        common: dict[str, Any] = {**said, "by": by(request), "at": clock.now()}
        if before:
            actions.change_offer(offer=before.pk, version=form.cleaned_data["seen"] or 0, **common)
        else:
            actions.offer(school=urn, **common)
        return "Thank you. Other schools find it now, and can ask to visit.", reverse("hosting:list")

    def make(data: Any) -> own.OfferForm:
        return own.OfferForm(data, phase=profile.phase, offer=before)

    return asks(request, "hosting/offer.html", make, did, section=SECTION, profile=profile, offer=before)


@permitted("hosting.arrange")
@require_http_methods(GET_OR_POST)
def stop(request: HttpRequest, urn: int) -> HttpResponse:
    """Take no more visitors for now."""
    profile = _school(request, urn)
    found = Offer.objects.filter(school=urn).first()
    if found is None:
        raise Http404("This school has not said what it shows.")

    def did(form: own.StopForm) -> Told:
        said = form.cleaned_data
        actions.stop(offer=found.pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "You are not in the list for now. What is agreed stays agreed.", reverse("hosting:list")

    def make(data: Any) -> own.StopForm:
        return own.StopForm(data, initial={"seen": found.version})

    return asks(request, "hosting/stop.html", make, did, section=SECTION, profile=profile)


@permitted("hosting.arrange")
@require_http_methods(GET_OR_POST)
def ask(request: HttpRequest, urn: int) -> HttpResponse:
    """Ask to visit this school. `?topic=` chooses what it is about."""
    found = Offer.objects.filter(school=urn, is_open=True).first()
    if found is None:
        raise Http404("This school takes no visitors at present.")
    covers = reach(request.user, "hosting.arrange")
    guests = {} if covers.everywhere or covers.districts else names_of(covers.schools - {urn})
    if not guests and not (covers.everywhere or covers.districts):
        raise Http404("This is your own school.")

    def did(form: own.AskForm) -> Told:
        said, guest = form.cleaned_data, form.guest()
        demand(request, "hosting.arrange", place_of(guest))
        made = actions.ask(
            by_school=guest,
            host=urn,
            topic=said["topic"],
            wants=said["wants"],
            days=form.days(),
            by=by(request),
            at=clock.now(),
        )
        words = f"Asked. They answer by {day(made.standing(clock.today()).due)}, and you are told."
        return words, reverse("hosting:one", args=[made.pk])

    def make(data: Any) -> own.AskForm:
        initial = {"topic": request.GET.get("topic", "")}
        return own.AskForm(data, offer=found, guests=guests, initial=initial)

    context: dict[str, Any] = {"host": names_of([urn])[urn], "offer": found, "open_on": weekdays(found.days)}
    return asks(request, "hosting/ask.html", make, did, about=context, section=SECTION)


@permitted("hosting.arrange")
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The host chooses a day, or says why none will do."""
    visit = _to(request, pk, "host")

    def did(form: own.AnswerForm) -> str:
        said, on = form.cleaned_data, form.day()
        actions.answer(
            visit=pk,
            version=said["seen"],
            yes=on is not None,
            on=on,
            begins=said["begins"],
            where=said["where"],
            words=said["words"],
            by=by(request),
            at=clock.now(),
        )
        return "Agreed. It goes into the calendars of both." if on else "Answered. They are told."

    def make(data: Any) -> own.AnswerForm:
        return own.AnswerForm(data, days=visit.named, initial={"seen": visit.version, "where": visit.where})

    return _asks(request, visit, make, did, title="Choose a day", button="Answer")


@permitted("hosting.arrange")
@require_http_methods(GET_OR_POST)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Either school puts it on another day."""
    visit = _to(request, pk)

    def did(form: own.MoveForm) -> str:
        said = form.cleaned_data
        common: dict[str, Any] = {"on": said["on"], "begins": said["begins"], "why": said["why"]}
        actions.move(visit=pk, version=said["seen"], **common, by=by(request), at=clock.now())
        return "Moved. The calendars of both follow."

    return _asks(request, visit, _form(own.MoveForm, visit), did, title="Move the visit", button="Move it")


@permitted("hosting.arrange")
@require_http_methods(GET_OR_POST)
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Either school calls it off, or the guests take the request back."""
    visit = _to(request, pk)

    def did(form: own.CallOffForm) -> str:
        said = form.cleaned_data
        actions.call_off(visit=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Called off. The other school is told why."

    title = "It did not take place" if visit.state == Visit.State.MADE else "Call it off"
    return _asks(request, visit, _form(own.CallOffForm, visit), did, title=title, button="Call it off")


@permitted("hosting.arrange")
@require_http_methods(GET_OR_POST)
def made(request: HttpRequest, pk: int) -> HttpResponse:
    """Either school says that it took place."""
    visit = _to(request, pk)

    def did(form: own.MadeForm) -> str:
        said = form.cleaned_data
        common: dict[str, Any] = {"on": said["on"], "came": form.guests()}
        actions.made(visit=pk, version=said["seen"], **common, by=by(request), at=clock.now())
        return "Recorded. It counts for both schools."

    return _asks(request, visit, _form(own.MadeForm, visit), did, title="It took place", button="Record it")


@permitted("hosting.arrange")
@require_http_methods(GET_OR_POST)
def took_away(request: HttpRequest, pk: int) -> HttpResponse:
    """The guests say what they took away, and thank."""
    visit = _to(request, pk, "guest")

    def did(form: own.TookAwayForm) -> str:
        said = form.cleaned_data
        words: dict[str, Any] = {"words": said["took_away"], "thanks": said["thanks"]}
        actions.took_away(visit=pk, version=said["seen"], **words, by=by(request), at=clock.now())
        return "Thank you. The host reads it too. In some weeks you are asked whether it worked."

    return _asks(request, visit, _form(own.TookAwayForm, visit), did, title="What we took away", button="Save")


@permitted("hosting.arrange")
@require_http_methods(GET_OR_POST)
def worked(request: HttpRequest, pk: int) -> HttpResponse:
    """The guests say whether it worked."""
    visit = _to(request, pk, "guest")

    def did(form: own.WorkedForm) -> str:
        said = form.cleaned_data
        actions.did_it_work(
            visit=pk,
            version=said["seen"],
            words=said["worked_words"],
            yes=form.yes(),
            by=by(request),
            at=clock.now(),
        )
        return "Thank you." if form.yes() is not None else "You are asked again in some weeks."

    return _asks(request, visit, _form(own.WorkedForm, visit), did, title="Did it work?", button="Save")


def _school(request: HttpRequest, urn: int) -> Profile:
    profile: Profile | None = Profile.objects.current().filter(urn=urn).first()
    if profile is None:
        raise Http404("There is no such school.")
    demand(request, "hosting.arrange", place_in(profile))
    return profile


def _to(request: HttpRequest, pk: int, side: str = "") -> Visit:
    """The visit, where this person arranges for the host, the guest or (with neither named) one of them."""
    visit = found_for(request, pk)
    demand(request, "hosting.arrange", visit)
    if side:
        demand(request, "hosting.arrange", visit.places[visit.host if side == "host" else visit.guest])
    return visit


def _form(kind: type[F], visit: Visit) -> Callable[[Any], F]:
    return lambda data: kind(data, initial=own.initial_of(visit))


def _asks(
    request: HttpRequest,
    visit: Visit,
    make: Callable[[Any], F],
    act: Callable[[F], str],
    *,
    title: str,
    button: str,
) -> HttpResponse:
    """One form over one visit: done, back to it; or shown again with what is wrong."""

    def did(form: F) -> Told:
        return act(form), reverse("hosting:one", args=[visit.pk])

    def about() -> dict[str, Any]:
        fresh = found_for(request, visit.pk)
        return context_of(request, fresh)

    return asks(request, "hosting/do.html", make, did, about=about, title=title, button=button)
