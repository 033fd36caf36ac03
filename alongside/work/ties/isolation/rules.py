"""Whether a school stands alone: its ties, which kinds are recorded at all, the policy and a day make a verdict.

Pure: no database, no clock. Sums are whole thousandths of a point, so that the order of ties makes no difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from alongside.work.ties.isolation.policies import WHOLE, Group, Isolation, Kind

ALONE, THIN, CONNECTED, UNKNOWN = "alone", "thin", "connected", "unknown"
LASTING = frozenset({"family", "network", "trust"})  # the others take place on a day
RANK = {ALONE: 0, THIN: 1, CONNECTED: 2}  # unknown is no rank: not known is neither more nor less
NOTHING_MISSING: tuple[Group, ...] = ()


class Fact(NamedTuple):
    """A tie of the school that was not taken back. `until`: its last day; None while it lasts. `company`: whether
    another school shares it, where that is asked."""

    kind: str
    since: date
    until: date | None = None
    company: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state`: connected, thin, alone or unknown. `at_least`: what the recorded ties make of it by themselves.

    `points` and `by_kind` (only kinds that count): thousandths of a point. `missing`: what nobody has recorded yet,
    where that could change the state.
    """

    state: str
    at_least: str
    points: int
    by_kind: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A tie, and what it adds: `worth` thousandths of `full`. `fades_from`, `gone_from`: None while it lasts. `why`: in
    words, where it counts for less than in full."""

    tie: Any
    worth: int
    full: int
    fades_from: date | None
    gone_from: date | None
    why: str

    @property
    def in_full(self) -> bool:
        return self.worth == self.full


def worth(fact: Fact, policy: Isolation, *, on: date) -> int:
    """Thousandths of a point that a tie adds on a day, before what its kind may add at most."""
    kind, since, until, company = fact
    scale = policy.scales.get(kind)
    if scale is None or since > on or not company:
        return 0
    if until is None or until >= on:
        return scale[0]
    age = (on - until).days
    return scale[age] if age < len(scale) else 0


def judge(facts: Iterable[Fact], recorded: Collection[str], policy: Isolation, *, on: date) -> Verdict:
    """The verdict on one school. `recorded`: the kinds of which any school had a tie by the day."""
    return settle(summed(facts, policy, on=on), missing(recorded, policy), policy)


def summed(facts: Iterable[Fact], policy: Isolation, *, on: date) -> dict[str, int]:
    """Thousandths of a point by kind, what each may add at most not looked at yet. The loop that runs a million times:
    `worth`, written out."""
    scales = policy.scales
    sums: dict[str, int] = {}
    for kind, since, until, company in facts:
        if since > on or not company or kind not in scales:
            continue
        scale = scales[kind]
        if until is None or until >= on:
            value = scale[0]
        else:
            age = (on - until).days
            value = scale[age] if age < len(scale) else 0
        if value:
            sums[kind] = sums.get(kind, 0) + value
    return sums


def missing(recorded: Collection[str], policy: Isolation) -> tuple[Group, ...]:
    """What nobody has recorded yet, of what has to be recorded."""
    return tuple(group for group in policy.coverage if not any(kind in recorded for kind in group.kinds))


def settle(sums: Mapping[str, int], missing: tuple[Group, ...], policy: Isolation) -> Verdict:
    """The verdict on sums by kind. Where ties of a kind that is recorded nowhere could lift the school, it is
    unknown."""
    kinds = policy.by_key
    by_kind = {key: min(value, kinds[key].most * WHOLE) for key, value in sums.items()}
    points = sum(by_kind.values())
    low = _state(points, policy)
    if not missing:
        return Verdict(low, low, points, by_kind)
    could = {key for group in missing for key in group.kinds}
    high = _state(points + WHOLE * sum(kinds[key].most for key in could), policy)
    if high == low:
        return Verdict(low, low, points, by_kind)
    return Verdict(UNKNOWN, low, points, by_kind, missing)


def counted(tie: Any, fact: Fact, policy: Isolation, *, on: date) -> Counted:
    """What one tie adds, and why no more. `tie`: whatever it is called by; it is handed back."""
    kind = policy.by_key.get(fact.kind)
    if kind is None:
        return Counted(tie, 0, 0, None, None, "this kind of tie does not count")
    value, full = worth(fact, policy, on=on), kind.weight * WHOLE
    if fact.since > on:
        return Counted(tie, 0, full, None, None, "it has not begun yet")
    if not fact.company:
        return Counted(tie, 0, full, None, None, "no other school belongs to it yet")
    if fact.until is None or fact.until >= on:
        return Counted(tie, value, full, None, None, "")
    fades = fact.until + timedelta(days=kind.full_days + 1)
    gone = fact.until + timedelta(days=max(kind.gone_days, 1))
    return Counted(tie, value, full, fades, gone, "" if value == full else _faded(value, kind))


def falls_on(facts: Iterable[Fact], recorded: Collection[str], policy: Isolation, *, on: date) -> date | None:
    """The day on which the school would be less well connected than on this one, were no tie added: when somebody
    should have asked. None where that never comes."""
    known = [fact for fact in facts if fact.since <= on]
    now = RANK[judge(known, recorded, policy, on=on).at_least]
    if not now:
        return None
    low, high = 0, policy.longest + 1
    if RANK[judge(known, recorded, policy, on=on + timedelta(days=high)).at_least] >= now:
        return None
    while low + 1 < high:  # what nobody adds to only falls, so halving finds the day
        middle = (low + high) // 2
        falls = RANK[judge(known, recorded, policy, on=on + timedelta(days=middle)).at_least] < now
        low, high = (low, middle) if falls else (middle, high)
    return on + timedelta(days=high)


def _faded(value: int, kind: Kind) -> str:
    if value:
        return "it lies some time back"
    return "it lies too far back" if kind.gone_days else "it is over"


def _state(points: int, policy: Isolation) -> str:
    if points >= policy.connected_at * WHOLE:
        return CONNECTED
    return THIN if points >= policy.thin_at * WHOLE else ALONE
