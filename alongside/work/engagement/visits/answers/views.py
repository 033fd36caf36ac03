"""The head says whether a report is accurate; its author mends it, or keeps it and says why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.web.asking import posted
from alongside.floor.web.audience import permitted
from alongside.work.engagement.visits.answers import actions
from alongside.work.engagement.visits.answers.forms import NO, YES, AnswerForm, MendForm, StandForm
from alongside.work.engagement.visits.asking import GET_OR_POST, asked, name_of, visit_for
from alongside.work.engagement.visits.models import Answer, Report, Visit
from alongside.work.engagement.visits.permissions import OPEN

ANSWER, WRITE = "visits.answer", "visits.write"


@permitted(ANSWER)
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accurate, or not: with words and, where wished, with the head's own words beside each part."""
    visit = visit_for(request, pk, ANSWER, OPEN)
    report = _newest(visit)
    if report is None or _answer_to(report):
        return redirect("visits:one", pk)
    form = AnswerForm(posted(request), to=report)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.answer(
                visit=pk,
                report=said["report"],
                accurate=said["accurate"] == YES,
                words=said["words"],
                corrections=form.corrections() if said["accurate"] == NO else {},
                by=by(request),
                at=clock.now(),
            )
        except CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Thank you. Your answer stands with the visit, and whoever wrote it is told.")
            return redirect("visits:one", pk)
    return asked(request, "visits/answer.html", form, visit=visit, school_name=name_of(visit.school))


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what the head found inaccurate: a new report; the one before stays."""
    visit = visit_for(request, pk, WRITE)
    report, given = _to_reply(visit)
    if report is None or given is None:
        return redirect("visits:one", pk)
    form = MendForm(posted(request), of=report, corrections=given.corrections)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.mend(
                visit=pk,
                report=said["report"],
                parts=form.parts(),
                words=said["words"],
                by=by(request),
                at=clock.now(),
            )
        except CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is mended and sent. What was said before stays beside it.")
            return redirect("visits:one", pk)
    return asked(request, "visits/mend.html", form, visit=visit, given=given, school_name=name_of(visit.school))


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def stand_by(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what stands, and say why."""
    visit = visit_for(request, pk, WRITE)
    report, given = _to_reply(visit)
    if report is None or given is None:
        return redirect("visits:one", pk)
    form = StandForm(posted(request), initial={"report": report.number})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.stand_by(visit=pk, report=said["report"], words=said["words"], by=by(request), at=clock.now())
        except CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Your words stand beside the head’s, and the head is told.")
            return redirect("visits:one", pk)
    return asked(request, "visits/stand_by.html", form, visit=visit, given=given, school_name=name_of(visit.school))


def _newest(visit: Visit) -> Report | None:
    found: Report | None = visit.reports.last()
    return found


def _answer_to(report: Report) -> Answer | None:
    return Answer.objects.select_related("by", "reply").filter(report=report).first()


def _to_reply(visit: Visit) -> tuple[Report | None, Answer | None]:
    """The newest report and the head's answer to it, where that waits for a reply."""
    report = _newest(visit)
    given = _answer_to(report) if report else None
    if given is None or given.accurate or hasattr(given, "reply"):
        return None, None
    return report, given
