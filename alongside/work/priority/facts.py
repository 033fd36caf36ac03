"""The frozen facts that the definition takes, and the words in which it answers."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from alongside.knowledge.inspections.facts import History, Inspection
from alongside.knowledge.schools.facts import SchoolFacts


class Status(StrEnum):
    LISTED = "listed"
    NOT_LISTED = "not-listed"
    UNDETERMINED = "undetermined"


class Holds(StrEnum):
    """Whether a limb of the definition applies. The third value always comes with what is missing."""

    YES = "holds"
    NO = "does not hold"
    CANNOT_TELL = "cannot tell"

    @classmethod
    def of(cls, answer: bool | None) -> Holds:
        return cls.CANNOT_TELL if answer is None else (cls.YES if answer else cls.NO)


class Agreement(NamedTuple):
    """What people agreed of a school: that it is vulnerable, in crisis, or (before Sept 2021) at risk.

    It holds while both have agreed and neither has ended it. `grounds`: performance, leadership, or both.
    """

    limb: str
    by_partnership_on: date | None
    by_council_on: date | None
    until: date | None = None
    grounds: tuple[str, ...] = ()
    inspection_imminent: bool = False
    why: str = ""

    def agreed_on(self) -> date | None:
        """The day from which both had agreed."""
        if self.by_partnership_on is None or self.by_council_on is None:
            return None
        return max(self.by_partnership_on, self.by_council_on)

    def in_force(self, on: date) -> bool:
        agreed = self.agreed_on()
        return agreed is not None and agreed <= on and (self.until is None or on < self.until)


class Facts(NamedTuple):
    """What the definition needs to know of a school on a day."""

    school: SchoolFacts
    history: History
    on: date
    agreements: tuple[Agreement, ...] = ()


class Evidence(NamedTuple):
    """What an answer rests on: a sentence, and the inspection with its load and row where it is one."""

    says: str
    inspection: Inspection | None = None


class Limb(NamedTuple):
    """One limb's answer. `since`: the publication day from which it has held without a break; `since_at_least`: it may
    have held longer, for no loaded file tells what was before. `missing`: what is needed where it cannot be told."""

    key: str
    name: str
    holds: Holds
    says: str
    since: date | None = None
    since_at_least: bool = False
    missing: str = ""
    evidence: tuple[Evidence, ...] = ()
