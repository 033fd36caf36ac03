"""A load of the small city, and the source that it was of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.access.world import World


def make(world: World) -> dict[str, Any]:
    from alongside.knowledge.opendata.models import Load

    done = Load.objects.filter(state=Load.State.DONE).order_by("-pk").first()
    assert done
    return {"load": {"any": done.pk}}
