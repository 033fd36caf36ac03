"""What follows a load: the current standing of every open school, made anew where it differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from django.db.models import Max, Q

from alongside.floor.kernel import garbage
from alongside.floor.kernel.prose import plural
from alongside.knowledge.inspections import differences, queries, rules
from alongside.knowledge.inspections import windows as windows_of
from alongside.knowledge.inspections.assembly import Histories
from alongside.knowledge.inspections.facts import History, Inspection
from alongside.knowledge.inspections.models import Listing, Standing, Telling
from alongside.knowledge.inspections.policies import Windows, windows
from alongside.knowledge.opendata.models import LIVE, Load, VersionedQuerySet
from alongside.knowledge.opendata.registry import Follower, Staging
from alongside.knowledge.results.loading import FIGURES
from alongside.knowledge.schools.models import Coverage, Profile, ProfileQuerySet
from alongside.knowledge.schools.rows import day, raw_rows

COLUMNS = (
    *("urn", "mark", "words", "era", "number", "inspected", "published", "predecessor"),
    *("due_earliest", "due_latest", "due_by_law"),
)


def derive(staging: Staging) -> None:
    """See registry.Follower. Leaves everything as it is after a load that says nothing new."""
    if not is_touched(staging):
        return
    with garbage.not_now():
        histories, on, policy = histories_of(staging), newest_day(staging), windows()
        if not histories:
            return
        before = differences.rows_now(staging, Standing, COLUMNS)
        now = {urn: row_of(histories[urn], urn, opened, on, policy) for urn, opened in _open_schools(staging.load_id)}
        _tell_changes(staging, before, now)
        differences.write(staging, Standing, COLUMNS, before, now)


# What the load left known, for those who follow later in the same breath: putting it together takes a second.
_known: WeakKeyDictionary[Any, Histories] = WeakKeyDictionary()


def histories_of(staging: Staging) -> Histories:
    """Every history as known with the load that is being written."""
    found = _known.get(staging)
    if found is None:
        found = _known[staging] = queries.histories(version=staging.load_id)
    return found


def is_touched(staging: Staging) -> bool:
    """Whether a load staged anything that standings or verdicts rest on."""
    load = staging.load_id
    ends_or_begins = Q(since=load) | Q(until=load)
    return (
        Telling.objects.filter(load=load).exists()
        or Listing.objects.filter(load=load).exists()
        or Coverage.objects.filter(load=load).exists()
        or Profile.objects.filter(ends_or_begins).exists()
        or Load.objects.filter(pk=load, family=queries.INSPECTIONS, covers_from__isnull=False).exists()
    )


def newest_day(staging: Staging) -> date:
    """The newest day that anything loaded speaks of: standings are derived as at that day, for rules read no clock.

    Files as at the end of a month list reports published some weeks later, so it may lie after the newest file's day.
    Tables of figures say nothing of inspections: one that comes out in February must not move the day of those.
    """
    loads = Load.objects.filter(state__in=LIVE, pk__lte=staging.load_id).exclude(family__startswith=FIGURES)
    files = loads.aggregate(day=Max("as_at"))["day"]
    published = Telling.objects.filter(load__lte=staging.load_id).aggregate(day=Max("published"))["day"]
    return max(filter(None, (staging.as_at, files, published)))


def row_of(history: History, urn: int, opened: date | None, on: date, policy: Windows) -> differences.Row:
    """A row of Standing, dates as ISO text."""
    found = rules.standing(history, on=on, urn=urn, opened=opened)
    newest = found.inspection
    due = windows_of.dates(
        history.inspections, urn=urn, mark=found.mark, newest=newest, opened=opened, on=on, policy=policy
    )
    days = (due.earliest, due.latest, due.by_law)
    return (
        urn,
        found.mark.value,
        found.words[:200],
        found.era.value if found.era else "",
        *_inspection(newest),
        found.predecessor,
        *(one.isoformat() if one else None for one in days),
    )


def _inspection(newest: Inspection | None) -> tuple[str, str | None, str | None]:
    if newest is None:
        return ("", None, None)
    return (newest.number, newest.started.isoformat(), newest.published.isoformat() if newest.published else None)


def _open_schools(version: int) -> Iterator[tuple[int, date | None]]:
    """State-funded schools that are open by the newest files, and when they opened."""
    schools: ProfileQuerySet = Profile.objects.at(version)  # type: ignore[assignment]
    schools = schools.open().state_funded()
    for urn, opened in raw_rows(schools.values_list("urn", "opened")):
        yield urn, day(opened)


def _tell_changes(staging: Staging, before: Mapping[int, differences.Row], now: Mapping[int, differences.Row]) -> None:
    """Keep old and new standing of the schools whose standing changed."""
    for urn, row in now.items():
        old = before.get(urn)
        if old and old[1:4] != row[1:4]:
            staging.changed(f"school {urn}", urn, {"standing": (old[2], row[2])})


def preview(before: int, after: int) -> Mapping[str, Any]:
    """How many standings would change, in words. Names are told with the Priority verdict."""
    ended = Standing.objects.filter(until__gt=before, until__lte=after, since__lte=before)
    began = Standing.objects.filter(since__gt=before, since__lte=after).filter(Q(until=None) | Q(until__gt=after))
    was = _words_of(ended)
    now = _words_of(began) if was else {}
    changed = sum(1 for urn, words in now.items() if urn in was and was[urn] != words)
    first = sum(1 for urn in now if urn not in was) if was else began.count()
    says = [f"The standing of {changed:,} {plural(changed, 'school')} changes."] if changed else []
    says += (
        [f"{first:,} {plural(first, 'school')} {'gets' if first == 1 else 'get'} a standing, having had none."]
        if first
        else []
    )
    return {"title": "Standing", "says": says or ["No school's standing changes."]}


def _words_of(standings: VersionedQuerySet) -> dict[int, str]:
    return dict(raw_rows(standings.values_list("urn", "words")))


FOLLOWER = Follower(key="inspections.standing", order=20, derive=derive, preview=preview)
