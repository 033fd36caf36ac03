"""Meetings as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import rules as permissions

from alongside.floor.accounts.roles import roles
from alongside.floor.kernel.prose import counted, joined
from alongside.floor.web.words import day
from alongside.work.meetings import rules
from alongside.work.meetings.models import Meeting, Part, Series
from alongside.work.meetings.points.models import Point

STATE_TAGS = {
    Meeting.State.PLANNED: "",
    Meeting.State.HELD: "tag--amber",
    Meeting.State.DRAFT: "tag--amber",
    Meeting.State.AGREED: "tag--green",
    Meeting.State.CANCELLED: "tag--quiet",
}
POINT_TAGS = {
    Point.State.OPEN: "tag--amber",
    Point.State.DOING: "",
    Point.State.DONE: "tag--green",
    Point.State.WONT: "tag--quiet",
}
ROOM = 10  # names that a sentence can hold


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """A point with its words for the state, and whether it is overdue."""

    point: Point
    tag: str
    overdue: bool
    raised_by: str
    said: str  # what stands where the answer would


def title_of(role: str) -> str:
    """A role in words; what is no role of the policy is left unsaid."""
    known = roles().roles.get(role)
    return known.title if known else ""


def may_read_record(user: Any, meeting: Meeting) -> bool:
    """Minutes are read by who may see the meeting once they were shared; by who writes them before."""
    if meeting.state in (Meeting.State.DRAFT, Meeting.State.AGREED):
        return True
    return meeting.state == Meeting.State.HELD and bool(permissions.has_perm("meetings.run", user, meeting))


def point(found: Point, *, on: date) -> ShownPoint:
    overdue = rules.is_overdue(waiting=found.is_waiting, due=found.due, on=on)
    raisers = [
        one.name + (f" ({', '.join(part for part in (title_of(one.role).lower(), one.school_name) if part)})")
        for one in found.raisers.all()
    ]
    said = f"Our answer was due by {day(found.due)}." if overdue else f"You hear from us by {day(found.due)}."
    return ShownPoint(found, POINT_TAGS[Point.State(found.state)], overdue, joined(raisers), said)


def by_school(parts: Iterable[Part]) -> list[tuple[str, list[Part]]]:
    """People by the school that they speak for, by name; then those of no school."""
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.school_name, []).append(part)
    return sorted(found.items(), key=lambda pair: (not pair[0], pair[0]))


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came, in words and by school."""

    here: list[Part]
    sorry: list[Part]
    absent: list[Part]
    schools: int
    says: str
    quorum: rules.Quorate


def attendance(parts: Sequence[Part], series: Series) -> Attendance:
    here = [one for one in parts if one.is_here]
    schools = {one.school for one in here if one.school}
    by_role = {role: sum(one.role == role for one in here) for role in dict.fromkeys(one.role for one in here)}
    said = joined([_so_many(number, title_of(role).lower() or "guest") for role, number in by_role.items()])
    people = [rules.Someone(one.pk, one.role, one.is_here, one.invited and not one.withdrawn) for one in parts]
    return Attendance(
        here,
        [one for one in parts if one.came == Part.Came.SORRY],
        [one for one in parts if one.came == Part.Came.ABSENT],
        len(schools),
        said,
        rules.quorum(people, series.rules.quorum),
    )


def _so_many(number: int, title: str) -> str:
    """`two chairs of governors`: of a title in several words that say of what, the first has the plural."""
    first, of, rest = title.partition(" of ")
    return counted(number, first) + of + rest


def to_do(meeting: Meeting, *, parts: Sequence[Part], items: Sequence[Any], today: date) -> str:
    """What who runs the meeting does next, as a key of the page; empty where nothing is to be done."""
    if meeting.state == Meeting.State.PLANNED:
        if meeting.on <= today:
            return "attendance"
        if not any(not part.withdrawn for part in parts):
            return "invite"
        if not items:
            return "agenda"
        if meeting.papers_out_on is None and papers_due(meeting) <= today:
            return "papers"
        return ""
    return {Meeting.State.HELD: "write", Meeting.State.DRAFT: "agree"}.get(Meeting.State(meeting.state), "")


def papers_due(meeting: Meeting) -> date:
    return meeting.on - timedelta(days=meeting.series.rules.papers_days)


def answers(parts: Sequence[Part]) -> str:
    """Twelve are coming, three cannot come, 40 have not answered."""
    asked = [part for part in parts if part.invited and not part.withdrawn]
    if not asked:
        return "Nobody has been invited yet."
    coming = sum(part.answer == Part.Answer.COMING for part in asked)
    sorry = sum(part.answer == Part.Answer.SORRY for part in asked)
    silent = len(asked) - coming - sorry
    return (
        f"Of {counted(len(asked), 'person').replace('persons', 'people')} invited {coming} come, {sorry} cannot, "
        f"{silent} have not answered."
    )


def register_of(meetings: Sequence[Meeting], parts: Iterable[Part]) -> list[tuple[str, list[str]]]:
    """By school: in which role somebody of it was there, meeting by meeting."""
    found: dict[str, dict[int, list[str]]] = {}
    for part in parts:
        if part.school_name:
            line = found.setdefault(part.school_name, {})
            if part.is_here:
                line.setdefault(part.meeting_id, []).append(title_of(part.role).split(" ")[0] or "Guest")
    return [
        (school, [joined(sorted(set(line.get(one.pk, [])))).capitalize() for one in meetings])
        for school, line in sorted(found.items())
    ]
