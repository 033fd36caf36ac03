"""What waits for somebody on My work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Figure, Waiting, Who
from alongside.work.engagement.self_reports.models import Report

MOST = 100
State = Report.State


def lines(who: Who, on: date) -> Sequence[Waiting]:
    """Whoever answers: their own, and of those whom they oversee what is overdue. The head: the draft, and the answer
    that is waited for."""
    writes, answers = reach(who.user, "self-reports.write"), reach(who.user, "self-reports.answer")
    if not writes and not answers:
        return []
    found = Report.objects.visible(who.user).filter(state__in=(State.DRAFT, State.SENT)).select_related("answerer")
    return [line for one in found.order_by("answer_due")[:MOST] if (line := _line(one, who, on, writes.schools))]


def _line(report: Report, who: Who, on: date, own: frozenset[int]) -> Waiting | None:
    address, school = reverse("self-reports:one", args=[report.pk]), report.school
    if report.state == State.DRAFT:
        return Waiting(
            words="Send what your school needs, or throw it away", address=address, kind="Draft", school=school
        )
    mine, late = report.answerer_id == who.person, bool(report.answer_due and report.answer_due < on)
    if not mine and school not in own and not late:
        return None
    return Waiting(
        words="Answer what the school says it needs" if mine else "An answer to what the school needs",
        address=address,
        kind="Self-report",
        due=report.answer_due,
        since=report.sent_at.date() if report.sent_at else None,
        for_me=mine,
        school=school,
        whom=report.answerer.name if report.answerer else "",
    )


def overdue(who: Who, on: date) -> Figure | None:
    """Schools that wait too long for an answer."""
    number = Report.objects.visible(who.user).waiting().filter(answer_due__lt=on).count()
    address = f"{reverse('self-reports:list')}?state=sent"
    words = "schools that asked for help wait too long for an answer"
    return Figure(number=number, words=words, address=address, act=bool(number))
