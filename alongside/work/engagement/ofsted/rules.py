"""Which published inspection came of a call, and where it differs from what was said before. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.knowledge.inspections.facts import AREA_WORDS, Inspection
from alongside.knowledge.inspections.wording import grade
from alongside.work.engagement.ofsted.policies import Calls


class Stage(StrEnum):
    """Where an inspection stands, as people say it."""

    CALLED = "Ofsted has called"
    UNDER_WAY = "Inspectors are there"
    WAITING = "Waiting for publication"
    LONG = "Waiting long for publication"
    PUBLISHED = "Published"
    ENDED = "It did not take place"


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A call as the rules take it."""

    kind: str
    called: date
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """One judgement: what was said at the feedback meeting, what was published."""

    what: str
    before: str
    published: str

    @property
    def differs(self) -> bool:
        return bool(self.before) and self.before != self.published


def match(call: CallFacts, inspections: Iterable[Inspection], policy: Calls) -> Inspection | None:
    """The published inspection that came of a call: of a kind that may, begun within the policy's days, the nearest to
    the day that was announced. The inspections are of the school and of those that it came from."""
    expected = call.starts or call.called + timedelta(days=1)
    found = [one for one in inspections if one.published is not None and may_come_of(call, one, policy)]
    return min(found, key=lambda one: (abs((one.started - expected).days), one.started, one.number), default=None)


def may_come_of(call: CallFacts, inspection: Inspection, policy: Calls) -> bool:
    """Whether an inspection may have come of a call, by its kind and the day on which it began."""
    first = call.called - timedelta(days=policy.begins_before_call_by)
    last = call.called + timedelta(days=policy.begins_after_call_within)
    kind = policy.kinds.get(call.kind)
    return first <= inspection.started <= last and (kind is None or inspection.kind.value in kind.becomes)


def may_be_later(call: CallFacts, inspection: Inspection, policy: Calls) -> bool:
    """Whether a person may say that this one came of the call: it is published, and did not begin before it. Else an
    old inspection would open what was said in confidence."""
    first = call.called - timedelta(days=policy.begins_before_call_by)
    return inspection.published is not None and inspection.started >= first


def stage(call: CallFacts, *, feedback_on: date | None, published: bool, ended: bool, on: date, policy: Calls) -> Stage:
    """Where it stands on a day."""
    if ended:
        return Stage.ENDED
    if published:
        return Stage.PUBLISHED
    begins = call.starts or call.called + timedelta(days=1)
    if on < begins:
        return Stage.CALLED
    if feedback_on is None and on <= begins + timedelta(days=1):
        return Stage.UNDER_WAY
    return Stage.LONG if (on - call.called).days > policy.waits_long_after_days else Stage.WAITING


def beside(grades: Mapping[str, str], safeguarding: bool | None, inspection: Inspection) -> list[Beside]:
    """What was said before beside what was published, area by area in the order of the framework."""
    areas = [area for area in AREA_WORDS if area in grades or area in inspection.areas]
    said = [
        Beside(
            AREA_WORDS[area],
            grades.get(area, ""),
            grade(inspection.areas[area], inspection.started) if area in inspection.areas else "",
        )
        for area in areas
    ]
    if safeguarding is not None or inspection.safeguarding is not None:
        said.append(Beside("Safeguarding", _met(safeguarding), _met(inspection.safeguarding)))
    return said


def said(grades: Mapping[str, str], safeguarding: bool | None) -> list[tuple[str, str]]:
    """What was said, area by area in the order of the framework."""
    told = [(AREA_WORDS[area], grades[area]) for area in AREA_WORDS if area in grades]
    return told if safeguarding is None else [*told, ("Safeguarding", _met(safeguarding))]


def _met(answer: bool | None) -> str:
    return "" if answer is None else "Met" if answer else "Not met"
