"""The ledger: the list, one contact, and what was said in it for few."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web import things
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.vocabulary import GROUPS, PHASES
from alongside.work.contacts import actions, listing, permissions
from alongside.work.contacts.models import Contact, ContactQuerySet
from alongside.work.contacts.offering import NEW_ROLES, role_words
from alongside.work.tasks.models import Task

A_PAGE = 50


@permitted("contacts.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """`?district=`, `?phase=`, `?type=`, `?role=`, `?kind=`, `?school=`, `?since=`, `?until=`; `?page=` leads on.

    It does not say how many there are: counting half a million for nobody takes longer than showing fifty.
    """
    asked = listing.Asked.of(request.GET)
    number = max(1, min(int(request.GET.get("page", "1")), 1000)) if request.GET.get("page", "1").isdecimal() else 1
    start = (number - 1) * A_PAGE
    some = list(_found(request, asked)[start : start + A_PAGE + 1])
    context = {
        "section": "heard",
        "asked": asked,
        "lines": listing.lines(some[:A_PAGE]),
        "number": number,
        "later": number > 1,
        "earlier": len(some) > A_PAGE,
        "kinds": Contact.Kind.choices,
        "districts": policy_of_districts().districts,
        "phases": PHASES.values(),
        "types": GROUPS.items(),
        "roles": [(role, role_words(role)) for role in NEW_ROLES],
        "may_record": bool(reach(request.user, "contacts.record")),
    }
    return render(request, "contacts/list.html", context)


@permitted("contacts.see")
@require_safe
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same as csv or xlsx; without what was said."""
    asked = listing.Asked.of(request.GET)
    about = {
        "What this is": "Contacts: who talked with whom",
        "Narrowed to": asked.words,
        "Made on": clock.today(),
        "For": str(request.user),
    }
    return as_asked(kind, "contacts", listing.HEADER, listing.rows(_found(request, asked)), about=about)


@permitted("contacts.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "contacts/one.html", _shown(request, _contact(request, pk)))


@permitted("contacts.restricted")
@require_POST
def restricted(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said for few, to whom the policy names; that they read it is written into the journal."""
    contact = _contact(request, pk)
    demand(request, "contacts.restricted", contact)
    said = actions.read_restricted(contact=contact, by=by(request), at=clock.now())
    return render(request, "contacts/one.html", _shown(request, contact) | {"confidence": said, "read": True})


def _found(request: HttpRequest, asked: listing.Asked) -> ContactQuerySet:
    found: ContactQuerySet = Contact.objects.standing().visible(reach(request.user, "contacts.see"))
    return asked.narrow(found).order_by("-on", "-pk")


def _contact(request: HttpRequest, pk: int) -> Contact:
    found = Contact.objects.select_related("recorded_by", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such contact.")
    demand(request, "contacts.see", found)
    return found


def _shown(request: HttpRequest, contact: Contact) -> dict[str, object]:
    thing = f"contact {contact.pk}"
    tasks = Task.objects.filter(source=thing).select_related("owner")
    in_office = request.user.is_office  # type: ignore[union-attr]
    stands = not contact.withdrawn and not contact.source
    return {
        "section": "heard",
        "contact": contact,
        "thing": thing,
        "line": listing.lines([contact])[0],
        "source": things.address_of(contact.source),
        "tasks": tasks if in_office else tasks.shown(),
        "may_change": stands and permissions.may_change.test(request.user, contact),
        "may_read": contact.restricted and permissions.may_read.test(request.user, contact),
        "may_agree": bool(reach(request.user, "tasks.change").covers(contact.place)),
    }
