"""Refer an academy's concern, chase the answer, record it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.knowledge.schools.models import Profile
from alongside.work.engagement.concerns import forms as own
from alongside.work.engagement.concerns.models import Concern, Referral
from alongside.work.engagement.concerns.policies import TRUST
from alongside.work.engagement.concerns.recording_views import GET_OR_POST, done, to_follow
from alongside.work.engagement.concerns.referring import actions


@permitted("concerns.follow")
@require_http_methods(GET_OR_POST)
def refer(request: HttpRequest, key: str) -> HttpResponse:
    """Record a referral. `?to=` chooses to whom."""
    concern = to_follow(request, key)
    to = request.GET.get("to", TRUST)
    trust = Profile.objects.current().filter(urn=concern.school).values_list("trust", flat=True).first()
    initial = {"to": to, "whom": trust if to == TRUST else "", "on": clock.today()}

    def make(data: Any) -> own.ReferForm:
        return own.ReferForm(data, initial=initial)

    def did(form: own.ReferForm) -> str:
        actions.refer(concern=concern.pk, by=by(request), at=clock.now(), **form.cleaned_data)
        return "Referred. It comes back when the answer is to be chased."

    return done(request, concern, make, did, title=f"Refer it: {concern.title}", button="Record the referral")


@permitted("concerns.follow")
@require_http_methods(GET_OR_POST)
def chase(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """An answer was asked for again."""
    concern = to_follow(request, key)
    referral = _referral(concern, pk)

    def make(data: Any) -> own.ChaseForm:
        return own.ChaseForm(data, initial={"seen": referral.version, "on": clock.today()})

    def did(form: own.ChaseForm) -> str:
        said = form.cleaned_data
        actions.chase(
            referral=pk,
            version=said["seen"],
            how=said["how"],
            on=said["on"],
            words=said["words"],
            by=by(request),
            at=clock.now(),
        )
        return "Noted. The days for the answer begin anew."

    return done(request, concern, make, did, title=f"Chase the answer of {referral.whom}", button="Save")


@permitted("concerns.follow")
@require_http_methods(GET_OR_POST)
def answered(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The trust or the regional director answered."""
    concern = to_follow(request, key)
    referral = _referral(concern, pk)

    def make(data: Any) -> own.AnsweredForm:
        return own.AnsweredForm(data, initial={"seen": referral.version, "on": clock.today()})

    def did(form: own.AnsweredForm) -> str:
        said = form.cleaned_data
        actions.answered(
            referral=pk,
            version=said["seen"],
            answer=said["answer"],
            answered_by=said["answered_by"],
            on=said["on"],
            by=by(request),
            at=clock.now(),
        )
        return "The answer is recorded."

    return done(request, concern, make, did, title=f"Answer of {referral.whom}", button="Save")


def _referral(concern: Concern, pk: int) -> Referral:
    found: Referral | None = concern.referrals.filter(pk=pk, answered_on__isnull=True).first()
    if found is None:
        raise Http404("There is no such referral that waits for an answer.")
    return found
