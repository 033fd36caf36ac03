"""The caseload of a District Lead; the director's view of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.floor.web.exports import as_asked
from alongside.floor.web.words import day, plural
from alongside.knowledge.people import queries as people
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.work.engagement.visits.asking import SECTION
from alongside.work.engagement.visits.caseload.queries import Row, rows
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.permissions import SEE
from alongside.work.engagement.visits.policies import templates, tiers
from alongside.work.engagement.visits.rules import Need, Stand

PAGE = 50
NEEDS = {
    Need.NEVER: "No visit is recorded",
    Need.OVERDUE: "Overdue",
    Need.SOON: "Due soon",
    Need.PLANNED: "Planned",
    Need.LATER: "Later",
}
LOOKS = {Need.NEVER: "tag--amber", Need.OVERDUE: "tag--red", Need.SOON: "tag--amber", Need.PLANNED: "tag--green"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked of the caseload. `lead`: the number of a person, "all" for everybody's."""

    lead: str = ""
    district: str = ""
    tier: str = ""
    need: str = ""

    @property
    def query(self) -> str:
        said = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}
        return f"?{urlencode(said)}" if said else ""

    def takes(self, row: Row) -> bool:
        return (
            (self.lead in ("", "all") or self.lead in {str(lead.pk) for lead in row.leads})
            and self.district in ("", row.district)
            and self.tier in ("", row.tiered.tier.key)
            and self.need in ("", row.due.need)
        )


@permitted(SEE)
def caseload(request: HttpRequest) -> HttpResponse:
    """The schools that somebody looks after, what is due first."""
    every, found, asked = _found(request)
    counts = Counter(row.due.need for row in found)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": [(row, NEEDS[row.due.need], LOOKS.get(row.due.need, "tag--quiet"), in_words(row)) for row in shown],
        "page": shown,
        "asked": asked,
        "leads": _leads(every),
        "districts": [(one.key, one.name) for one in policy_of_districts().districts if _any(every, one.key)],
        "tiers": tiers().tiers,
        "needs": [(need.value, words) for need, words in NEEDS.items()],
        "says": summary(counts, len(found)),
        "act": counts[Need.NEVER] + counts[Need.OVERDUE],
        "policy": tiers(),
        "any": bool(every),
        "oversees": bool(reach(request.user, "visits.oversee")),
        "section": SECTION,
    }
    return render(request, "visits/caseload.html", context)


@permitted(SEE)
def caseload_as(request: HttpRequest, kind: str) -> HttpResponse:
    """The caseload as CSV or XLSX."""
    _, found, asked = _found(request)
    header = (
        "URN",
        "School",
        "District",
        "District Lead",
        "Tier",
        "Because",
        "Last visit",
        "Due by",
        "Stands",
        "Planned",
    )
    cells = (
        (
            row.urn,
            row.name,
            policy_of_districts().name_of(row.district),
            row.lead_names,
            row.tiered.tier.name,
            "; ".join(row.tiered.because),
            row.last,
            row.due.by,
            NEEDS[row.due.need],
            row.planned,
        )
        for row in found
    )
    about = {"What": "Caseload of visits", "As at": clock.today(), "Filters": asked.query.lstrip("?") or "none"}
    return as_asked(kind, f"caseload-{clock.today()}", header, cells, about=about)  # type: ignore[return-value]


@permitted("visits.oversee")
def oversight(request: HttpRequest) -> HttpResponse:
    """Which schools are overdue, and what waits with whom, by lead."""
    today = clock.today()
    lines = loads(rows(reach(request.user, "visits.oversee"), tiers(), on=today), _turns(today), today=today)
    total = {name: sum(line[name] for line in lines) for name in COUNTED}
    context = {"lines": lines, "total": total, "days": templates().days, "section": SECTION}
    return render(request, "visits/oversight.html", context)


@permitted("visits.oversee")
def oversight_as(request: HttpRequest, kind: str) -> HttpResponse:
    """The loads as CSV or XLSX."""
    today = clock.today()
    lines = loads(rows(reach(request.user, "visits.oversee"), tiers(), on=today), _turns(today), today=today)
    header = ("District Lead", *COUNTED.values())
    about = {"What": "Visits and answers by District Lead", "As at": today}
    cells = ((line["name"], *(line[name] for name in COUNTED)) for line in lines)
    return as_asked(kind, f"visits-by-lead-{today}", header, cells, about=about)  # type: ignore[return-value]


