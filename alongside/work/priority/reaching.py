"""Which schools of a list somebody sees: the office all of them, the council those that its contract reaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.floor.accounts.permissions import reach
from alongside.knowledge.schools.places import places_of
from alongside.work.priority.rules import VerdictInFull


def for_whom(verdicts: Sequence[VerdictInFull], user: Any) -> list[VerdictInFull]:
    """Those whose schools stand today where this person may see the list, whatever day the list is of. One query for
    who does not see all."""
    found = reach(user, "priority.list")
    if found.everywhere:
        return list(verdicts)
    places = places_of({one.urn for one in verdicts})
    return [one for one in verdicts if found.covers(places[one.urn])]
