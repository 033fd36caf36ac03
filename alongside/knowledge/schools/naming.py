"""What schools are called now, by number: for lists of other things that name their school."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.cache import cache

from alongside.knowledge.schools.models import Profile


def names_of(urns: Iterable[int | None]) -> dict[int, str]:
    """Names of the register by URN, in one query; none where nothing is asked. “School 123456” where no file tells."""
    wanted = {urn for urn in urns if urn}
    if not wanted:
        return {}
    known = dict(Profile.objects.current().filter(urn__in=wanted).values_list("urn", "name"))
    return {urn: known.get(urn) or f"School {urn}" for urn in wanted}


def kept_names_of(urns: Iterable[int | None]) -> dict[int, str]:
    """The same for a page that may hardly ask the database: each name is kept for some minutes, so that one that
    changed with a load shows a little later."""
    wanted = {urn for urn in urns if urn}
    kept = cache.get_many([_KEPT.format(urn) for urn in wanted])
    found = {urn: kept[_KEPT.format(urn)] for urn in wanted if _KEPT.format(urn) in kept}
    missing = names_of(wanted - found.keys())
    if missing:
        cache.set_many({_KEPT.format(urn): name for urn, name in missing.items()}, timeout=600)
    return found | missing


_KEPT = "schools:name:{}"
