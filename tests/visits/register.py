"""Schools in the register without a file: what the pages of visits need of them."""

from __future__ import annotations

from datetime import date


def fill(*schools: tuple[int, str, str, str, str, str]) -> None:
    """Each school: URN, name, type, group, phase, district. As the first load would leave them."""
    from alongside.knowledge.opendata.models import Head
    from alongside.knowledge.schools.models import Profile
    from alongside.knowledge.schools.partnership import partnership

    Head.objects.update_or_create(pk=1, defaults={"version": 1})
    for urn, name, kind, group, phase, district in schools:
        Profile.objects.create(
            urn=urn,
            name=name,
            sort_name=name,
            type=kind,
            group=group,
            phase=phase,
            status="open",
            opened=date(2010, 9, 1),
            authority=partnership().authority,
            district=district,
            words=name.lower(),
            since=1,
        )
