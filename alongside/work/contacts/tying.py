"""What a contact makes between schools and the partnership: a visit is a tie of the school, a meeting of each school
that was there. Other kinds of contact, and what is for few, make none: the ledger of ties is read by more people.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.work.contacts.models import Contact, Taking
from alongside.work.ties import actions as ties
from alongside.work.ties.actions import End
from alongside.work.ties.models import Tie

KINDS = {Contact.Kind.VISIT: Tie.Kind.VISIT, Contact.Kind.MEETING: Tie.Kind.MEETING}
_MOST_BEGINNINGS = 40


def tie(contact: Contact, takings: list[Taking], *, is_new: bool, by: Any, at: datetime) -> None:
    """Bring the ties of a contact up to what it says now, inside the transaction that wrote it. What was once taken
    back does not return: it begins anew, with a source of its own."""
    wanted = _wanted(contact, takings)
    if is_new and not wanted:
        return
    sources = [_source(contact, number) for number in range(1, _MOST_BEGINNINGS + 1)]
    found = [] if is_new else list(Tie.objects.filter(source__in=sources))
    gone = {tie.pk for tie in found if not tie.withdrawn and (tie.school, tie.kind) not in wanted}
    for source, school in sorted({(tie.source, tie.school) for tie in found if tie.pk in gone}):
        ties.withdraw(source=source, school=school, why="The contact says so no more.", by=by, at=at)
    stands = {(tie.school, tie.kind): tie for tie in found if not tie.withdrawn and tie.pk not in gone}
    used = {(tie.source, tie.school, tie.kind) for tie in found}
    ends: dict[str, list[End]] = {}
    for school, kind in sorted(wanted):
        known = stands.get((school, kind))
        if known and known.since == contact.on:
            continue
        source = (
            known.source if known else next((one for one in sources if (one, school, kind) not in used), sources[-1])
        )
        ends.setdefault(source, []).append(End(kind=kind, school=school))
    for source, some in ends.items():
        ties.post(ends=some, source=source, since=contact.on, until=contact.on, by=by, at=at)


def _wanted(contact: Contact, takings: list[Taking]) -> set[tuple[int, str]]:
    """Schools and kinds of tie."""
    kind = KINDS.get(Contact.Kind(contact.kind))
    if kind is None or contact.restricted or contact.withdrawn:
        return set()
    schools = {one.school for one in takings if one.school and not one.ours} | {contact.school} - {None}
    return {(school, str(kind)) for school in schools if school}


def _source(contact: Contact, number: int) -> str:
    """“contact 12”, and for a beginning after the first “contact 12 (2)”."""
    return f"contact {contact.pk}" + (f" ({number})" if number > 1 else "")
