"""Thanks that a school had for its help, on its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.knowledge.schools.naming import kept_names_of
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.sharing.helping.models import Help

MOST = 3


def thanked(asked: Asked) -> Mapping[str, Any] | None:
    """The newest thanks; nothing where nobody has said any. One query, and one for names that are not kept."""
    if not asked.is_today:
        return None
    confirmed = Help.objects.filter(giver=asked.school.facts.urn, state=Help.State.CONFIRMED).exclude(thanks="")
    found = list(confirmed.order_by("-thanked_on", "-pk")[:MOST])
    if not found:
        return None
    names = kept_names_of([one.getter for one in found])
    return {"thanks": [(one.thanks, names[one.getter], one.thanked_on) for one in found]}


PANEL = Panel(
    "thanks",
    "Thanks from other schools",
    72,
    "helping/panels/thanks.html",
    thanked,
    permission="giving.see",
    by_load=False,
    apart=True,
    folded=True,
)
