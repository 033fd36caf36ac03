"""The gap, for the office and the council: every headline measure in a line, and one measure with its years."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.face.reporting import gap_presenters, gap_queries
from alongside.face.reporting.gap import MeasureGap
from alongside.face.reporting.gap_presenters import Shown
from alongside.face.reporting.policies import gap_policy
from alongside.face.reporting.setting import Setting, setting_of
from alongside.floor.web.audience import permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.results.measures import measures

SEE = "gap.see"


def _gaps(where: Setting) -> list[MeasureGap]:
    return where.kept("gaps", lambda: gap_queries.all_gaps(today=where.today, version=where.version))


def _shown(found: MeasureGap) -> Shown:
    return gap_presenters.shown(found, gap_policy(), measures())


@permitted(SEE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every headline measure: its newest gap, its rate of change, how sure."""
    where = setting_of(request)
    found = _gaps(where)
    shown = [_shown(one) for one in found]
    context = {
        "section": "priority",
        "city": where.whose.city,
        "measures": shown,
        "any": any(one.newest for one in found),
        "sentences": _summary(found, shown),
        "policy": gap_policy(),
    }
    return render(request, "reporting/gap.html", context)


def _summary(found: list[MeasureGap], shown: list[Shown]) -> list[str]:
    """The first measure of each phase that has a known gap, in its own sentences."""
    said, phases = [], set()
    for one, words in zip(found, shown, strict=True):
        if one.newest and words.phase not in phases:
            phases.add(words.phase)
            said += [f"{words.phase} schools. {words.sentences[0]}", *words.sentences[1:2]]
    return said


@permitted(SEE)
@require_safe
def overview_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Every measure and year; with `?measure=` one, as csv or xlsx."""
    where = setting_of(request)
    found = _gaps(where)
    key = request.GET.get("measure")
    if key:
        found = [one for one in found if one.measure.key == key]
        if not found:
            raise Http404("There is no such measure.")
    rates = {one.measure.name: _shown(one).rate for one in found}
    about = gap_presenters.about(gap_policy(), where.today, where.whose.city, rates)
    return as_asked(kind, "gap", gap_presenters.HEADER, gap_presenters.rows(found, measures()), about=about)


@permitted(SEE)
@require_safe
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """One measure: picture, years, pupils' gaps, sources."""
    where = setting_of(request)
    every = _gaps(where)
    found = next((one for one in every if one.measure.key == key), None)
    if found is None:
        raise Http404("There is no gap of this measure.")
    context = {
        "section": "priority",
        "crumbs": [("Priority Schools", reverse("priority:list")), ("The gap", reverse("reporting:gap"))],
        "gap": _shown(found),
        "picture": where.kept("gap picture", lambda: gap_presenters.picture(found, measures()), key),
        "policy": gap_policy(),
        "others": [(one.measure.key, one.measure.short) for one in every if one.measure.key != key],
    }
    return render(request, "reporting/gap_measure.html", context)
