"""What a person was told, how often they want to hear, and the link that stops letters."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.floor.accounts.models import User
from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.mail import actions, queries, unsubscribing
from alongside.floor.mail.forms import PreferencesForm
from alongside.floor.mail.policy import How, mail
from alongside.floor.web import things
from alongside.floor.web.asking import asked, posted
from alongside.floor.web.audience import everyone, signed_in

A_PAGE = 50


@signed_in
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All that the person was told, the newest first."""
    user = by(request)
    page = Paginator(queries.told(user), A_PAGE).get_page(request.GET.get("page"))
    unread = any(notice.read_at is None for notice in page)
    return render(request, "mail/notices.html", {"page": page, "unread": unread, "kinds": mail().kinds})


@signed_in
@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The thing that a notice is of, or its words where it has no page. Either way it is read."""
    user = by(request)
    found = queries.told(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.read_at is None:
        actions.read(user=user, notice=pk, by=user, at=clock.now())
    address = things.address_of(found.thing)
    return redirect(address) if address else render(request, "mail/notice.html", {"notice": found})


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    user = by(request)
    actions.read(user=user, by=user, at=clock.now())
    return redirect("mail:notices")


@signed_in
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    user = by(request)
    form = PreferencesForm(posted(request), wishes=queries.wishes(user))
    if form.is_bound and form.is_valid():
        actions.prefer(user=user, wishes=form.cleaned_data, by=user, at=clock.now())
        messages.success(request, "Saved. From now on you hear as often as you said.")
        return redirect("mail:preferences")
    return asked(request, "mail/preferences.html", form, digests=mail().digests)


@csrf_exempt  # mail programs send the form themselves (RFC 8058); the signed link says who it is
@everyone
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """By the link of a letter, signed in or not. Looking changes nothing: programs look at links before people do."""
    said = unsubscribing.token_of(token)
    if said is None:
        raise Http404
    known = mail().kinds
    kinds = [kind for kind in said.kinds if kind in known]
    done = request.method == "POST"
    if done:
        _stop(said, kinds)
    words = [known[kind].words for kind in kinds]
    return render(request, "mail/unsubscribe.html", {"kinds": words, "done": done, "has_account": bool(said.user)})


def _stop(said: unsubscribing.Token, kinds: list[str]) -> None:
    at = clock.now()
    if said.user is None:
        for kind in kinds:
            actions.decline(email=said.email, kind=kind, by=None, at=at)
        return
    user = User.objects.filter(pk=said.user).first()
    if user is not None:
        actions.prefer(user=user, wishes=dict.fromkeys(kinds, How.OFF), by=user, at=at)
