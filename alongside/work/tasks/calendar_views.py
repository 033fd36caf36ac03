"""A calendar of one's own, fetched by a calendar program under an address that nobody can guess."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.floor.accounts.models import User
from alongside.floor.accounts.people import by
from alongside.floor.accounts.waiting import Entry, Who
from alongside.floor.kernel import clock
from alongside.floor.web import identity
from alongside.floor.web.audience import everyone, signed_in
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.naming import names_of
from alongside.work.tasks import actions, calendar
from alongside.work.tasks.models import Feed


@signed_in
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Whether there is one; make one, which ends the one before. Its address is shown this once."""
    made = ""
    if request.method == "POST":
        secret = actions.make_feed(user=by(request), by=by(request), at=clock.now())
        made = request.build_absolute_uri(reverse("tasks:feed", args=[secret]))
    feed = Feed.objects.filter(user=by(request), revoked_at__isnull=True).first()
    return render(request, "tasks/calendar.html", {"section": "my-work", "feed": feed, "made": made})


@signed_in
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    actions.revoke_feed(user=by(request), by=by(request), at=clock.now())
    messages.success(request, "The address no longer works. What a calendar program has fetched, it may still show.")
    return redirect(reverse("tasks:calendar"))


@everyone
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The dates of whoever holds the secret, as long as their account is open."""
    digest = calendar.digest_of(secret)
    found = Feed.objects.select_related("user").filter(digest=digest, revoked_at__isnull=True).first()
    if found is None or not found.user.is_active:
        raise Http404("There is no such calendar.")
    user = found.user
    assert isinstance(user, User)
    person = person_of(user)
    who = Who(user, person.pk if person else None)
    entries = calendar.entries_of(who, on=clock.today())
    said = calendar.written(
        entries,
        schools=names_of(one.school for one in entries if _may_be_named(one, who)),
        host=request.get_host(),
        scheme="https" if request.is_secure() or settings.HERE.https else "http",
        at=clock.now(),
        name=f"Alongside, {identity.partnership()}" if identity.partnership() else "Alongside",
    )
    answer = HttpResponse(said, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="alongside.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _may_be_named(entry: Entry, who: Who) -> bool:
    """The office knows every school; others see the names of their own alone."""
    return bool(who.user.is_office) or entry.school in who.schools()
