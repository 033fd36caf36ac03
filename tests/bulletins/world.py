"""A bulletin that was sent, the link of one of its readers, and a draft of the director's."""

from __future__ import annotations

from typing import Any


def make(world: Any) -> dict[str, dict[str, Any]]:
    from alongside.work.engagement.bulletins import actions, queries
    from alongside.work.engagement.bulletins.facts import Said
    from alongside.work.engagement.bulletins.models import Copy

    said = Said(subject="Attendance day", text="It is on Friday.", roles=("head",))
    sent, draft = (actions.write(said=said, by=world.by, at=world.at) for _ in range(2))
    readers = queries.readers(said, on=world.today)
    actions.send(bulletin=sent.pk, version=1, readers=readers, by=world.by, at=world.at)
    link = Copy.objects.filter(bulletin=sent).values_list("token", flat=True).first()
    return {"bulletin": {"any": sent.pk}, "bulletin-draft": {"any": draft.pk}, "bulletin-link": {"any": link}}
