"""The first page of whoever is signed in: what waits for them. Packages say what it is (`floor.accounts.waiting`)."""

from __future__ import annotations

import rules
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.face.desk.presenters import my_work as presenters
from alongside.floor.accounts import waiting
from alongside.floor.accounts.people import by
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel import clock
from alongside.floor.web.audience import signed_in
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.naming import kept_names_of


@signed_in
@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What is late, next, waiting and owed by others; the schools of whoever leads one."""
    who, today = _who(request), clock.today()
    found = [line for source in waiting.sources() if not source.apart for line in source.lines(who, today)]
    own = who.schools("head", "chair")
    names = kept_names_of([*own, *(line.school for line in found)])
    parts = presenters.parts(found, names, on=today)
    context = {
        "section": "my-work",
        "parts": parts,
        "says": presenters.summary(parts),
        "act": any(part.key == "overdue" and part.lines for part in parts),
        "own": [(urn, names[urn]) for urn in own],
        "overview": bool(waiting.cards(request.user, "my-work")),
        "may_record": rules.has_perm("contacts.record", request.user),
        "may_see_tasks": rules.has_perm("tasks.see", request.user),
    }
    return render(request, "desk/my_work.html", context)


@signed_in
@require_safe
def to_read(request: HttpRequest) -> HttpResponse:
    """What is to be read, with nothing to do; My work fetches it once it has come."""
    who, today = _who(request), clock.today()
    found = [line for source in waiting.sources() if source.apart for line in source.lines(who, today)]
    lines = presenters.lines(found, kept_names_of(line.school for line in found), on=today)
    context = {"section": "my-work", "part": presenters.Part("notices", "To read", lines, "There is nothing to read.")}
    part = request.headers.get("HX-Request")
    return render(request, "desk/_work_part.html" if part else "desk/to_read.html", context)


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The figures for whoever answers for many schools; My work fetches them once it has come."""
    who, today = Who(by(request)), clock.today()  # a card counts by roles: whose account it is need not be asked
    context = {"section": "my-work", "cards": presenters.cards(who, "my-work", on=today)}
    part = request.headers.get("HX-Request")
    return render(request, "desk/_overview.html" if part else "desk/overview.html", context)


def _who(request: HttpRequest) -> Who:
    person = person_of(request.user)
    return Who(by(request), person.pk if person else None)
