"""The list of visits: as far as who asks may see them, by whose turn it is, on the page and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.work.engagement.visits import queries
from alongside.work.engagement.visits.asking import SECTION, names_of
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.permissions import OPEN, SEE, visible
from alongside.work.engagement.visits.policies import templates
from alongside.work.engagement.visits.presenters import TAGS, in_words, tag_of
from alongside.work.engagement.visits.rules import Stand

PAGE = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked of the list."""

    stand: str = ""
    district: str = ""
    school: str = ""
    lead: str = ""
    overdue: str = ""

    @property
    def query(self) -> str:
        said = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}
        return f"?{urlencode(said)}" if said else ""


@permitted(OPEN)
def listed(request: HttpRequest) -> HttpResponse:
    """Visits, the newest first."""
    found, asked = _found(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    visits = list(page.object_list)
    today, names = clock.today(), names_of([visit.school for visit in visits])
    shown = []
    for visit in visits:
        standing = visit.standing(today)
        words, look = tag_of(standing)
        says = in_words(visit, standing, today=today)
        shown.append({"visit": visit, "school": names[visit.school], "tag": words, "look": look, "says": says})
    context = {
        "shown": shown,
        "page": page,
        "asked": asked,
        "stands": [(stand.value, words) for stand, (words, _) in TAGS.items()],
        "districts": [(one.key, one.name) for one in policy_of_districts().districts],
        "inside": bool(reach(request.user, SEE)),
        "section": SECTION,
    }
    return render(request, "visits/list.html", context)


@permitted(OPEN)
def listed_as(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as CSV or XLSX: what took place and where it stands, not what was written."""
    found, asked = _found(request)
    header = (
        "Visit",
        "Day",
        "URN",
        "School",
        "District",
        "Kind",
        "District Lead",
        "Stands",
        "Sent",
        "Opened",
        "Answered",
    )
    about = {"What": "Visits to schools", "As at": clock.today(), "Filters": asked.query.lstrip("?") or "none"}
    return as_asked(kind, f"visits-{clock.today()}", header, _cells(list(found), clock.today()), about=about)  # type: ignore[return-value]


def _cells(visits: Sequence[Visit], today: date) -> list[tuple[Any, ...]]:
    names = names_of([visit.school for visit in visits])
    return [
        (
            visit.pk,
            visit.on,
            visit.school,
            names[visit.school],
            policy_of_districts().name_of(visit.district),
            visit.template.name,
            visit.lead.name,
            tag_of(visit.standing(today))[0],
            visit.sent,
            visit.opened,
            visit.answered,
        )
        for visit in visits
    ]


def _found(request: HttpRequest) -> tuple[QuerySet[Visit], Asked]:
    asked = Asked(**{name: request.GET.get(name, "")[:40] for name in Asked.__slots__})
    found: Any = visible(request.user).select_related("lead")
    if asked.stand in {stand.value for stand in Stand}:
        found = found.filter(queries.standing_so(Stand(asked.stand)))
    if asked.overdue:
        found = found.filter(queries.overdue(templates().days, on=clock.today()))
    if asked.district:
        found = found.filter(district=asked.district)
    for name in ("school", "lead"):
        value = getattr(asked, name)
        if value:
            found = found.filter(**{name: int(value)}) if value.isascii() and value.isdigit() else found.none()
    return found, asked
