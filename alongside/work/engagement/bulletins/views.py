"""Bulletins for those who write them: the list, one of them with whom it reached, and its exports."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web import exports
from alongside.floor.web.asking import Told, asks, does, seen_in
from alongside.floor.web.audience import permitted
from alongside.work.engagement.bulletins import actions, permissions, presenters, queries
from alongside.work.engagement.bulletins.forms import BulletinForm
from alongside.work.engagement.bulletins.models import Bulletin

GET_OR_POST = ["GET", "POST"]
A_PAGE = 50


@permitted("bulletins.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    user = by(request)
    found = queries.bulletins(user, everywhere=_everywhere(user))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    may_write = bool(reach(user, permissions.WRITE))
    return render(request, "bulletins/list.html", {"section": "bulletins", "page": page, "may_write": may_write})


@permitted("bulletins.write")
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest) -> HttpResponse:
    user = by(request)

    def make(data: Any) -> BulletinForm:
        return BulletinForm(data, own=permissions.own_districts(user))

    def did(form: BulletinForm) -> Told:
        made = actions.write(said=form.said(), by=user, at=clock.now())
        return "", reverse("bulletins:one", args=[made.pk])

    return asks(request, "bulletins/write.html", make, did, section="bulletins")


@permitted("bulletins.write")
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = by(request), _bulletin(pk)
    _draft_of(user, found)
    own = permissions.own_districts(user)

    def make(data: Any) -> BulletinForm:
        return BulletinForm(data, own=own, bulletin=found)

    def did(form: BulletinForm) -> Told:
        version = form.cleaned_data["seen"] or 0
        actions.change(bulletin=pk, version=version, said=form.said(), by=user, at=clock.now())
        return "Saved. Nobody was sent it yet.", reverse("bulletins:one", args=[pk])

    return asks(request, "bulletins/write.html", make, did, section="bulletins", bulletin=found)


@permitted("bulletins.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with whom it would reach; what was sent, with whom it reached and what came back."""
    user, found = by(request), _seen_by(request, pk)
    shown: dict[str, Any] = {"section": "bulletins", "bulletin": found, "audience": presenters.audience(found)}
    if found.state == Bulletin.State.DRAFT:
        readers = queries.readers(presenters.said(found), on=clock.today())
        shown |= {
            "readers": readers,
            "with_letter": sum(1 for reader in readers if not reader.no_letter),
            "by_role": Counter(reader.title for reader in readers).most_common(),
            "may_send": permissions.may_write_to(user, found.districts),
        }
        return render(request, "bulletins/draft.html", shown)
    copies = list(queries.copies(found))
    shown |= {"copies": copies, "reach": presenters.reach(copies), "answers": queries.answers(found)}
    return render(request, "bulletins/sent.html", shown)


@permitted("bulletins.write")
@require_http_methods(["POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft. `seen`: the version whose readers the person looked at."""
    user, found = by(request), _bulletin(pk)
    _draft_of(user, found)
    if not permissions.may_write_to(user, found.districts):
        raise PermissionDenied("You write to the districts that you look after.")
    readers = queries.readers(presenters.said(found), on=clock.today())

    def act() -> str:
        actions.send(bulletin=pk, version=seen_in(request), readers=readers, by=user, at=clock.now())
        return "It is on its way to its readers."

    return does(request, act, to=reverse("bulletins:one", args=[pk]))


@permitted("bulletins.see")
@require_safe
def reached_as(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Whom it reached, or would reach, as CSV or XLSX."""
    found = _seen_by(request, pk)
    if found.state == Bulletin.State.DRAFT:
        header, rows = presenters.rows_of_readers(queries.readers(presenters.said(found), on=clock.today()))
    else:
        header, rows = presenters.rows_of_copies(queries.copies(found))
    about = {"Bulletin": found.subject, "To": presenters.audience(found), "As at": clock.today()}
    return exports.as_asked(kind, f"bulletin {found.pk} readers", header, rows, about=about)


def _bulletin(pk: int) -> Bulletin:
    found = Bulletin.objects.select_related("author", "by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _seen_by(request: HttpRequest, pk: int) -> Bulletin:
    found = _bulletin(pk)
    if not permissions.may_see(request.user, found):
        raise PermissionDenied("This is somebody’s draft.")
    return found


def _draft_of(user: Any, found: Bulletin) -> None:
    if found.state == Bulletin.State.DRAFT and not permissions.may_edit(user, found):
        raise PermissionDenied("This is somebody’s draft.")


def _everywhere(user: Any) -> bool:
    return permissions.own_districts(user) is None