COUNTED = {
    "schools": "Schools",
    "never": "Never visited",
    "overdue": "Visits overdue",
    "soon": "Due soon",
    "planned": "Planned",
    "to_write": "To be written up",
    "late_answers": "Answers overdue",
    "to_reply": "To be replied to",
}
NOBODY = "Nobody looks after them"


def loads(found: Sequence[Row], turns: Iterable[Visit], *, today: date) -> list[dict[str, Any]]:
    """What each lead has before them, the most overdue first. A school with two leads counts with both."""
    lines: dict[tuple[str, str], Counter[str]] = {}

    def line(pk: Any, name: str) -> Counter[str]:
        return lines.setdefault((str(pk or ""), name), Counter())

    for row in found:
        for lead in row.leads or (None,):
            own = line(lead.pk if lead else "", lead.name if lead else NOBODY)
            own.update(["schools", row.due.need.value])
    for visit in turns:
        own, standing = line(visit.lead_id, visit.lead.name), visit.standing(today)
        own["to_write"] += standing.stand is Stand.TO_WRITE
        own["to_reply"] += standing.stand is Stand.TO_REPLY
        own["late_answers"] += standing.stand is Stand.WAITING and standing.overdue
    made = [{"pk": pk, "name": name, **{key: own[key] for key in COUNTED}} for (pk, name), own in lines.items()]
    return sorted(made, key=lambda one: (-one["overdue"] - one["never"], one["name"]))


def summary(counts: Counter[Need], total: int) -> str:
    """“3 of 41 schools are overdue, 2 are due soon.”"""
    parts = [
        (counts[Need.NEVER], "has no visit recorded", "have no visit recorded"),
        (counts[Need.OVERDUE], "is overdue", "are overdue"),
        (counts[Need.SOON], "is due soon", "are due soon"),
    ]
    said = [f"{number} {one if number == 1 else many}" for number, one, many in parts if number]
    of = f"Of {plural(total, 'school')}, "
    return f"{of}{', '.join(said)}." if said else f"Every visit is in time: {plural(total, 'school')}."


def in_words(row: Row) -> str:
    """Last visit and when it is due, in a sentence."""
    last = f"Last visit {day(row.last)}" if row.last else "No visit is recorded here"
    if row.planned:
        return f"{last}; the next is planned for {day(row.planned)}."
    if row.due.by is None:
        return f"{last}: due now."
    late = f", {plural(row.due.overdue_days, 'day')} ago" if row.due.need is Need.OVERDUE else ""
    return f"{last}; {'was due' if late else 'due'} by {day(row.due.by)}{late}."


def _found(request: HttpRequest) -> tuple[list[Row], list[Row], Asked]:
    """Every school that this person reaches, those asked for, and what was asked."""
    every = rows(reach(request.user, SEE), tiers(), on=clock.today())
    said = {name: request.GET.get(name, "")[:40] for name in Asked.__slots__}
    asked = Asked(**{**said, "lead": said["lead"] or _own(request, every)})
    return every, [row for row in every if asked.takes(row)], asked


def _own(request: HttpRequest, every: Sequence[Row]) -> str:
    """Whoever leads schools sees their own first."""
    person = people.person_of(request.user)
    return str(person.pk) if person and any(person in row.leads for row in every) else ""


def _leads(every: Sequence[Row]) -> list[tuple[str, str]]:
    found = {str(lead.pk): lead.name for row in every for lead in row.leads}
    return sorted(found.items(), key=lambda pair: pair[1])


def _any(every: Sequence[Row], district: str) -> bool:
    return any(row.district == district for row in every)


def _turns(today: date) -> Iterator[Visit]:
    """The visits at which somebody has to do something."""
    open_ones = Visit.objects.filter(state__in=[Visit.State.HELD, Visit.State.SENT]).exclude(accurate=True)
    return iter(open_ones.filter(replied__isnull=True).select_related("lead"))
