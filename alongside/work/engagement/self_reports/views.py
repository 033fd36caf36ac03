"""What schools say they need: the list, one, and the forms of the head and of whoever answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import rules as who_may
from django import forms
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks, nothing_differs
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.both_versions import Difference, said_differently
from alongside.floor.web.words import day
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.vocabulary import MAINTAINED
from alongside.work.engagement.self_reports import actions
from alongside.work.engagement.self_reports import forms as own
from alongside.work.engagement.self_reports.models import Report
from alongside.work.engagement.self_reports.policies import self_reports

GET_OR_POST = ["GET", "POST"]
PER_PAGE = 50
# Those that wait first; databases differ in where they put what has no day.
ORDER = (F("answered_at").asc(nulls_first=True), F("answer_due").asc(nulls_last=True), "-pk")
State = Report.State


@permitted("self-reports.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Those that wait for an answer first. `?state=` narrows; `?district=` likewise."""
    state = request.GET.get("state", "")
    found = Report.objects.visible(request.user).select_related("answerer")
    if state in State.values:
        found = found.filter(state=state)
    if district := request.GET.get("district", "")[:40].replace("\x00", ""):
        found = found.filter(school__in=Profile.objects.current().filter(district=district).values("urn"))
    page = Paginator(found.order_by(*ORDER), PER_PAGE).get_page(request.GET.get("page"))
    urns = {one.school for one in page.object_list}
    names = dict(Profile.objects.current().filter(urn__in=urns).values_list("urn", "name"))
    today = clock.today()
    rows = [(one, names.get(one.school, f"URN {one.school}"), _is_late(one, today)) for one in page.object_list]
    context = {
        "section": "self-reports",
        "rows": rows,
        "page": page,
        "late": sum(late for _, _, late in rows),
        "states": [(one.value, one.label) for one in State if one != State.DISCARDED],
        "state": state,
        "own_schools": sorted(reach(request.user, "self-reports.write").schools),
        "policy": self_reports(),
    }
    return render(request, "self_reports/list.html", context)


@permitted("self-reports.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What a school said, and what was answered."""
    return render(request, "self_reports/one.html", _context(request, found_for(request, pk)))


@permitted("self-reports.write")
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest, urn: int) -> HttpResponse:
    """The questions: a new draft, or the one that was begun."""
    profile = Profile.objects.current().filter(urn=urn).first()
    if profile is None:
        raise Http404("There is no such school.")
    demand(request, "self-reports.write", _place(profile, urn))
    draft = Report.objects.filter(school=urn, state=State.DRAFT).select_related("by").first()

    def make(data: Any) -> own.NeedsForm:
        return own.NeedsForm(data, report=draft)

    def did(form: own.NeedsForm) -> Told:
        common: dict[str, Any] = {"answers": form.answers(), "by": by(request), "at": clock.now()}
        if draft:
            made = actions.change(report=draft.pk, version=form.cleaned_data["seen"] or 0, **common)
        else:
            made = actions.start(school=urn, **common)
        if "later" not in request.POST:
            return "", reverse("self-reports:send", args=[made.pk])
        kept = "Kept as a draft. Only you and whoever leads the school with you can see it."
        return kept, reverse("self-reports:one", args=[made.pk])

    def differs(form: own.NeedsForm, theirs: Any) -> list[Difference]:
        mine = form.answers()
        return said_differently([(question, words, mine.get(key, "")) for key, question, words in theirs.said])

    page = {"section": "self-reports", "profile": profile, "policy": self_reports(), "seen_by": _seen_by(profile)}
    return asks(request, "self_reports/write.html", make, did, differs=differs, about=page)


@permitted("self-reports.write")
@require_http_methods(GET_OR_POST)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it over, be told who will see it, send it."""
    report = _to(request, pk, "self-reports.write")
    if report.state != State.DRAFT:
        return redirect("self-reports:one", pk=pk)

    def did(said: Mapping[str, Any]) -> str:
        found = actions.send(report=pk, version=said["seen"], by=by(request), at=clock.now())
        return f"Sent. {found.answerer} answers by {day(found.answer_due)}."

    return _done(request, report, own.SendForm, did, title="Check and send", button="Send it", ask="send")


@permitted("self-reports.write")
@require_http_methods(GET_OR_POST)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add to what was sent."""
    report = _to(request, pk, "self-reports.write")
    make = _words("What do you want to add?")

    def did(said: Mapping[str, Any]) -> str:
        actions.add(report=pk, words=said["words"], by=by(request), at=clock.now())
        return "Added. Whoever answers is told."

    return _done(request, report, make, did, title="Add to what you sent", button="Send it")


