"""Help between schools: the list, one, and the short forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import rules
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.places import place_of
from alongside.work.sharing.helping import actions, presenters, queries
from alongside.work.sharing.helping import forms as own
from alongside.work.sharing.helping.models import Help
from alongside.work.ties.topics import topics

GET_OR_POST = ["GET", "POST"]
MOST = 100
SECTION = "together"
F = TypeVar("F", bound=forms.Form)


@permitted("helping.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for one's own word first, then the newest."""
    speaks = reach(request.user, "helping.confirm").schools
    found = list(queries.visible(request.user).order_by("-on", "-pk")[:MOST])
    names = names_of([urn for one in found for urn in (one.giver, one.getter)])
    lines = [presenters.line(one, names, speaks) for one in found]
    context = {
        "section": SECTION,
        "waiting": [one for one in lines if one.for_me],
        "lines": [one for one in lines if not one.for_me],
        "is_own": bool(speaks),
        "may_record": bool(reach(request.user, "helping.record")),
    }
    return render(request, "helping/list.html", context)


@permitted("helping.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What was told of it, by whom, and what is next."""
    return render(request, "helping/one.html", _context(request, _found(request, pk)))


@permitted("helping.record")
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest) -> HttpResponse:
    """One short form: which school, what, when. `?school=` names the other one."""
    covers = reach(request.user, "helping.record")
    schools = {} if covers.everywhere or covers.districts else names_of(covers.schools)
    said = request.GET.get("school", "")
    other = int(said) if said.isascii() and said.isdecimal() and len(said) <= 6 else None
    initial = {"on": clock.today(), "which": own.GOT, "school": names_of([other])[other] if other else None}

    def did(form: own.RecordForm) -> Told:
        giver, getter, teller = form.ends()
        demand(request, "helping.record", place_of(teller))
        made = actions.record(
            giver=giver,
            getter=getter,
            recorded_for=teller,
            thanks=form.cleaned_data["thanks"],
            **form.said(),
            by=by(request),
            at=clock.now(),
        )
        words = f"Recorded. {names_of([made.other])[made.other]} is asked to confirm it."
        return words, reverse("helping:one", args=[made.pk])

    def make(data: Any) -> own.RecordForm:
        return own.RecordForm(data, own=schools, initial=initial)

    return asks(request, "helping/record.html", make, did, section=SECTION)


@permitted("helping.confirm")
@require_http_methods(GET_OR_POST)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The other school confirms it."""
    help = _to(request, pk, "helping.confirm")

    def did(form: own.ConfirmForm) -> str:
        said = form.cleaned_data
        thanks = said.get("thanks", "")
        actions.confirm(help=pk, version=said["seen"], thanks=thanks, by=by(request), at=clock.now())
        return "Confirmed. It counts for both schools."

    def make(data: Any) -> own.ConfirmForm:
        return own.ConfirmForm(data, help=help, initial={"seen": help.version})

    return _asks(request, help, make, did, title="Is it so?", button="Yes, confirm it")


@permitted("helping.confirm")
@require_http_methods(GET_OR_POST)
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """The other school saw it differently."""
    help = _to(request, pk, "helping.confirm")

    def did(form: own.DisputeForm) -> str:
        said = form.cleaned_data
        actions.dispute(help=pk, version=said["seen"], words=said["words"], by=by(request), at=clock.now())
        return "They are told how you saw it."

    return _asks(request, help, _form(own.DisputeForm, help), did, title="We saw it differently", button="Tell them")


@permitted("helping.record")
@require_http_methods(GET_OR_POST)
def put_right(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever told it puts it right."""
    help = _to(request, pk, "helping.record")

    def did(form: own.PutRightForm) -> str:
        seen = form.cleaned_data["seen"]
        actions.put_right(help=pk, version=seen, **form.said(), by=by(request), at=clock.now())
        return "Saved. The other school is asked again."

    return _asks(request, help, _form(own.PutRightForm, help), did, title="Put it right", button="Save")


@permitted("helping.record")
@require_http_methods(GET_OR_POST)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever told it takes it back."""
    help = _to(request, pk, "helping.record")

    def did(form: own.WithdrawForm) -> str:
        said = form.cleaned_data
        actions.withdraw(help=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Taken back. It counts no more."

    return _asks(request, help, _form(own.WithdrawForm, help), did, title="Take it back", button="Take it back")


@permitted("helping.confirm")
@require_http_methods(GET_OR_POST)
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    """The school that was helped says thank you."""
    help = _to(request, pk, "helping.thank")

    def did(form: own.ThankForm) -> str:
        said = form.cleaned_data
        actions.thank(help=pk, version=said["seen"], words=said["thanks"], by=by(request), at=clock.now())
        return "They have your thanks."

    return _asks(request, help, _form(own.ThankForm, help), did, title="Say thank you", button="Send it")


def _found(request: HttpRequest, pk: int) -> Help:
    found: Help | None = Help.objects.select_related("recorded_by", "confirmed_by", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such help.")
    demand(request, "helping.see", found)
    return found


def _to(request: HttpRequest, pk: int, permission: str) -> Help:
    found = _found(request, pk)
    demand(request, permission, found)
    return found


def _form(kind: type[F], help: Help) -> Callable[[Any], F]:
    names = ("words", "on", "topic", "hours", "thanks") if kind is not own.DisputeForm else ()
    initial = {name: getattr(help, name) for name in names} | {"seen": help.version}
    return lambda data: kind(data, initial=initial)


def _context(request: HttpRequest, help: Help) -> dict[str, Any]:
    names = names_of([help.giver, help.getter])

    def may(permission: str) -> bool:
        return bool(rules.has_perm(permission, request.user, help))

    waits, open_ = help.state == Help.State.SAID, help.state != Help.State.WITHDRAWN
    return {
        "section": SECTION,
        "help": help,
        "giver": names[help.giver],
        "getter": names[help.getter],
        "teller": names[help.recorded_for],
        "other": names[help.other],
        "topic": topics().name(help.topic) if help.topic else "",
        "look": presenters.TAGS.get(help.state, "tag--quiet"),
        "thing": str(help),
        "may_confirm": waits and may("helping.confirm"),
        "may_put_right": help.state in (Help.State.SAID, Help.State.DISPUTED) and may("helping.record"),
        "may_withdraw": open_ and may("helping.record"),
        "may_thank": open_ and not (waits and may("helping.confirm")) and may("helping.thank"),
    }


def _asks(
    request: HttpRequest, help: Help, make: Callable[[Any], F], act: Callable[[F], str], *, title: str, button: str
) -> HttpResponse:
    """One form over one thing: done, back to it; or shown again with what is wrong."""

    def did(form: F) -> Told:
        said = act(form)
        gone = not Help.objects.standing().filter(pk=help.pk).exists()
        return said, reverse("helping:list") if gone else reverse("helping:one", args=[help.pk])

    def about() -> dict[str, Any]:
        return _context(request, _found(request, help.pk))

    return asks(request, "helping/do.html", make, did, about=about, title=title, button=button)
