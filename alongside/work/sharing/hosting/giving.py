"""What visits between schools add to the page of what a school gives and gets: thanks, and where to begin."""

from __future__ import annotations

from datetime import date

from alongside.work.sharing.hosting.models import Visit
from alongside.work.ties.giving.registry import Begin
from alongside.work.ties.giving.rules import Thanks

BEGINS = (
    Begin("visit-hosted", "Say what you could show to visitors", "hosting:list"),
    Begin("visit-made", "Visit another school", "hosting:list"),
)


def thanks(urn: int, since: date) -> list[Thanks]:
    """What guests said in thanks to their host. One query."""
    found = Visit.objects.filter(host=urn, state=Visit.State.MADE, on__gte=since).exclude(thanks="")
    return [Thanks(words=one.thanks, school=one.guest, on=one.on) for one in found if one.on]
