"""A write-up of Lock's, as its head would write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.town import AT, LOCK, Town

if TYPE_CHECKING:
    from alongside.work.sharing.practice.models import Item


def write(town: Town, **said: Any) -> Item:
    from alongside.work.sharing.practice import actions

    return actions.write(**written(town) | {"school": LOCK, "by": town.other_head, "at": AT} | said)


def written(town: Town) -> dict[str, Any]:
    return {
        "title": "A call home on the first morning",
        "problem": "Absence grew in the second half of the autumn term.",
        "done": "Whoever teaches the first lesson rings before ten.",
        "for_whom": "Year 8 and Year 9",
        "evidence": "Sessions missed fell by a quarter within two terms.",
        "strength_of_evidence": "measured",
        "cost": "Half an hour of office time a day.",
        "ask": town.person(town.other_head),
        "topics": ["attendance", "families"],
        "phases": ["secondary"],
    }


def published(town: Town, **said: Any) -> Item:
    from alongside.work.sharing.practice import actions

    made = write(town, **said)
    return actions.publish(item=made.pk, version=1, by=made.by, at=AT)
