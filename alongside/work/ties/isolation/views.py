"""No school alone: the list, its sheets, and the page of one school's ties."""

from __future__ import annotations

from functools import partial
from typing import Any

import rules as permissions
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.floor.accounts import together
from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel import clock
from alongside.floor.web import things
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.people.queries import leads_of
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.naming import kept_names_of, names_of
from alongside.knowledge.schools.places import place_of
from alongside.knowledge.schools.vocabulary import GROUPS, PHASES
from alongside.work.ties.inviting import queries as inviting
from alongside.work.ties.isolation import asking, gathering, presenters, queries, rules, telling
from alongside.work.ties.isolation.asking import Wanted
from alongside.work.ties.isolation.policies import isolation

A_PAGE = 50


@permitted("ties.see")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where ties begin for whoever asks: their own school's, or those of the city."""
    if permissions.has_perm("ties.oversee", request.user):
        return redirect("ties:list")
    schools = Who(by(request)).schools("head", "chair")
    if not schools:
        raise Http404("No school of yours is recorded.")
    return redirect("ties:school", schools[0])


@permitted("ties.oversee")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """`?state=`, `?district=`, `?phase=`, `?type=`, `?new=yes`, `?asked=`, and `?on=` for another day than today."""
    today = clock.today()
    wanted = Wanted.of(request.GET, today=today)
    there = asking.places(wanted, reach(request.user, "ties.oversee"), today=today)
    cells = asking.cells(there)
    page = Paginator(asking.of_states(there, wanted), A_PAGE).get_page(request.GET.get("page"))
    policy = isolation()
    missing = rules.missing(gathering.recorded_by(wanted.on or today), policy)
    kept = {"state": wanted.state, "district": wanted.district, "phase": wanted.phase, "type": wanted.type}
    context = {
        "section": "together",
        "asked": wanted,
        "today": today,
        "states": asking.STATES,
        "in_hand": asking.IN_HAND,
        "districts": policy_of_districts().districts,
        "phases": PHASES.values(),
        "types": GROUPS.items(),
        "page": page,
        "count": page.paginator.count,
        "lines": _lines(page.object_list, wanted, today),
        "says": presenters.says(cells, missing, in_hand=asking.in_hand(there)),
        "alone": sum(cell[4] for cell in cells if cell[3] == rules.ALONE),
        "columns": [presenters.WORDS[state] for state in presenters.ORDER],
        "breakdowns": [(key, title, presenters.breakdown(key, cells, kept)) for key, title in presenters.BY],
        "policy": policy,
        "kinds": telling.kinds(),
        "may_act": permissions.has_perm("ties.act", request.user),
        "may_write": permissions.has_perm("ties.waves", request.user),
    }
    return render(request, "ties/list.html", context)


@permitted("ties.oversee")
@require_safe
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as csv or xlsx."""
    today = clock.today()
    wanted = Wanted.of(request.GET, today=today)
    found = asking.of_states(asking.places(wanted, reach(request.user, "ties.oversee"), today=today), wanted)
    about = {
        "What this is": f"No school alone: {dict(asking.STATES)[wanted.state].lower()}",
        "Schools": wanted.where or "all",
        "As at": wanted.on or today,
        "Made on": today,
        "For": str(request.user),
        "Policy": isolation().agreed_by,
    }
    rows = presenters.rows(_lines(found, wanted, today))
    return as_asked(kind, "no school alone", presenters.HEADER, rows, about=about)


@permitted("ties.see")
@require_safe
def school(request: HttpRequest, urn: int) -> HttpResponse:
    """What connects one school. For its own head and chair too: a school hears first. `?on=`: another day."""
    place = place_of(urn)
    demand(request, "ties.see", place)
    today = clock.today()
    wanted = Wanted.of(request.GET, today=today)
    on = wanted.on or today
    found = queries.standing_of(urn, on=on)
    name = kept_names_of([urn])[urn]
    others = kept_names_of(one.tie.other for one in found.ties)
    own = urn in Who(by(request)).schools("head", "chair")
    line = partial(telling.line, others=others, on=on, linked=not own)
    askings = inviting.of_school(urn)
    context: dict[str, Any] = {
        "section": "together",
        "urn": urn,
        "name": name,
        "on": wanted.on,
        "today": today,
        "own": own,
        "verdict": found.verdict,
        "words": presenters.WORDS[found.verdict.state],
        "tag": presenters.TAGS[found.verdict.state],
        "says": telling.says(found, name=name, own=own, on=on),
        "counting": [line(one) for one in found.ties if one.worth],
        "past": [line(one) for one in found.ties if not one.worth],
        "askings": [(one, things.address_of(f"invitation {one.pk}"), presenters.hand(one)) for one in askings],
        "waiting": next((one for one in askings if one.state == "waiting"), None),
        "leads": leads_of(urn, on=today, district=place.district),
        "ways": _ways(request),
        "policy": isolation(),
        "kinds": telling.kinds(),
        "may_act": permissions.has_perm("ties.act", request.user, place),
        "may_answer": permissions.has_perm("ties.answer", request.user, place),
        "oversees": permissions.has_perm("ties.oversee", request.user, place),
    }
    return render(request, "ties/school.html", context)


def _lines(found: Any, wanted: Wanted, today: Any) -> list[presenters.Line]:
    """Two queries besides: names, and who is asked to act (as things are now)."""
    some = list(found)
    urns = [one.school for one in some]
    return presenters.lines(some, names_of(urns), inviting.waiting_at(urns), on=wanted.on or today)


def _ways(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The other ways of working together that are open to whoever looks."""
    others = [one for one in together.ways(request.user) if one.key != "ties"]
    return [(one.title, one.words, reverse(one.address)) for one in others]
