"""A visit in words: where it stands, what was sent, what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from alongside.floor.web.words import day, plural
from alongside.work.engagement.visits.models import Answer, Attachment, Report, Visit
from alongside.work.engagement.visits.rules import Stand, Standing
from alongside.work.engagement.visits.writing.written import Written, parts_of
from alongside.work.tasks.models import Task


@dataclass(frozen=True, slots=True)
class Line:
    """Something agreed: what, who, by when, and how it stands."""

    words: str
    owner: str
    due: date
    state: str = ""
    late: bool = False
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report, with what the head would say instead and what it said before it was mended."""

    key: str
    kind: str
    title: str
    words: str
    correction: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as its page shows it."""

    number: int
    parts: Sequence[Part]
    present: Sequence[dict[str, str]]
    agreed: Sequence[Line]
    kept: Sequence[Line]
    files: Sequence[Attachment]
    why: str = ""
    by: Any = None
    at: datetime | None = None
    answer: Answer | None = None
    reply: Any = None
    openings: Sequence[Any] = field(default=())


def preview(visit: Visit, written: Written) -> Shown:
    """What was written, as the school will see it."""
    return Shown(
        number=1,
        parts=[Part(**part) for part in parts_of(written.parts, visit.template)],
        present=[{"name": one.name, "role": one.role, "title": one.title} for one in written.present],
        agreed=[Line(one.words, one.owner.name, one.due) for one in written.agreed],
        kept=_lines(Task.objects.select_related("owner").filter(pk__in=written.kept), visit.on),
        files=list(visit.attachments.filter(removed__isnull=True, to_school=True)),
    )


def reports(visit: Visit, *, today: date) -> list[Shown]:
    """What was sent, the newest first, each with its answer, the reply and who opened it. Six queries."""
    found = list(
        visit.reports.select_related(
            "by", "answer", "answer__by", "answer__reply", "answer__reply__by"
        ).prefetch_related("openings__by")
    )
    numbers = {pk for report in found for pk in [*report.agreed, *report.kept]}
    tasks = {task.pk: task for task in Task.objects.select_related("owner").filter(pk__in=numbers)} if numbers else {}
    files = {one.pk: one for one in visit.attachments.all()}
    before: dict[str, str] = {}
    shown = []
    for report in found:
        shown.append(_shown(report, tasks, files, before, today))
        before = {part["key"]: part["words"] for part in report.said}
    return shown[::-1]


def _shown(
    report: Report, tasks: dict[int, Task], files: dict[int, Attachment], before: dict[str, str], today: date
) -> Shown:
    answer = getattr(report, "answer", None)
    corrections = answer.corrections if answer else {}

    def part_of(said: dict[str, str]) -> Part:
        was = before.get(said["key"], "") if report.number > 1 else ""
        return Part(**said, correction=corrections.get(said["key"], ""), before=was if was != said["words"] else "")

    return Shown(
        number=report.number,
        parts=[part_of(said) for said in report.said],
        present=report.present,
        agreed=_lines((tasks[pk] for pk in report.agreed if pk in tasks), today),
        kept=_lines((tasks[pk] for pk in report.kept if pk in tasks), today),
        files=[files[pk] for pk in report.files if pk in files],
        why=report.why,
        by=report.by,
        at=report.at,
        answer=answer,
        reply=getattr(answer, "reply", None) if answer else None,
        openings=list(report.openings.all()),
    )


def _lines(tasks: Iterable[Task], today: date) -> list[Line]:
    return [
        Line(
            task.words,
            task.owner.name,
            task.due,
            _state(task),
            late=task.state == Task.State.OPEN and task.due < today,
            task=task.pk,
        )
        for task in tasks
    ]


def _state(task: Task) -> str:
    if task.state == Task.State.DONE:
        return f"done on {day(task.ended_on)}"
    return "no longer needed" if task.state == Task.State.DROPPED else ""


TAGS = {
    Stand.PLANNED: ("Planned", "tag--quiet"),
    Stand.TO_WRITE: ("To be written up", "tag--amber"),
    Stand.WAITING: ("Waiting for the head", ""),
    Stand.TO_REPLY: ("Inaccurate: to be replied to", "tag--amber"),
    Stand.SETTLED: ("Settled", "tag--green"),
    Stand.CANCELLED: ("Called off", "tag--quiet"),
}


def tag_of(standing: Standing) -> tuple[str, str]:
    """The words and the look of the tag that says where a visit stands."""
    words, look = TAGS[standing.stand]
    return (f"{words}, overdue", "tag--red") if standing.overdue else (words, look)


def in_words(visit: Visit, standing: Standing, *, today: date) -> str:
    """Where a visit stands, in a sentence for whoever reads it."""
    by, late = day(standing.by), f"{plural((today - standing.by).days, 'day')} late" if standing.by else ""
    lead = visit.lead.name
    if standing.stand is Stand.PLANNED:
        return f"{lead} was to go on {by}. Nobody has said yet that it took place." if standing.overdue else ""
    if standing.stand is Stand.TO_WRITE:
        return f"It took place on {day(visit.on)} and should be written up by {by}" + (
            f": {late}." if standing.overdue else "."
        )
    if standing.stand is Stand.WAITING:
        opened = f"The head opened it on {day(visit.opened)}" if visit.opened else "The head has not opened it yet"
        return f"{opened} and is asked to answer by {by}" + (f": {late}." if standing.overdue else ".")
    if standing.stand is Stand.TO_REPLY:
        return f"The head said on {day(visit.answered)} that something is not accurate. A reply is due by {by}" + (
            f": {late}." if standing.overdue else "."
        )
    if standing.stand is Stand.CANCELLED:
        return f"It was called off: {visit.why_cancelled}"
    if visit.accurate:
        return f"The head said on {day(visit.answered)} that it is accurate."
    return f"The head found something inaccurate; it was replied to on {day(visit.replied)}."
