"""A change of head that a file told of: look at it, and say what it means."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.kernel.refusals import CannotRecord, ChangedMeanwhile
from alongside.floor.web.asking import asked
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.people import queries
from alongside.knowledge.people.forms import HeadForm, SettleForm
from alongside.knowledge.people.heads import actions
from alongside.knowledge.people.heads.policies import heads
from alongside.knowledge.people.heads.rules import without_title
from alongside.knowledge.people.models import HeadChange
from alongside.knowledge.people.permissions import CHANGE
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.places import place_of


@permitted(CHANGE)
@require_http_methods(["GET", "POST"])
def head_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Two forms on one page: there is a new head, or there is none. `new` among what is posted tells which was sent."""
    change = HeadChange.objects.select_related("by", "holding__person").filter(pk=pk).first()
    if change is None:
        raise Http404("There is no such change.")
    demand(request, CHANGE, place_of(change.urn))
    is_new, bound = "new" in request.POST, request.method == "POST"
    first = {
        "name": without_title(change.now, heads()),
        "kind": _kind(change),
        "since": change.as_at,
        "seen": change.version,
    }
    new = HeadForm(request.POST if bound and is_new else None, initial=first, auto_id="new_%s")
    other = SettleForm(request.POST if bound and not is_new else None, initial={"seen": change.version})
    form: forms.Form = new if is_new else other
    if form.is_bound and form.is_valid():
        try:
            said = _new(request, pk, form) if is_new else _settled(request, pk, form)
        except (CannotRecord, ChangedMeanwhile) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect(reverse("desk:school", args=[change.urn]))
    school = Profile.objects.current().filter(urn=change.urn).first()
    ours = queries.head_of(change.urn, on=clock.today())
    context = {"section": "people", "change": change, "school": school, "ours": ours, "new": new, "other": other}
    return asked(request, "people/head_change.html", form, **context)


def _new(request: HttpRequest, pk: int, form: forms.Form) -> str:
    said: dict[str, Any] = form.cleaned_data
    made = actions.record_head(
        change=pk,
        version=said["seen"],
        since=said["since"],
        name=said["name"],
        email=said["email"],
        kind=said["kind"],
        by=by(request),
        at=clock.now(),
    )
    return f"{made.person} is recorded as head."


def _settled(request: HttpRequest, pk: int, form: forms.Form) -> str:
    said = form.cleaned_data
    actions.settle(change=pk, version=said["seen"], how=said["how"], why=said["why"], by=by(request), at=clock.now())
    return "Settled: nothing that we recorded is changed."


def _kind(change: HeadChange) -> str:
    """What the file calls the new head says whether it is for a time."""
    job = change.job.casefold()
    return next((kind for kind in ("interim", "acting") if kind in job), "substantive")
