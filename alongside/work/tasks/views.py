"""Tasks: the list, one, and the forms by which it is agreed, changed and ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.roles import Place
from alongside.floor.kernel import clock
from alongside.floor.web import both_versions, things
from alongside.floor.web.asking import Told, asks
from alongside.floor.web.audience import demand, permitted, signed_in
from alongside.floor.web.exports import as_asked
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.places import place_of
from alongside.work.tasks import actions, listing, permissions, queries
from alongside.work.tasks.forms import DoneForm, DroppedForm, NewTaskForm, TaskForm
from alongside.work.tasks.models import Task

GET_OR_POST = ["GET", "POST"]
A_PAGE = 50


@permitted("tasks.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """`?state=`, `?district=` and `?school=` narrow it."""
    today, wanted = clock.today(), listing.Asked.of(request.GET)
    found = wanted.narrow(queries.visible(request.user), today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "my-work",
        "asked": wanted,
        "states": listing.STATES,
        "districts": policy_of_districts().districts,
        "page": page,
        "lines": listing.lines(page.object_list, today),
        "count": page.paginator.count,
    }
    return render(request, "tasks/list.html", context)


@permitted("tasks.see")
@require_safe
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as csv or xlsx."""
    today, wanted = clock.today(), listing.Asked.of(request.GET)
    found = listing.lines(wanted.narrow(queries.visible(request.user), today), today)
    about = {"What this is": f"What was agreed: {wanted.words}", "Made on": today, "For": str(request.user)}
    return as_asked(kind, "what was agreed", listing.HEADER, listing.rows(found), about=about)


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever sees it by their role, is to do it, or waits for it."""
    task = _task(request, pk, "tasks.see")
    is_open = task.state == Task.State.OPEN
    context = {
        "section": "my-work",
        "task": task,
        "thing": f"task {pk}",
        "overdue": task.is_overdue(clock.today()),
        "school": names_of([task.school]).get(task.school or 0, ""),
        "source": things.address_of(task.source),
        "may_change": is_open and permissions.may_change.test(request.user, task),
        "may_end": is_open and permissions.may_end.test(request.user, task),
    }
    return render(request, "tasks/one.html", context)


@permitted("tasks.change")
@require_http_methods(GET_OR_POST)
def agree(request: HttpRequest) -> HttpResponse:
    """`?school=` for which school, `?source=` in what it was agreed (“contact 12”)."""
    asked_for = listing.Asked.of(request.GET)
    place = place_of(asked_for.school) if asked_for.school else Place()
    demand(request, "tasks.change", place)
    source = request.GET.get("source", "")[:60]
    source = source if things.address_of(source) else ""
    person = person_of(request.user)
    owners = queries.possible_owners(asked_for.school, on=clock.today(), beside=[person] if person else [])

    def make(data: Any) -> NewTaskForm:
        form = NewTaskForm(data, owners=owners, initial={"owner": str(person.pk) if person else ""})
        if not asked_for.school:
            del form.fields["shown"]
        return form

    def did(form: NewTaskForm) -> Told:
        said = form.cleaned_data
        made = actions.agree(
            words=said["words"],
            owner=form.who(),
            due=said["due"],
            source=source,
            place=place,
            shown_to_school=said.get("shown", False),
            by=by(request),
            at=clock.now(),
        )
        return f"Agreed: {made.owner} does it by the day you gave.", reverse("tasks:one", args=[made.pk])

    name = names_of([asked_for.school]).get(asked_for.school or 0, "")
    return asks(request, "tasks/agree.html", make, did, section="my-work", school=asked_for.school, name=name)


@signed_in
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, another owner, another day. What somebody else changed meanwhile is shown beside."""
    task = _task(request, pk, "tasks.change")
    owners = queries.possible_owners(task.school, on=clock.today(), beside=[task.owner])

    def make(data: Any) -> TaskForm:
        form = TaskForm(data, owners=owners)
        form.initial_of(task)
        return form

    def did(form: TaskForm) -> Told:
        said = form.cleaned_data
        actions.change(
            task=pk,
            version=said["seen"] or 0,
            words=said["words"],
            owner=form.who(),
            due=said["due"],
            by=by(request),
            at=clock.now(),
        )
        return "Changed.", reverse("tasks:one", args=[pk])

    return asks(request, "tasks/change.html", make, did, differs=_apart, section="my-work", task=task)


@signed_in
@require_http_methods(GET_OR_POST)
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever is to do it says that it is done; so may whoever may change it."""
    return _ended(request, pk, DoneForm, "tasks/done.html", done=True)


@signed_in
@require_http_methods(GET_OR_POST)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """It is no longer needed, for a reason."""
    return _ended(request, pk, DroppedForm, "tasks/drop.html", done=False)


def _ended(request: HttpRequest, pk: int, kind: type[forms.Form], template: str, *, done: bool) -> HttpResponse:
    task = _task(request, pk, "tasks.end" if done else "tasks.change")

    def did(form: forms.Form) -> Told:
        said = form.cleaned_data
        actions.end(task=pk, version=said["seen"], done=done, why=said["why"], by=by(request), at=clock.now())
        words = "Done. Thank you." if done else "It is no longer waited for."
        return words, reverse("tasks:one", args=[pk])

    def differs(form: forms.Form, theirs: Any) -> list[both_versions.Difference]:
        return [both_versions.Difference("State", theirs.get_state_display(), "Ended now")]

    def make(data: Any) -> forms.Form:
        return kind(data, initial={"seen": task.version})

    return asks(request, template, make, did, differs=differs, section="my-work", task=task)


def _apart(form: TaskForm, theirs: Any) -> list[both_versions.Difference]:
    """Where what was typed differs from how the task stands; the owner by name."""
    said = form.cleaned_data
    return both_versions.said_differently(
        [
            ("What", theirs.words, said["words"]),
            ("Who", str(theirs.owner), str(form.who())),
            ("By when", both_versions.text(theirs.due), both_versions.text(said["due"])),
        ]
    )


def _task(request: HttpRequest, pk: int, permission: str) -> Task:
    found = queries.task(pk)
    if found is None:
        raise Http404("There is no such task.")
    demand(request, permission, found)
    return found
