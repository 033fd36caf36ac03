"""Bulletins for those to whom they are written: by the reader's own link, without signing in."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.models import User
from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import asked, posted
from alongside.floor.web.audience import everyone, signed_in
from alongside.work.engagement.bulletins import actions, queries
from alongside.work.engagement.bulletins.forms import AnswerForm
from alongside.work.engagement.bulletins.models import Copy

A_PAGE = 50
_DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@everyone
@never_cache
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, token: str) -> HttpResponse:
    """The bulletin, and below it a place to answer. Only a browser that shows the page counts as opening it."""
    copy = _copy(token)
    form = AnswerForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            said = form.cleaned_data["said"]
            actions.answer(copy=copy, said=said, by=_account(copy), at=clock.now())
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Thank you. {copy.bulletin.author} reads your answer.")
            return redirect("bulletins:read", token)
    given = copy.answers.all()
    return asked(request, "bulletins/read.html", form, copy=copy, bulletin=copy.bulletin, given=given)


@everyone
@never_cache
@require_safe
def seen(request: HttpRequest, token: str) -> HttpResponse:
    """A dot on the page. Programs that look at links before people do fetch pages, and not their pictures."""
    copy = _copy(token)
    if request.method == "GET" and copy.opened_at is None:
        actions.note_opened(copy=copy, by=_account(copy), at=clock.now())
    return HttpResponse(_DOT, content_type="image/gif")


@signed_in
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.received(by(request)), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "bulletins/received.html", {"page": page})


def _copy(token: str) -> Copy:
    found = queries.copy_of(token)
    if found is None:
        raise Http404
    return found


def _account(copy: Copy) -> User | None:
    user: User | None = copy.person.user
    return user if user and user.is_active else None
