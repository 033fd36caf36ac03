"""The office's page of letters: what waits, what did not arrive, what nobody can know, and what to do about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.jobs import queries as jobs
from alongside.floor.kernel import clock
from alongside.floor.mail import actions, queries
from alongside.floor.mail.forms import WhyForm
from alongside.floor.mail.models import Letter
from alongside.floor.mail.outbox import actions as outbox
from alongside.floor.mail.outbox.server import is_set_up
from alongside.floor.web import things
from alongside.floor.web.asking import asked, posted
from alongside.floor.web.audience import permitted

State = Letter.State
TROUBLED = (State.UNCERTAIN, State.BOUNCED, State.FAILED)
A_PAGE = 50
ALIKE: dict[str, list[State]] = {"": [*TROUBLED, State.WAITING, State.SENDING], "all": []}

MAY_GO_AGAIN = (State.UNCERTAIN, State.BOUNCED, State.FAILED, State.CANCELLED, State.SHOWN)
MAY_BE_CANCELLED = (State.WAITING, State.UNCERTAIN, State.BOUNCED, State.FAILED)


@permitted("mail.see")
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """`?state=` a state, or all; without it those that somebody should look at. `?q=` an address or a thing."""
    counts = queries.counts()
    state = request.GET.get("state", "")
    if state not in ("", "all", *State.values):
        raise Http404
    states = [str(key) for key in ALIKE.get(state, [state])]
    text = request.GET.get("q", "")[:200]
    page = Paginator(queries.letters(states, text), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "letters": [(letter, things.address_of(letter.thing)) for letter in page],
        "states": [(key, words, counts.get(key, 0)) for key, words in State.choices],
        "state": state,
        "q": text,
        "troubled": sum(counts.get(key, 0) for key in TROUBLED),
        "uncertain": counts.get(State.UNCERTAIN, 0),
        "waiting": counts.get(State.WAITING, 0) + counts.get(State.SENDING, 0),
        "any": bool(counts),
        "is_set_up": is_set_up(),
    }
    return render(request, "mail/letters.html", shown)


@permitted("mail.see")
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = _letter(pk)
    shown = {
        "letter": found,
        "address": things.address_of(found.thing),
        "may_act": bool(reach(request.user, "mail.act")),
        "again": found.state in MAY_GO_AGAIN and bool(found.text),
        "cancel": found.state in MAY_BE_CANCELLED,
    }
    return render(request, "mail/letter.html", shown)


@permitted("mail.act")
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    _letter(pk)
    try:
        outbox.send_again(letter=pk, by=by(request), at=clock.now())
    except outbox.CannotSend as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "It will be sent again.")
    return redirect("mail:letter", pk)


@permitted("mail.act")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _letter(pk)
    form = WhyForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            outbox.cancel(letter=pk, by=by(request), at=clock.now(), why=form.cleaned_data["why"])
        except outbox.CannotSend as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is not sent.")
            return redirect("mail:letter", pk)
    return asked(request, "mail/cancel.html", form, letter=found)


@permitted("mail.see")
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """What the workers do: jobs that failed, those at work and waiting, what is done again and again."""
    shown = {**jobs.at_a_glance(), "turns": jobs.turns(), "may_act": bool(reach(request.user, "mail.act"))}
    return render(request, "mail/work.html", shown)


@permitted("mail.act")
@require_POST
def job_again(request: HttpRequest, pk: Any) -> HttpResponse:
    if not jobs.has_failed(pk):
        raise Http404
    actions.do_job_again(job=str(pk), by=by(request), at=clock.now())
    messages.success(request, "It will be done again.")
    return redirect("mail:work")


def _letter(pk: int) -> Letter:
    found = Letter.objects.select_related("user", "by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