@permitted("self-reports.write")
@require_http_methods(GET_OR_POST)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    report = _to(request, pk, "self-reports.write")
    is_draft = report.state == State.DRAFT

    def did(said: Mapping[str, Any]) -> str:
        actions.withdraw(report=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "The draft is thrown away." if is_draft else "Withdrawn."

    title = "Throw the draft away" if is_draft else "Withdraw what you sent"
    return _done(request, report, own.WithdrawForm, did, title=title, button=title)


@permitted("self-reports.answer")
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it."""
    report = _to(request, pk, "self-reports.answer")
    make = _words("Your answer", "The head and the chair of governors read it at once, under your name.")

    def did(said: Mapping[str, Any]) -> str:
        actions.answer(report=pk, version=said["seen"], words=said["words"], by=by(request), at=clock.now())
        return "Answered. The school is told."

    return _done(request, report, make, did, title="Answer the school", button="Send the answer")


@permitted("self-reports.answer")
@require_http_methods(GET_OR_POST)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was agreed to go into a plan."""
    report = _to(request, pk, "self-reports.answer")
    help_text = "It becomes the draft of a plan. What it costs is not known yet: give no figure."
    make = _words("What was agreed with the school?", help_text, before=report.agreed)

    def did(said: Mapping[str, Any]) -> str:
        actions.agree(report=pk, version=said["seen"], words=said["words"], by=by(request), at=clock.now())
        return "Written down. The school is told."

    return _done(request, report, make, did, title="What was agreed", button="Save")


def found_for(request: HttpRequest, pk: int) -> Report:
    """The report; 404 alike where there is none and where this person may not see it."""
    found: Report | None = (
        Report.objects.visible(request.user)
        .select_related("answerer", "sent_by", "started_by", "answered_by", "by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("There is no such report, or it is not for you to see.")
    return found


def _to(request: HttpRequest, pk: int, permission: str) -> Report:
    report = found_for(request, pk)
    demand(request, permission, report)
    return report


def _context(request: HttpRequest, report: Report) -> dict[str, Any]:
    profile = Profile.objects.current().filter(urn=report.school).first()
    place = _place(profile, report.school)
    waits, today = report.state == State.SENT, clock.today()
    may_write = who_may.has_perm("self-reports.write", request.user, place)
    may_answer = who_may.has_perm("self-reports.answer", request.user, place)
    return {
        "section": "self-reports",
        "report": report,
        "school": profile.name if profile else f"URN {report.school}",
        "said": [(question, words) for _, question, words in report.said if words],
        "additions": list(report.additions.select_related("by")),
        "late": _is_late(report, today),
        "waits": waits,
        "is_draft": report.state == State.DRAFT,
        "may_send": may_write and report.state == State.DRAFT,
        "may_add": may_write and waits,
        "may_answer": may_answer and waits,
        "may_agree": may_answer and report.state in (State.ANSWERED, State.AGREED),
        "seen_by": _seen_by(profile),
        "policy": self_reports(),
    }


def _seen_by(profile: Profile | None) -> list[str]:
    """Who sees what this school says, in sentences."""
    said = self_reports().seen_by
    contract = said.contract if profile and profile.group == MAINTAINED else said.without_contract
    return [*said.everybody, *contract, said.nobody_else]


def _place(profile: Profile | None, urn: int) -> Place:
    if profile is None:
        return Place(school=urn)
    return Place(school=urn, district=profile.district, contract=profile.group == MAINTAINED)


def _is_late(report: Report, today: Any) -> bool:
    return report.state == State.SENT and report.answer_due is not None and report.answer_due < today


def _words(label: str, help_text: str = "", before: str = "") -> Callable[..., own.WordsForm]:
    """A form that asks for words, under these."""

    def make(data: Any, *, initial: dict[str, Any]) -> own.WordsForm:
        form = own.WordsForm(data, initial={**initial, "words": before})
        form.fields["words"].label = label
        form.fields["words"].help_text = help_text
        return form

    return make


def _done(
    request: HttpRequest,
    report: Report,
    kind: Callable[..., forms.Form],
    act: Callable[[Mapping[str, Any]], str],
    **context: Any,
) -> HttpResponse:
    """One form over one report: posted, done, back to it (the list, where it is seen no more); or shown again."""

    def did(form: forms.Form) -> Told:
        said = act(form.cleaned_data)
        still = Report.objects.visible(request.user).filter(pk=report.pk).exists()
        return said, reverse("self-reports:one", args=[report.pk]) if still else reverse("self-reports:list")

    def make(data: Any) -> forms.Form:
        return kind(data, initial={"seen": report.version})

    def about() -> dict[str, Any]:
        return _context(request, found_for(request, report.pk))

    return asks(request, "self_reports/do.html", make, did, differs=nothing_differs, about=about, **context)
