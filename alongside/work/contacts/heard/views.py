"""Who has been heard: the page, and its two sheets."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.kernel.periods import AcademicYear
from alongside.floor.web.audience import permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.vocabulary import GROUPS, PHASES
from alongside.work.contacts.heard import presenters, queries, rules
from alongside.work.contacts.heard.asking import PERIODS, ROLES, Asked
from alongside.work.contacts.heard.policies import Heard, heard
from alongside.work.contacts.offering import role_words

SHOWN = 25


@permitted("heard.see")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """`?period=` (or `?since=` and `?until=`), `?district=`, `?phase=`, `?type=`, `?role=`."""
    today, policy = clock.today(), heard()
    asked = Asked.of(request.GET, policy, reach(request.user, "heard.see"), on=today)
    cells, schools = queries.counts(asked.period, asked.narrowed, policy), queries.schools()
    roles = presenters.columns(asked, policy)
    names_schools = _names_schools(request)
    context = {
        "section": "heard",
        "asked": asked,
        "policy": policy,
        "periods": PERIODS,
        "districts": _districts(request),
        "phases": PHASES.values(),
        "types": GROUPS.items(),
        "roles": [(role, role_words(role)) for role in ROLES],
        "columns": [role_words(role) for role in roles],
        "total": presenters.total(asked, cells, schools, roles),
        "breakdowns": presenters.breakdowns(asked, cells, schools, roles),
        "others": presenters.others(asked, cells),
        "missed": _missed(asked, policy) if names_schools else [],
        "terms": _terms(asked, policy),
        "names_schools": names_schools,
    }
    return render(request, "heard/page.html", context)


@permitted("heard.see")
@require_safe
def counts_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The counts as csv or xlsx."""
    today, policy = clock.today(), heard()
    asked = Asked.of(request.GET, policy, reach(request.user, "heard.see"), on=today)
    cells, schools = queries.counts(asked.period, asked.narrowed, policy), queries.schools()
    roles = presenters.columns(asked, policy)
    parts, whole = (
        presenters.breakdowns(asked, cells, schools, roles),
        presenters.total(asked, cells, schools, roles),
    )
    rows = presenters.counts_rows(asked, parts, whole)
    return as_asked(kind, "heard", presenters.COUNTS_HEADER, rows, about=_about(request, asked, "Who has been heard"))


@permitted("heard.see")
@require_safe
def missed_as(request: HttpRequest, role: str, kind: str) -> HttpResponseBase:
    """Everybody in a role whom nobody has reached in the running term or school year, as csv or xlsx."""
    today, policy = clock.today(), heard()
    if role not in policy.by_role:
        raise Http404("The policy wants nobody of that role reached.")
    if not _names_schools(request):
        raise Http404("These figures name no school.")
    asked = Asked.of(request.GET, policy, reach(request.user, "heard.see"), on=today)
    target = policy.by_role[role]
    found = queries.out_of_reach(target, asked.narrowed, policy, on=today)
    about = _about(request, asked, f"Not reached: {target.people} ({target.words})")
    rows = presenters.missed_rows(found, names_of)
    return as_asked(kind, f"{target.people} not reached", presenters.MISSED_HEADER, rows, about=about)


def _missed(asked: Asked, policy: Heard) -> list[presenters.Missed]:
    """Two queries for each target of the policy that is asked for, and one for the names of all."""
    today = clock.today()
    found = []
    for target in policy.targets:
        if not asked.role or asked.role == target.role:
            rows = queries.out_of_reach(target, asked.narrowed, policy, on=today)
            found.append((target, list(rows[:SHOWN]), rows.count()))
    names = names_of(one.school for _, rows, _ in found for one in rows)
    return [
        presenters.missed(target, rows, many, names, rules.period_of(today, target.every, policy), on=today)
        for target, rows, many in found
    ]


def _terms(asked: Asked, policy: Heard) -> list[tuple[str, list[tuple[str, int]]]]:
    """How many schools were heard in each term of this school year and the last, by the roles to be reached."""
    today = clock.today()
    year = AcademicYear.of(today)
    terms = [one for some in (year.after(-1), year) for one in rules.terms_of(some, policy) if one.begins <= today]
    roles = [asked.role] if asked.role else list(policy.by_role)
    told = queries.trend(terms, asked.narrowed, roles)
    return [
        (term.words, [(role_words(role), told.get((term.begins, role), 0)) for role in roles])
        for term in reversed(terms)
    ]


def _names_schools(request: HttpRequest) -> bool:
    """Figures are for more people than the names behind them."""
    return reach(request.user, "contacts.see").everywhere


def _districts(request: HttpRequest) -> list[tuple[str, str]]:
    covers = reach(request.user, "heard.see")
    every = [(one.key, one.name) for one in policy_of_districts().districts]
    return every if covers.everywhere else [one for one in every if one[0] in covers.districts]


def _about(request: HttpRequest, asked: Asked, what: str) -> dict[str, object]:
    return {
        "What this is": what,
        "Period": f"{asked.period.words}",
        "Schools": asked.where or "all",
        "Made on": clock.today(),
        "For": str(request.user),
        "Policy": heard().agreed_by,
    }
