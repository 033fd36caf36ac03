"""What schools are called now, by number: for lists of other things that name their school."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.knowledge.schools.models import Profile


def names_of(urns: Iterable[int | None]) -> dict[int, str]:
    """Names of the register by URN, in one query; none where nothing is asked. “School 123456” where no file tells."""
    wanted = {urn for urn in urns if urn}
    if not wanted:
        return {}
    known = dict(Profile.objects.current().filter(urn__in=wanted).values_list("urn", "name"))
    return {urn: known.get(urn) or f"School {urn}" for urn in wanted}
