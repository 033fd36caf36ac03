"""Practice: the list, and one write-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import rules as who_may
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel import clock
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.vocabulary import PHASES, phase_name
from alongside.work.sharing.practice import listing, queries
from alongside.work.sharing.practice.models import Item, Trial
from alongside.work.sharing.practice.policies import practice
from alongside.work.sharing.practice.rules import is_old
from alongside.work.ties.topics import topics

A_PAGE = 20
SECTION = "together"


@permitted("practice.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """`?topic=`, `?q=`, `?phase=`, `?evidence=` (at least), `?from=`, `?within=` (miles from one's own school),
    `?school=`, `?state=` (of what one may write)."""
    own = Who(by(request)).schools()
    asked = listing.Asked.of(request.GET, own)
    found = listing.lines(queries.visible(request.user), asked, clock.today())
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "asked": asked,
        "page": page,
        "lines": page.object_list,
        "groups": topics().grouped(),
        "phases": PHASES.values(),
        "steps": practice().evidence,
        "origins": listing.FROM,
        "states": listing.STATES,
        "within": listing.WITHIN,
        "may_write": who_may.has_perm("practice.write", request.user),
        "school": names_of([asked.school]).get(asked.school or 0, ""),
    }
    return render(request, "practice/list.html", context)


@permitted("practice.see")
@require_safe
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as csv or xlsx."""
    asked, today = listing.Asked.of(request.GET, Who(by(request)).schools()), clock.today()
    found = listing.lines(queries.visible(request.user), asked, today)
    about = {"What this is": "Practice written up", "Made on": today, "For": str(request.user)}
    return as_asked(kind, "practice", listing.HEADER, listing.rows(found), about=about)


@permitted("practice.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One write-up, with who here has tried it."""
    return render(request, "practice/one.html", context_of(request, found_for(request, pk)))


def found_for(request: HttpRequest, pk: int, permission: str = "practice.see") -> Item:
    """The write-up; 404 where there is none, and where a draft is not for them to know of."""
    every = Item.objects.select_related("ask__user", "written_by", "published_by", "by")
    found: Item | None = every.filter(pk=pk).first()
    if found is None or not who_may.has_perm("practice.see", request.user, found):
        raise Http404("There is no such write-up.")
    demand(request, permission, found)
    return found


def context_of(request: HttpRequest, item: Item) -> dict[str, Any]:
    trials: Sequence[Trial] = list(item.trials.all())
    names = names_of([item.school, *(one.school for one in trials)])
    user, state, today = request.user, item.state, clock.today()
    live = state != Item.State.RETIRED
    step = practice().steps.get(item.strength_of_evidence)
    return {
        "section": SECTION,
        "item": item,
        "thing": item.thing,
        "school": names.get(item.school or 0, ""),
        "topics": topics().names(item.topic_keys),
        "first_topic": item.topic_keys[0] if item.topic_keys else "",
        "phases": [phase_name(key) for key in item.phase_keys],
        "step": step,
        "is_old": is_old(item.fresh_on, today, months=practice().ask_again_months),
        "trials": [(one, names.get(one.school, ""), practice().worked.get(one.worked, one.worked)) for one in trials],
        "tried": len({one.school for one in trials}),
        "may_write": live and who_may.has_perm("practice.write", user, item),
        "may_publish": state == Item.State.DRAFT and who_may.has_perm("practice.publish", user, item),
        "may_retire": live and who_may.has_perm("practice.publish", user, item),
        "may_try": state == Item.State.PUBLISHED and bool(trying(user, item)),
        "may_history": who_may.has_perm("practice.write", user, item),
        "ask_to_visit": _address_of_asking(item) if state == Item.State.PUBLISHED else "",
    }


def trying(user: Any, item: Item) -> bool:
    """Whether somebody may say of some school other than the write-up's own that it tried it."""
    where = reach(user, "practice.try")
    return where.everywhere or bool(set(where.schools) - {item.school})


def _address_of_asking(item: Item) -> str:
    """Where a visit is asked for, of a package beside this one; empty where it is not there."""
    if not item.school:
        return ""
    try:
        return reverse("hosting:ask", args=[item.school]) + f"?topic={item.topic_keys[0]}"
    except NoReverseMatch:
        return ""
