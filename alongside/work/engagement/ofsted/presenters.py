"""Calls as people read them. Nothing here knows what was said before publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.floor.kernel.prose import counted
from alongside.floor.web.words import day, weekday
from alongside.work.engagement.ofsted import rules
from alongside.work.engagement.ofsted.models import Call, Feedback
from alongside.work.engagement.ofsted.policies import calls
from alongside.work.engagement.ofsted.rules import Stage

TAGS = {Stage.LONG: "tag--amber", Stage.PUBLISHED: "tag--green", Stage.ENDED: "tag--quiet", Stage.WAITING: "tag--quiet"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A call with where it stands, and what is to be done next (`next` is a key of the page)."""

    call: Call
    stage: str
    tag: str
    kind: str
    feedback: str
    late: bool
    next: str


def shown(call: Call, *, on: date) -> Shown:
    policy = calls()
    feedback = call.feedback
    stage = rules.stage(
        call.facts,
        feedback_on=feedback.on if feedback.held else None,
        published=bool(call.number),
        ended=bool(call.ended_why),
        on=on,
        policy=policy,
    )
    words, late = feedback_says(call, feedback, on=on)
    kind = policy.kinds.get(call.kind)
    return Shown(
        call,
        stage.value,
        TAGS.get(stage, ""),
        kind.title if kind else call.kind,
        words,
        late,
        _next(call, feedback, on),
    )


def feedback_says(call: Call, feedback: Feedback, *, on: date) -> tuple[str, bool]:
    """The feedback meeting in a sentence, and whether something is missing there."""
    if not call.maintained:
        return "At an academy the feedback meeting is the trust’s.", False
    if feedback.held and feedback.nobody_why:
        return f"Held on {day(feedback.on)}. Nobody of us was there: {feedback.nobody_why}", False
    if feedback.held:
        late = feedback.days_late
        when = "the same day" if late <= 0 else f"{counted(late, 'day')} later"
        return f"Held on {day(feedback.on)}, written down {when}.", False
    if feedback.on:
        missing = feedback.on < on
        when = weekday(feedback.on) + (f" at {feedback.starts:%H:%M}" if feedback.starts else "")
        return (f"It was to be on {when}; nobody has written down who was there." if missing else f"{when}.", missing)
    return "Nobody has said yet when it is.", True


def _next(call: Call, feedback: Feedback, on: date) -> str:
    if not call.is_going_on or not call.maintained or feedback.held:
        return ""
    return "plan" if feedback.on is None else "held" if feedback.on <= on else ""
