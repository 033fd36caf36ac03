"""What is due for a concern on a day, by policies/concerns.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.work.engagement.concerns.policies import CONCERN, Concerns

TELL, WEIGH, REFER, CHASE, STEP = "tell", "weigh", "refer", "chase", "step"


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral: to whom (key), from when on it is chased, whether it was answered."""

    to: str
    chase_by: date
    answered: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a concern. `weighed_on`: the last time; `step_due`: of a restricted concern's next step, which
    is no task."""

    kind: str
    weight: str
    recorded_on: date
    weighed_on: date
    told_on: date | None
    restricted: bool
    open: bool
    is_academy: bool
    referrals: tuple[Sent, ...] = ()
    step_due: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something to do by a day: what, and for a referral to whom."""

    by: date
    what: str
    to: str = ""

    def overdue(self, on: date) -> bool:
        return self.by < on


def weigh_again_by(weight: str, weighed_on: date, policy: Concerns) -> date | None:
    """By when it is weighed again; None for a weight that the policy does not know any more."""
    found = policy.weight(weight)
    return weighed_on + timedelta(days=found.weigh_again_days) if found else None


def still_to_refer(kind: str, weight: str, *, is_academy: bool, sent: Iterable[str], policy: Concerns) -> list[str]:
    """To whom an academy's concern of this weight must still be referred, in the order of the policy."""
    found = policy.weight(weight)
    if kind != CONCERN or not is_academy or found is None or not found.refer:
        return []
    gone = set(sent)
    return [to for to in policy.referral.to if to not in gone]


def what_is_due(facts: Facts, policy: Concerns) -> list[Due]:
    """Everything that is to be done about it, the earliest first. Nothing for one that is closed.

    A restricted concern is not told to the school on a date: whoever follows it decides whether and when.
    """
    if not facts.open:
        return []
    due = []
    if facts.told_on is None and not facts.restricted:
        due.append(Due(facts.recorded_on + timedelta(days=policy.tell_within_days), TELL))
    if again := weigh_again_by(facts.weight, facts.weighed_on, policy):
        due.append(Due(again, WEIGH))
    sent = [one.to for one in facts.referrals]
    for to in still_to_refer(facts.kind, facts.weight, is_academy=facts.is_academy, sent=sent, policy=policy):
        due.append(Due(facts.weighed_on + timedelta(days=policy.referral.within_days), REFER, to))
    due += [Due(one.chase_by, CHASE, one.to) for one in facts.referrals if not one.answered]
    if facts.step_due:
        due.append(Due(facts.step_due, STEP))
    return sorted(due)
