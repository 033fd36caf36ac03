"""Say what a school is good at, change it, confirm it, answer it, take it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.web.asking import Told, asks
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.both_versions import Difference, said_differently, text
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.places import place_in
from alongside.work.sharing.strengths import actions
from alongside.work.sharing.strengths import forms as own
from alongside.work.sharing.strengths.models import Strength
from alongside.work.sharing.strengths.permissions import is_of
from alongside.work.sharing.strengths.views import SECTION, context_of, found_for, profile_of
from alongside.work.ties.topics import topics

GET_OR_POST = ["GET", "POST"]


@permitted("strengths.say")
@require_http_methods(GET_OR_POST)
def say(request: HttpRequest, urn: int) -> HttpResponse:
    """Of one's own school its own word; of another, how one knows. `?topic=` and `?source=` are filled in."""
    profile = profile_of(urn)
    demand(request, "strengths.say", place_in(profile))
    is_own, today = is_of(request.user, urn), clock.today()
    initial = {"on": today, "topic": request.GET.get("topic", "")[:40]}

    def make(data: Any) -> own.WordsForm:
        if is_own:
            return own.WordsForm(data, phase=profile.phase, initial=initial)
        return own.SayForm(data, phase=profile.phase, of_office=by(request).is_office, initial=initial)

    def did(form: own.WordsForm) -> Told:
        said = {"seen": "own"} | form.said()
        made = actions.say(school=urn, by=by(request), at=clock.now(), **said)
        told = "Thank you: others can find it now." if is_own else f"Thank you. {profile.name} hears of it."
        return told, reverse("strengths:one", args=[made.pk])

    return asks(request, "strengths/say.html", make, did, section=SECTION, profile=profile, is_own=is_own)


@permitted("strengths.see")
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it better. What somebody else changed meanwhile is shown beside."""
    found = found_for(request, pk, "strengths.change")
    initial = {"topic": found.topic, "words": found.words, "phase": found.phase, "on": found.seen_on}

    def make(data: Any) -> own.WordsForm:
        return own.WordsForm(data, initial=initial | {"seen": found.version})

    def did(form: own.WordsForm) -> str:
        version = form.cleaned_data["seen"] or 0
        actions.change(strength=pk, version=version, by=by(request), at=clock.now(), **form.said())
        return "Changed."

    return _done(request, found, make, did, title="Put it better", button="Save", differs=_apart)


@permitted("strengths.see")
@require_http_methods(GET_OR_POST)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody from elsewhere saw it too."""
    found = found_for(request, pk, "strengths.confirm")

    def did(form: own.ConfirmForm) -> str:
        person, said = person_of(request.user), form.cleaned_data
        if person is None:
            raise CannotRecord("Your account belongs to nobody we know by name: ask the office to mend that.")
        actions.confirm(strength=pk, person=person, on=said["on"], words=said["words"], by=by(request), at=clock.now())
        return "Confirmed. Thank you: the school hears of it."

    def make(data: Any) -> own.ConfirmForm:
        return own.ConfirmForm(data, initial={"on": clock.today()})

    return _done(request, found, make, did, title="You saw it too?", button="Yes, I saw it")


@permitted("strengths.see")
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What the school says to it."""
    found = found_for(request, pk, "strengths.answer")

    def did(form: own.AnswerForm) -> str:
        said = form.cleaned_data
        actions.answer(strength=pk, version=said["seen"], words=said["words"], by=by(request), at=clock.now())
        return "Your words stand beneath it."

    def make(data: Any) -> own.AnswerForm:
        return own.AnswerForm(data, initial={"words": found.answer, "seen": found.version})

    return _done(request, found, make, did, title="Answer it", button="Save")


@permitted("strengths.see")
@require_http_methods(GET_OR_POST)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody but the school sees it any more."""
    found = found_for(request, pk, "strengths.take-back")

    def did(form: own.TakeBackForm) -> str:
        said = form.cleaned_data
        actions.take_back(strength=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Taken back. Nobody but the school sees it any more."

    def make(data: Any) -> own.TakeBackForm:
        return own.TakeBackForm(data, initial={"seen": found.version})

    to = reverse("strengths:school", args=[found.school])
    return _done(request, found, make, did, title="Take it back?", button="Take it back", to=to)


def _apart(form: Any, theirs: Strength) -> list[Difference]:
    said = form.cleaned_data
    pairs = [
        ("What it is about", topics().name(theirs.topic), topics().name(said["topic"])),
        ("What", theirs.words, said["words"]),
        ("When it was seen", text(theirs.seen_on), text(said["on"])),
    ]
    return said_differently(pairs)


def _none_apart(form: forms.Form, theirs: Any) -> list[Difference]:
    return said_differently([("What", theirs.words, "")])


def _done(
    request: HttpRequest, found: Strength, make: Any, did: Any, *, differs: Any = _none_apart, to: str = "", **page: Any
) -> HttpResponse:
    """One form over one strength: posted, done, back to it; or shown again."""
    back = to or reverse("strengths:one", args=[found.pk])

    def done(form: forms.Form) -> Told:
        return did(form), back

    def about() -> dict[str, Any]:
        return context_of(request, found)

    return asks(request, "strengths/do.html", make, done, differs=differs, about=about, **page)
