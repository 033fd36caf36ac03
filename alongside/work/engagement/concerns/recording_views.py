"""Record a concern or a strength; weigh, close, open again, tell, answer, share, lift."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks, does, seen_in
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.people import queries as people
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.places import place_of
from alongside.work.engagement.concerns import actions, queries
from alongside.work.engagement.concerns import forms as own
from alongside.work.engagement.concerns.models import Concern
from alongside.work.engagement.concerns.policies import concerns
from alongside.work.engagement.concerns.views import context_of, found_for

GET_OR_POST = ["GET", "POST"]
F = TypeVar("F", bound=forms.Form)


@permitted("concerns.record")
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest) -> HttpResponse:
    """Three short pages: which school, concern or strength, what. `?school=` and `?kind=` pass over the first two."""
    school = request.GET.get("school", "")
    urn = int(school) if school.isascii() and school.isdecimal() and len(school) <= 6 else None
    if urn is None:
        return _which_school(request)
    profile = Profile.objects.current().filter(urn=urn).first()
    if profile is None:
        raise Http404("There is no such school.")
    demand(request, "concerns.record", place_of(urn))
    kind = request.GET.get("kind", "")
    if kind not in concerns().weights:
        return render(request, "concerns/kind.html", {"section": "concerns", "profile": profile, "kinds": own.KINDS})
    return _record(request, profile, kind)


def _which_school(request: HttpRequest) -> HttpResponse:
    form = own.SchoolForm(request.GET if "find" in request.GET else None)
    found = form.found() if form.is_bound and form.is_valid() else None
    if form.is_bound and found == []:
        form.add_error("school", "No school here has that name or number: try fewer letters")
    return render(request, "concerns/school.html", {"section": "concerns", "form": form, "found": found})


def _record(request: HttpRequest, profile: Profile, kind: str) -> HttpResponse:
    place, today = place_of(profile.urn), clock.today()
    # Who may be the owner is known before it is known whether it will be restricted; the action looks again.
    owners = own.owners(place, on=today, restricted=False)

    def make(data: Any) -> own.RecordForm:
        return own.RecordForm(data, kind=kind, people=owners)

    def did(form: own.RecordForm) -> Told:
        said = {name: form.cleaned_data[name] for name in (
            "title", "area", "source", "weight", "why", "words", "source_words", "restricted"
        )}  # fmt: skip
        step = form.step()
        made = actions.record(school=profile.urn, kind=kind, next_step=step, by=by(request), at=clock.now(), **said)
        return _recorded(request, made, profile)

    about = {"profile": profile, "kind": kind, "policy": concerns()}
    return asks(request, "concerns/record.html", make, did, section="concerns", about=about)


def _recorded(request: HttpRequest, made: Concern, profile: Profile) -> Told:
    if queries.one(made.key, request.user) is None:
        to = reverse("concerns:list")
        return "Recorded, restricted: only the director and the District Lead can read it now.", to
    return f"Recorded for {profile.name}.", reverse("concerns:one", args=[made.key])


@permitted("concerns.follow")
@require_http_methods(GET_OR_POST)
def weigh(request: HttpRequest, key: str) -> HttpResponse:
    """Weigh it again; opened again where it is closed."""
    concern = to_follow(request, key)
    is_open = concern.state == Concern.State.OPEN
    owners = own.owners(place_of(concern.school), on=clock.today(), restricted=concern.restricted) if is_open else {}
    initial = {"weight": concern.weight, "direction": concern.direction, "seen": concern.version}

    def make(data: Any) -> own.WeighForm:
        return (own.WeighForm if is_open else _without_step)(data, kind=concern.kind, people=owners, initial=initial)

    def did(form: own.WeighForm) -> str:
        common = {name: form.cleaned_data[name] for name in ("weight", "direction", "why")}
        common |= {"concern": concern.pk, "version": form.cleaned_data["seen"], "by": by(request), "at": clock.now()}
        if not is_open:
            actions.reopen(**common)
            return "Opened again."
        actions.weigh(**common, next_step=form.step())
        return "Weighed again. What was weighed before stays in its history."

    title = f"Weigh it again: {concern.title}" if is_open else f"Open it again: {concern.title}"
    return done(request, concern, make, did, title=title, button="Save" if is_open else "Open it again")


def _without_step(*args: Any, **kwargs: Any) -> own.WeighForm:
    form = own.WeighForm(*args, **kwargs)
    for name in ("next_words", "next_owner", "next_due"):
        del form.fields[name]
    return form


@permitted("concerns.follow")
@require_http_methods(GET_OR_POST)
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Close it, with the reason."""
    concern = to_follow(request, key)

    def did(form: own.WhyForm) -> str:
        said = form.cleaned_data
        actions.close(concern=concern.pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Closed. It can be opened again."

    return done(request, concern, _why(concern), did, title=f"Close it: {concern.title}", button="Close it")


@permitted("concerns.restricted")
@require_http_methods(GET_OR_POST)
def lift(request: HttpRequest, key: str) -> HttpResponse:
    """Lift the restriction."""
    concern = to_follow(request, key)

    def did(form: own.WhyForm) -> str:
        said = form.cleaned_data
        actions.lift(concern=concern.pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "It is no longer restricted. The school is to be told now."

    title = f"Lift the restriction: {concern.title}"
    return done(request, concern, _why(concern), did, title=title, button="Lift the restriction")


@permitted("concerns.follow")
@require_http_methods(GET_OR_POST)
def tell(request: HttpRequest, key: str) -> HttpResponse:
    """Record that the school was told."""
    concern, today = to_follow(request, key), clock.today()
    both = [people.head_of(concern.school, on=today), people.chair_of(concern.school, on=today)]
    holdings = {one.pk: one for one in both if one}

    def make(data: Any) -> own.TellForm:
        return own.TellForm(data, holdings=holdings, initial={"seen": concern.version, "on": today})

    def did(form: own.TellForm) -> str:
        said = form.cleaned_data
        actions.tell_school(
            concern=concern.pk,
            version=said["seen"],
            how=said["how"],
            on=said["on"],
            holdings=form.told(),
            to=said.get("to", ""),
            by=by(request),
            at=clock.now(),
        )
        return "The school sees it now, and can answer."

    title = f"Tell the school: {concern.title}"
    lede = (
        "Say it to them first, in person or by telephone. When you record it here, the head and chair of governors see "
        "all of it but who brought it."
    )
    return done(request, concern, make, did, title=title, button="The school has been told", lede=lede)


@permitted("concerns.answer")
@require_http_methods(GET_OR_POST)
def reply(request: HttpRequest, key: str) -> HttpResponse:
    """The school answers."""
    concern = found_for(request, key)
    demand(request, "concerns.answer", concern)

    def did(form: own.ReplyForm) -> str:
        actions.reply(concern=concern.pk, words=form.cleaned_data["words"], by=by(request), at=clock.now())
        return "Sent. It stands beside what was recorded."

    return done(request, concern, own.ReplyForm, did, title=f"Answer: {concern.title}", button="Send")


@permitted("concerns.follow")
@require_POST
def share(request: HttpRequest, key: str) -> HttpResponse:
    """Mark a strength to share, or take the mark away."""
    concern = to_follow(request, key)
    to_share = request.POST.get("to_share") == "yes"

    def act() -> str:
        actions.share(concern=concern.pk, version=seen_in(request), to_share=to_share, by=by(request), at=clock.now())
        return ""

    return does(request, act, to=reverse("concerns:one", args=[key]))


def to_follow(request: HttpRequest, key: str) -> Concern:
    """The concern, for who may follow it. Http404, PermissionDenied."""
    concern = found_for(request, key)
    demand(request, "concerns.follow", concern)
    return concern


def done(
    request: HttpRequest,
    concern: Concern,
    make: Callable[[Any], F],
    act: Callable[[F], str],
    **context: Any,
) -> HttpResponse:
    """One form over one concern: posted, done, back to the concern; or shown again with what is wrong."""

    def did(form: F) -> Told:
        return act(form), reverse("concerns:one", args=[concern.key])

    return asks(request, "concerns/do.html", make, did, about=lambda: context_of(request, concern), **context)


def _why(concern: Concern) -> Callable[[Any], own.WhyForm]:
    return lambda data: own.WhyForm(data, initial={"seen": concern.version})
