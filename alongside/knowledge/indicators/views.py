"""What schools chose to look at: the list, and one indicator with every school's values."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.floor.kernel import clock
from alongside.floor.web.audience import everyone
from alongside.floor.web.exports import as_asked
from alongside.knowledge.indicators import presenters, queries
from alongside.knowledge.indicators.models import Indicator


def is_office(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_office", False))


@everyone
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Adopted indicators for all; for the office also those proposed, declined and ended."""
    for_office = is_office(request)
    found = list(queries.visible(for_office=for_office))
    schools = queries.names({one.school for one in found if one.school})
    groups = [
        (state, [_card(one, schools, for_office=for_office) for one in found if one.state == state])
        for state in Indicator.State
    ]
    context = {
        "section": "measures",
        "adopted": dict(groups)[Indicator.State.ADOPTED],
        "others": [(state.label, cards) for state, cards in groups if cards and state != Indicator.State.ADOPTED],
        "for_office": for_office,
    }
    return render(request, "indicators/list.html", context)


def _card(indicator: Indicator, schools: dict[int, str], *, for_office: bool) -> dict[str, Any]:
    school = schools.get(indicator.school or 0, "")
    return {
        "indicator": indicator,
        "kind": presenters.kind_words(indicator.kind),
        "better": presenters.BETTER[indicator.better],
        "by": presenters.proposed_by(indicator, school, for_office=for_office),
    }


@everyone
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator. To others than the office, what is not adopted for everybody is not there."""
    for_office = is_office(request)
    indicator = _visible(pk, for_office=for_office)
    entries = queries.entries_of(pk)
    names = queries.names({entry.urn for entry in entries} | ({indicator.school} if indicator.school else set()))
    years, lines = presenters.by_school(entries, names, indicator.unit, for_office=for_office)
    sentences, picture = presenters.over_the_city(entries, indicator)
    context = {
        "section": "measures",
        "indicator": indicator,
        "kind": presenters.kind_words(indicator.kind),
        "better": presenters.BETTER[indicator.better],
        "tag_class": presenters.STATE_TAG[indicator.state],
        "by": presenters.proposed_by(indicator, names.get(indicator.school or 0, ""), for_office=for_office),
        "decisions": queries.decisions_on(pk),
        "years": years,
        "lines": lines,
        "sentences": sentences,
        "picture": picture,
        "for_office": for_office,
    }
    return render(request, "indicators/one.html", context)


@everyone
@require_safe
def values_as(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """What the page shows, as csv or xlsx. Who at a school said so is for the office."""
    for_office = is_office(request)
    indicator = _visible(pk, for_office=for_office)
    entries = queries.entries_of(pk)
    header, rows = presenters.table(entries, queries.names({entry.urn for entry in entries}), for_office=for_office)
    return as_asked(kind, indicator.name, header, rows, about=presenters.about(indicator, clock.today()))


def _visible(pk: int, *, for_office: bool) -> Indicator:
    found = queries.visible(for_office=for_office).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such indicator.")
    return found
