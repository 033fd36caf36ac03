"""The list of Priority Schools, for the office and the council; any school's verdict in full, for the school too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import rules
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from alongside.floor.accounts.seen_by import seen_by
from alongside.floor.kernel import clock
from alongside.floor.kernel.prose import sentence
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.floor.web.words import day
from alongside.knowledge.inspections import panels as inspections
from alongside.knowledge.inspections import rules as standings
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.queries import last_loads
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.places import place_of
from alongside.knowledge.schools.vocabulary import phase_name
from alongside.work.priority import asking, data, presenters, queries
from alongside.work.priority.asking import Asked
from alongside.work.priority.facts import Status
from alongside.work.priority.management.asking import urns_near
from alongside.work.priority.policies import priority
from alongside.work.priority.reaching import for_whom
from alongside.work.priority.rules import VerdictInFull

LIST, SEE = "priority.list", "priority.see"
HEADER = (*data.HEADER, "Phase", "District")


@permitted(LIST)
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """`?on=` and `?known=` as 2025-08-31, `?authority=`; what the form's boxes say is turned into that address."""
    asked = asking.of_list(request.GET)
    if not asked.neat:
        return redirect(reverse("priority:list") + asked.query)
    context: dict[str, Any] = {"section": "priority", "asked": asked, "form": asked.form, "policy": priority()}
    context["seen_by"] = seen_by(LIST)
    if asked.is_right and asked.version:
        verdicts = _shown(asked, request.user)
        districts = districts_of(verdicts)
        newest = _reach(asked.version)
        page = presenters.list_page(verdicts, districts, authority=asked.authority, on=asked.on, newest=newest)
        context |= {
            "page": page,
            "definition": priority().version_on(asked.on),
            "sources": queries.sources(_on_page(verdicts)).values(),
        }
    context |= {"past": presenters.past(asked.on, asked.known, asked.today), "nothing": _nothing(asked)}
    return render(request, "priority/list.html", context)


