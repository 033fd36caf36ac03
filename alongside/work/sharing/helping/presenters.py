"""Help in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.work.sharing.helping.models import Help

TAGS = {"said": "tag--amber", "confirmed": "tag--green", "disputed": "tag--amber"}


@dataclass(frozen=True, slots=True)
class Line:
    """Help in a list. `for_me`: whoever looks is to confirm it, or to put it right."""

    pk: int
    title: str
    words: str
    on: date
    state: str
    look: str
    thanks: str
    for_me: bool


def line(help: Help, names: Mapping[int, str], own: Collection[int]) -> Line:
    """`own`: the schools for which whoever looks speaks."""
    waits = help.state == Help.State.SAID and help.other in own
    disputed = help.state == Help.State.DISPUTED and help.recorded_for in own
    return Line(
        pk=help.pk,
        title=f"{names[help.giver]} helped {names[help.getter]}",
        words=help.words,
        on=help.on,
        state=help.get_state_display(),
        look=TAGS.get(help.state, "tag--quiet"),
        thanks=help.thanks,
        for_me=waits or disputed,
    )
