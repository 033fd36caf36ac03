"""What help adds to the page of what a school gives and gets: thanks, and where to begin."""

from __future__ import annotations

from datetime import date

from alongside.work.sharing.helping.models import Help
from alongside.work.ties.giving.registry import Begin
from alongside.work.ties.giving.rules import Thanks

BEGINS = (
    Begin("support-given", "Tell whom you helped", "helping:record"),
    Begin("support-received", "Tell who helped you", "helping:record"),
)


def thanks(urn: int, since: date) -> list[Thanks]:
    """What schools said in thanks for help that was confirmed. One query."""
    found = Help.objects.filter(giver=urn, state=Help.State.CONFIRMED, on__gte=since).exclude(thanks="")
    return [Thanks(words=one.thanks, school=one.getter, on=one.on) for one in found]