@permitted(LIST)
@require_GET
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The schools that the same address shows, as csv, xlsx or json: those on the list, then the undetermined."""
    asked = asking.of_list(request.GET)
    if not asked.is_right:
        context = {"section": "priority", "asked": asked, "form": asked.form, "policy": priority()}
        return render(request, "priority/list.html", context, status=400)
    verdicts = _on_page(_shown(asked, request.user)) if asked.version else []
    sources = queries.sources(verdicts)
    if kind == "json":
        return _json([data.of_list(verdict, sources) for verdict in verdicts], "priority-schools")
    districts = districts_of(verdicts)
    rows = [
        [*data.row(one, sources), phase_name(one.facts.school.phase), districts.get(one.urn, "")] for one in verdicts
    ]
    address = request.build_absolute_uri(reverse("priority:list") + asked.query)
    return as_asked(kind, f"priority-schools-{asked.on}", HEADER, rows, about=_about(asked, len(verdicts), address))


@permitted(SEE)
@require_GET
def explained(request: HttpRequest, urn: int) -> HttpResponse:
    """The verdict on one school, each limb with its evidence, as at `?on=`, known at `?known=`."""
    demand(request, SEE, place_of(urn))
    asked = asking.of_school(request.GET)
    if not asked.neat:
        return redirect(reverse("priority:explain", args=[urn]) + asked.query)
    try:
        verdict = queries.explain(urn, on=asked.on, version=asked.version)
    except queries.UnknownSchool:
        near = urns_near(urn, asked.version)
        context = {"section": "priority", "asked": asked, "urn": urn, "near": near, "nothing": _nothing(asked)}
        return render(request, "priority/no_school.html", context, status=404)
    context = {
        **_explained(verdict, asked),
        "section": "priority",
        "asked": asked,
        "form": asked.form,
        "crumbs": _crumbs(verdict, asked, request.user),
        "is_own": not rules.has_perm(LIST, request.user),
        "seen_by": seen_by(SEE),
        "past": presenters.past(asked.on, asked.known, asked.today).replace("the list", "the verdict"),
    }
    return render(request, "priority/explain.html", context)


@permitted(SEE)
@require_GET
def explained_as_json(request: HttpRequest, urn: int) -> HttpResponse:
    """What `alongside explain --format json` prints."""
    demand(request, SEE, place_of(urn))
    asked = asking.of_school(request.GET)
    if not asked.is_right:
        raise Http404("The day in this address cannot be read.")
    try:
        verdict = queries.explain(urn, on=asked.on, version=asked.version)
    except queries.UnknownSchool as unknown:
        raise Http404(str(unknown)) from unknown
    known_at = clock.end_of(asked.known) if asked.known else None
    return _json(data.in_full(verdict, queries.sources([verdict]), known_at=known_at), f"priority-{urn}")


def _json(said: Any, name: str) -> JsonResponse:
    answer = JsonResponse(said, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def _shown(asked: Asked, user: Any) -> list[VerdictInFull]:
    verdicts = queries.verdicts(on=asked.on, version=asked.version, authority=asked.authority)
    return data.in_order(for_whom(verdicts, user))


def _on_page(verdicts: Sequence[VerdictInFull]) -> list[VerdictInFull]:
    return [one for one in verdicts if one.status is not Status.NOT_LISTED]


def districts_of(verdicts: Sequence[VerdictInFull]) -> dict[int, str]:
    """The district of each school that the page shows, as the register has it now."""
    urns = [one.urn for one in _on_page(verdicts)]
    keys = Profile.objects.current().filter(urn__in=urns).values_list("urn", "district")
    policy = policy_of_districts()
    return {urn: policy.name_of(key) for urn, key in keys}


def _reach(version: int) -> str:
    """How far what is known of inspections reaches."""
    days = [load.as_at for load in last_loads(version=version) if load.family.startswith("ofsted-") and load.as_at]
    return f"By Ofsted’s files up to {day(max(days))}." if days else "No file of inspections is loaded."


def _nothing(asked: Asked) -> str:
    """What to say where nothing was known yet. Empty where something was."""
    if asked.version:
        return ""
    first = Load.objects.live().last()
    if first is None or first.finished_at is None:
        return "No file has been loaded yet. The list can be told from the first file of inspections on."
    return f"Nothing was loaded by {day(asked.known)}. The first file was loaded on {day(first.finished_at)}."


def _about(asked: Asked, count: int, address: str) -> dict[str, str | int | date]:
    definition = priority().version_on(asked.on)
    return {
        "What this is": f"Priority Schools of {asked.authority}, and schools whose verdict cannot be told",
        "As at": asked.on,
        "Known at": day(asked.known) if asked.known else "everything that was loaded",
        "Made on": asked.today,
        "Schools": count,
        "Definition": f"{definition.title} ({definition.key})" if definition else "none for that day",
        "Address": address,
        "Who may see it": f"{seen_by(LIST)} It proposes; people decide.",
    }


def _explained(verdict: VerdictInFull, asked: Asked) -> dict[str, Any]:
    school = verdict.facts.school
    standing = standings.standing(verdict.facts.history, on=asked.on, urn=verdict.urn, opened=school.opened)
    window = inspections.window_of(verdict.facts.history, standing, urn=verdict.urn, opened=school.opened, on=asked.on)
    tag, tag_class = presenters.STATUS[verdict.status]
    return {
        "verdict": verdict,
        "school": school,
        "kind": data.type_name(school.type),
        "tag": tag,
        "tag_class": tag_class,
        "because": sentence(verdict.because),
        "since": presenters.since(verdict),
        "contract": presenters.contract(verdict),
        "limbs": presenters.limbs(verdict),
        "visits": presenters.graded(verdict),
        "standing": standing,
        "window": window if school.open_on_day is not False else None,
        "window_why": sentence(window.why),
        "policy": verdict.policy,
        "sources": queries.sources([verdict]).values(),
        "missing": sentence(verdict.missing) if verdict.status is Status.UNDETERMINED else "",
    }


def _crumbs(verdict: VerdictInFull, asked: Asked, user: Any) -> list[tuple[str, str]]:
    school = (verdict.name, reverse("desk:school", args=[verdict.urn]) + asked.query)
    if not rules.has_perm(LIST, user):
        return [school]
    return [("Priority Schools", reverse("priority:list") + asked.query), school]
