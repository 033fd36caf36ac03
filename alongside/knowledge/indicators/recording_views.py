"""The office records what was proposed, decided and said, on schools' behalf."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import asked, posted
from alongside.floor.web.audience import office
from alongside.knowledge.indicators import actions, presenters, queries
from alongside.knowledge.indicators.forms import DecisionForm, OwnWordsForm, ProposalForm, TakeBackForm, ValueForm
from alongside.knowledge.indicators.models import Indicator, OwnWords, Value
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles

GET_OR_POST = ["GET", "POST"]


@office
@require_http_methods(GET_OR_POST)
def propose(request: HttpRequest) -> HttpResponse:
    """`?school=` names the school that proposes."""
    initial = {"school": request.GET.get("school"), "on": clock.today()}
    form = ProposalForm(posted(request), initial=initial, schools=queries.city_schools())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose(**form.cleaned_data, by=by(request), at=clock.now())
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{made.name}” is recorded as proposed. A body decides on it next.")
            return redirect(reverse("indicators:one", args=[made.pk]))
    return _asked(request, "indicators/propose.html", form)


@office
@require_http_methods(GET_OR_POST)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what a body decided of an indicator."""
    indicator = _indicator(pk)
    form = DecisionForm(posted(request), state=indicator.state, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.decide(indicator=pk, **form.cleaned_data, by=by(request), at=clock.now())
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Recorded: {indicator.name}, {made.what}, by {made.body}.")
            return redirect(reverse("indicators:one", args=[pk]))
    return _asked(request, "indicators/decide.html", form, indicator=indicator)


@office
@require_http_methods(GET_OR_POST)
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a value of a school and year. `?school=` and `?year=` bring what is there, to be corrected."""
    indicator = _indicator(pk)
    if indicator.state != Indicator.State.ADOPTED:
        raise Http404("Values are entered for adopted indicators only.")
    today = clock.today()
    shown = _value_there(request, pk)
    more: dict[str, Any] = {"schools": queries.city_schools(), "today": today, "unit": indicator.unit}
    form = ValueForm(posted(request), initial=_initial(request, shown, today), **more)
    theirs: Value | None = None
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            made = actions.enter_value(
                indicator=pk, in_place_of=said.pop("seen"), **said, by=by(request), at=clock.now()
            )
        except actions.SaidMeanwhile as error:
            theirs = error.newest
            form = _seen_again(form, theirs, more)
            form.add_error(None, str(error))
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            name = dict(more["schools"]).get(made.urn, f"URN {made.urn}")
            said_words = presenters.value_words(made.value, made.why, indicator.unit)
            messages.success(request, f"{name}, {presenters.year_words(made.year)}: {said_words}.")
            return redirect(reverse("indicators:one", args=[pk]))
    there = theirs or shown
    there_words = presenters.value_words(there.value, there.why, indicator.unit) if there else ""
    return _asked(request, "indicators/enter.html", form, indicator=indicator, there=there, there_words=there_words)


def _value_there(request: HttpRequest, pk: int) -> Value | None:
    """What is there already of the school and year that the address names."""
    school, year = request.GET.get("school", ""), request.GET.get("year", "")
    if not (school.isdecimal() and year.isdecimal() and len(school) <= 6 and len(year) == 4):
        return None
    return queries.newest_value(pk, int(school), int(year))


def _initial(request: HttpRequest, shown: Value | None, today: date) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "school": request.GET.get("school"),
        "year": request.GET.get("year") or str(today.year + (today.month >= 9) - 1),
        "said_on": today,
    }
    if shown:
        initial |= {
            "value": shown.value.normalize() if shown.value is not None else None,
            "why": shown.why,
            "pupils": shown.pupils,
            "words": shown.words,
            "said_by": shown.said_by,
            "seen": shown.pk,
        }
    return initial


def _seen_again(form: ValueForm, theirs: Value, more: dict[str, Any]) -> ValueForm:
    """The same form, which now knows that the person sees what the other entered."""
    data = {**form.data.dict(), "seen": str(theirs.pk)}  # type: ignore[attr-defined]
    again = ValueForm(data, **more)
    again.is_valid()
    return again


@office
@require_http_methods(GET_OR_POST)
def own_words(request: HttpRequest, urn: int) -> HttpResponse:
    """Record what a school wants to say in its own words."""
    school = _school(urn)
    form = OwnWordsForm(posted(request), initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_own_words(school=urn, **form.cleaned_data, by=by(request), at=clock.now())
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Kept as {school.name}’s own words. They stand on its page now.")
            return redirect(reverse("desk:school", args=[urn]) + "#panel-own-words")
    found = queries.own_words_of(urn, on=date.max)
    return _asked(request, "indicators/own_words.html", form, school=school, found=found)


@office
@require_http_methods(GET_OR_POST)
def take_back(request: HttpRequest, urn: int, pk: int) -> HttpResponse:
    """Show a school's own words no more, with a reason."""
    school = _school(urn)
    found = OwnWords.objects.filter(pk=pk, urn=urn, taken_back_at__isnull=True).first()
    if found is None:
        raise Http404("There are no such words of this school.")
    form = TakeBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back_own_words(
                own_words=pk, reason=form.cleaned_data["reason"], by=by(request), at=clock.now()
            )
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{found.title}” is shown no more.")
            return redirect(reverse("desk:school", args=[urn]))
    return _asked(request, "indicators/take_back.html", form, school=school, found=found)


def _indicator(pk: int) -> Indicator:
    found = queries.visible(for_office=True).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such indicator.")
    return found


def _school(urn: int) -> Profile:
    found: Profile | None = profiles().filter(urn=urn, authority=partnership().authority).first()
    if found is None:
        raise Http404("There is no such school in the city’s register.")
    return found


def _asked(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    return asked(request, template, form, section="measures", **context)
