"""Write practice up, change it, publish it, say that it was tried, retire it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.both_versions import Difference, said_differently
from alongside.knowledge.people.models import Holding, Person
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.places import place_of
from alongside.knowledge.schools.queries import profiles
from alongside.work.sharing.practice import actions
from alongside.work.sharing.practice import forms as own
from alongside.work.sharing.practice.models import Item
from alongside.work.sharing.practice.policies import practice
from alongside.work.sharing.practice.rules import doubts
from alongside.work.sharing.practice.views import SECTION, context_of, found_for

GET_OR_POST = ["GET", "POST"]


@permitted("practice.write")
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest) -> HttpResponse:
    """`?school=`: whose it is; without it one's own, and for the office what comes from elsewhere. `?topic=`."""
    school = _whose(request)
    demand(request, "practice.write", place_of(school) if school else Place())
    people = _to_ask(request, school)
    me = person_of(request.user) if school else None
    initial = {"topics": [request.GET.get("topic", "")[:40]], "ask": str(me.pk) if me else ""}

    def make(data: Any) -> own.ItemForm:
        return own.ItemForm(data, people=people, elsewhere=school is None, initial=initial)

    def did(form: own.ItemForm) -> Told:
        made = actions.write(school=school, by=by(request), at=clock.now(), **form.said())
        return "Kept as a draft. Read it over, then publish it.", reverse("practice:one", args=[made.pk])

    name = names_of([school]).get(school or 0, "")
    return asks(request, "practice/write.html", make, did, section=SECTION, name=name)


@permitted("practice.write")
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another version. What somebody else changed meanwhile is shown beside."""
    item = found_for(request, pk, "practice.write")
    people = _to_ask(request, item.school, item.ask)
    is_published = item.state == Item.State.PUBLISHED

    def make(data: Any) -> own.ItemForm:
        form = own.ItemForm(data, people=people, elsewhere=item.school is None, initial=own.initial_of(item))
        if is_published:
            form.fields["read_over"] = forms.BooleanField(label="I have read it over: nobody can be known from it")
        return form

    def did(form: own.ItemForm) -> Told:
        version = form.cleaned_data["seen"] or 0
        read_over = bool(form.cleaned_data.get("read_over"))
        actions.change(item=pk, version=version, read_over=read_over, by=by(request), at=clock.now(), **form.said())
        return "Saved as a new version.", reverse("practice:one", args=[pk])

    def differs(form: own.ItemForm, theirs: Item) -> list[Difference]:
        said = form.cleaned_data
        names = ("title", "problem", "done", "for_whom", "evidence", "cost")
        return said_differently([(str(form.fields[one].label), getattr(theirs, one), said[one]) for one in names])

    return asks(request, "practice/change.html", make, did, differs=differs, section=SECTION, item=item)


@permitted("practice.publish")
@require_http_methods(GET_OR_POST)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it over, then let every school find it."""
    item = found_for(request, pk, "practice.publish")
    said = (item.title, item.problem, item.done, item.for_whom, item.evidence, item.cost)

    def did(form: own.PublishForm) -> str:
        version = form.cleaned_data["seen"]
        actions.publish(item=pk, version=version, read_over=True, by=by(request), at=clock.now())
        return "Published. Thank you for sharing it."

    def make(data: Any) -> own.PublishForm:
        return own.PublishForm(data, initial={"seen": item.version})

    page = {"title": "Read it over, and publish it", "button": "Publish it", "check": practice().check}
    return _done(request, item, make, did, doubts=doubts(*said), **page)


@permitted("practice.try")
@require_http_methods(GET_OR_POST)
def tried(request: HttpRequest, pk: int) -> HttpResponse:
    """A school tried it, and says what came of it."""
    item = found_for(request, pk)
    schools = _may_have_tried(request, item)
    if not schools:
        raise Http404("It is the school’s own: whoever else tries it says so here.")

    def did(form: own.TriedForm) -> str:
        said = dict(form.cleaned_data)
        urn = int(said.pop("school"))
        demand(request, "practice.try", place_of(urn))
        actions.tried(item=pk, school=urn, by=by(request), at=clock.now(), **said)
        return "Thank you. Those who wrote it hear of it."

    def make(data: Any) -> own.TriedForm:
        return own.TriedForm(data, schools=schools, initial={"on": clock.today()})

    return _done(request, item, make, did, title="You tried it?", button="Say what came of it")


@permitted("practice.publish")
@require_http_methods(GET_OR_POST)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """It no longer holds, for a reason."""
    item = found_for(request, pk, "practice.publish")

    def did(form: own.RetireForm) -> str:
        said = form.cleaned_data
        actions.retire(item=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "Retired. It is no longer found."

    def make(data: Any) -> own.RetireForm:
        return own.RetireForm(data, initial={"seen": item.version})

    return _done(request, item, make, did, title="Retire it?", button="Retire it")


def _whose(request: HttpRequest) -> int | None:
    """The school that is named; else one's own; None for the office, which then brings what is from elsewhere."""
    said = request.GET.get("school", "")
    if said.isascii() and said.isdecimal() and len(said) < 10:
        if not Profile.objects.current().filter(urn=int(said)).exists():
            raise Http404("There is no such school.")
        return int(said)
    where = reach(request.user, "practice.write")
    return None if where.everywhere else min(where.schools, default=None)


def _to_ask(request: HttpRequest, school: int | None, *besides: Person | None) -> list[tuple[Person, str]]:
    """The people of the school, each with their role; whoever writes; who is named there now."""
    held = Holding.objects.on(clock.today()).filter(school=school).select_related("person") if school else []
    found = {one.person: one.title for one in held}
    for person in (person_of(request.user), *besides):
        if person is not None:
            found.setdefault(person, "")
    return list(found.items())


def _may_have_tried(request: HttpRequest, item: Item) -> Sequence[tuple[int, str]]:
    """One's own schools; for the office, every open school of the city. Never the write-up's own."""
    where = reach(request.user, "practice.try")
    if where.everywhere:
        city = profiles().open().in_authority(partnership().authority).exclude(urn=item.school or 0)
        mine = Who(by(request)).schools()
        found = city.order_by("sort_name").values_list("urn", "name")
        return sorted(found, key=lambda one: one[0] not in mine)
    return list(names_of(set(where.schools) - {item.school}).items())


def _none_apart(form: forms.Form, theirs: Any) -> list[Difference]:
    return said_differently([("Title", theirs.title, "")])


def _done(request: HttpRequest, item: Item, make: Any, did: Any, **page: Any) -> HttpResponse:
    """One form over one write-up: posted, done, back to it; or shown again."""

    def done(form: forms.Form) -> Told:
        return did(form), reverse("practice:one", args=[item.pk])

    def about() -> dict[str, Any]:
        return context_of(request, item)

    return asks(request, "practice/do.html", make, done, differs=_none_apart, about=about, **page)
