"""Contacts are recorded by hand, changed and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web import both_versions
from alongside.floor.web.asking import Told, asks, nothing_differs
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.both_versions import Difference
from alongside.knowledge.schools import search
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.places import places_of
from alongside.work.contacts import actions, offering
from alongside.work.contacts.actions import Party
from alongside.work.contacts.forms import ContactForm, WithdrawForm
from alongside.work.contacts.models import Contact

GET_OR_POST = ["GET", "POST"]
MOST_SCHOOLS, MOST_FOUND = 40, 20


@permitted("contacts.record")
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest) -> HttpResponse:
    """`?school=`, once for every school; without one, the school is looked for first (`?q=`), or `?none=yes`."""
    urns = _schools_asked(request)
    if request.method == "GET" and (("q" in request.GET) or not (urns or request.GET.get("none"))):
        return _find(request, urns)
    names = names_of(urns)
    places = places_of(urns)
    for place in places.values():
        demand(request, "contacts.record", place)
    offered = offering.people_of(urns, names, on=clock.today())

    def make(data: Any) -> ContactForm:
        return ContactForm(data, offered=offered, schools=names, initial={"on": clock.today()})

    def did(form: ContactForm) -> Told:
        districts = {place.district for place in places.values()}
        made = actions.post(
            **_said(form),
            parties=[*form.parties(), offering.ours(by(request))],
            school=urns[0] if len(urns) == 1 else None,
            district=districts.pop() if len(districts) == 1 else "",
            by=by(request),
            at=clock.now(),
        )
        said = "Recorded. Was anything agreed? Then say below who does it and by when."
        return said, reverse("contacts:one", args=[made.pk])

    context = {"section": "heard", "names": names, "another": _address(urns)}
    return asks(request, "contacts/record.html", make, did, about=context)


@permitted("contacts.record")
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what was recorded by hand. What somebody else changed meanwhile is shown beside."""
    contact = _own(request, pk)
    takings = list(contact.takings.all())
    urns = [urn for urn in dict.fromkeys([contact.school, *(one.school for one in takings)]) if urn]
    names = names_of(urns)
    before = offering.named_before(takings, names)
    offered = offering.joined(before, offering.people_of(urns, names, on=contact.on))
    said_before = _confidence(request, contact) if contact.restricted and request.method == "GET" else contact.said
    initial = {
        **{name: getattr(contact, name) for name in ("kind", "on", "subject", "restricted")},
        "said": said_before,
        "who": [one.key for one in before],
        "seen": contact.version,
    }
    ours = [Party(role=one.role, person=one.person, name=one.name, ours=True) for one in takings if one.ours]

    def make(data: Any) -> ContactForm:
        return ContactForm(data, offered=offered, schools=names, initial=initial)

    def did(form: ContactForm) -> Told:
        actions.change(
            contact=pk,
            version=form.cleaned_data["seen"] or 0,
            **_said(form),
            parties=[*form.parties(), *ours],
            by=by(request),
            at=clock.now(),
        )
        return "Saved.", reverse("contacts:one", args=[pk])

    return asks(request, "contacts/change.html", make, did, differs=_apart, section="heard", contact=contact)


@permitted("contacts.record")
@require_http_methods(GET_OR_POST)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was recorded by mistake."""
    contact = _own(request, pk)

    def make(data: Any) -> WithdrawForm:
        return WithdrawForm(data, initial={"seen": contact.version})

    def did(form: WithdrawForm) -> Told:
        said = form.cleaned_data
        actions.withdraw(contact=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "It is taken back and counts no more.", reverse("contacts:one", args=[pk])

    return asks(request, "contacts/withdraw.html", make, did, differs=nothing_differs, section="heard", contact=contact)


def _find(request: HttpRequest, urns: list[int]) -> HttpResponse:
    """Which school was it about?"""
    text = request.GET.get("q", "").strip()[:100]
    hits = search.find(text, authority=partnership().authority)[:MOST_FOUND] if text else []
    names = names_of(hits)
    found = [(names[urn], _address([*urns, urn])) for urn in hits if urn not in urns]
    context = {"section": "heard", "q": text, "found": found, "chosen": names_of(urns), "urns": urns}
    return render(request, "contacts/find.html", context)


def _schools_asked(request: HttpRequest) -> list[int]:
    said = request.GET.getlist("school")
    found = list(dict.fromkeys(int(one) for one in said if one.isdecimal() and len(one) < 10))
    return found[:MOST_SCHOOLS]


def _address(urns: list[int]) -> str:
    return reverse("contacts:record") + "?" + "&".join(f"school={urn}" for urn in urns)


def _own(request: HttpRequest, pk: int) -> Contact:
    """A contact that this person may change, which nobody took back and no other record keeps."""
    found = Contact.objects.select_related("recorded_by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such contact.")
    demand(request, "contacts.see", found)
    demand(request, "contacts.change", found)
    if found.restricted:
        demand(request, "contacts.restricted", found)
    if found.source or found.withdrawn:
        raise Http404("It is not changed here.")
    return found


def _confidence(request: HttpRequest, contact: Contact) -> str:
    """What was said for few, before it is changed: read, and noted as read."""
    return actions.read_restricted(contact=contact, by=by(request), at=clock.now())


def _said(form: ContactForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("kind", "on", "subject", "said", "restricted")}


def _apart(form: ContactForm, theirs: Contact) -> list[Difference]:
    """Where the two differ; what is for few is not laid out."""
    known: Mapping[str, Any] = {name: getattr(theirs, name) for name in ("on", "subject", "restricted")}
    if not theirs.restricted and not form.cleaned_data["restricted"]:
        known = {**known, "said": theirs.said}
    return both_versions.apart(form, known)
