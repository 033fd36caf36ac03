"""Concerns and strengths: the list, its export, one of them."""

from __future__ import annotations

from typing import Any

import rules as who_may
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place
from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.vocabulary import MAINTAINED, PHASES
from alongside.work.engagement.concerns import actions, presenters, queries, rules
from alongside.work.engagement.concerns.asking import ConcernFilter
from alongside.work.engagement.concerns.models import Concern
from alongside.work.engagement.concerns.policies import Concerns, concerns

PER_PAGE = 50


@permitted("concerns.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by district, phase, kind, weight, direction, area, state; `restricted=only` for who may."""
    policy, today = concerns(), clock.today()
    asked = ConcernFilter.of(request.GET)
    found = asked.narrow(queries.visible(request.user), policy)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    profiles = presenters.profiles_of(page.object_list)
    rows = [presenters.row(one, profiles.get(one.school), policy, on=today) for one in page.object_list]
    context = {
        "section": "concerns",
        "rows": rows,
        "page": page,
        "asked": asked,
        "policy": policy,
        "weights": [(one.key, one.name) for weights in policy.weights.values() for one in weights],
        "districts": policy_of_districts().districts,
        "phases": PHASES.values(),
        "late": sum(one.overdue for one in rows),
        "may_record": who_may.has_perm("concerns.record", request.user),
        "may_restricted": who_may.has_perm("concerns.restricted", request.user),
    }
    return render(request, "concerns/list.html", context)


@permitted("concerns.see")
@require_safe
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the list shows, as csv or xlsx; what is restricted never leaves in a spreadsheet."""
    policy, today = concerns(), clock.today()
    asked = ConcernFilter.of(request.GET)
    found = list(asked.narrow(queries.visible(request.user).filter(restricted=False), policy))
    profiles = presenters.profiles_of(found)
    rows = [presenters.row(one, profiles.get(one.school), policy, on=today) for one in found]
    about = {
        "What this is": "Concerns and strengths, as you may see them",
        "Made on": today,
        "Not in it": "What is restricted",
        "Source": "Recorded and weighed by the partnership",
    }
    return as_asked(kind, "concerns", presenters.HEADER, presenters.export_rows(rows, policy), about=about)


@permitted("concerns.see")
@require_safe
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One concern: what is due, what it is, every weighing, the school's answers, referrals."""
    concern = found_for(request, key)
    if concern.restricted:
        actions.note_read(concern=concern, by=by(request), at=clock.now())
    return render(request, "concerns/one.html", context_of(request, concern))


def found_for(request: HttpRequest, key: str) -> Concern:
    """The concern, or 404 alike where there is none and where this person may not know of it."""
    concern = queries.one(key, request.user)
    if concern is None:
        raise Http404("There is no such concern, or it is not for you to see.")
    return concern


def place_from(profile: Profile | None, urn: int) -> Place:
    if profile is None:
        return Place(school=urn)
    return Place(school=urn, district=profile.district, contract=profile.group == MAINTAINED)


def context_of(request: HttpRequest, concern: Concern) -> dict[str, Any]:
    policy, today = concerns(), clock.today()
    profile = Profile.objects.current().filter(urn=concern.school).first()
    place = place_from(profile, concern.school)
    referrals = list(concern.referrals.prefetch_related("chases"))
    facts = presenters.facts_of(concern, profile, referrals)
    of_school = not reach(request.user, "concerns.record").covers(place)
    may_follow = who_may.has_perm("concerns.follow", request.user, place)
    return {
        "section": "concerns",
        "concern": concern,
        "school": profile.name if profile else f"URN {concern.school}",
        "is_open": concern.state == Concern.State.OPEN,
        "area": policy.areas.get(concern.area, concern.area),
        "source": policy.sources.get(concern.source, concern.source),
        "weight": policy.weight_name(concern.weight),
        "weight_tag": presenters.weight_tag(concern, policy),
        "direction": policy.directions.get(concern.direction, concern.direction),
        "due": [] if of_school else _due(facts, policy, today),
        "weighings": presenters.weighings(concern, policy),
        "replies": list(concern.replies.select_related("by")),
        "referrals": [(one, policy.referral.to.get(one.to, one.to), one.chase_by < today) for one in referrals],  # type: ignore[call-overload]
        "means": policy.referral.means,
        "told_how": policy.referral.means.get(concern.told_how, ""),
        "may_follow": may_follow,
        "may_tell": may_follow and not concern.told_on and not concern.restricted,
        "may_refer": may_follow and facts.is_academy and facts.open and concern.kind == "concern",
        "may_answer": concern.told_on and who_may.has_perm("concerns.answer", request.user, place),
        "of_school": of_school,
    }


def _due(facts: rules.Facts, policy: Concerns, today: Any) -> list[tuple[str, Any, bool]]:
    return [(presenters.due_words(one, policy), one.by, one.overdue(today)) for one in rules.what_is_due(facts, policy)]
