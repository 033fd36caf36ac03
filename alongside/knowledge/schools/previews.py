"""What a load would change in the register, in plain words and names, for the person who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from alongside.floor.kernel.prose import plural
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Link, Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.rows import raw_rows

MOST = 40  # schools named under each heading
_COLUMNS = ("urn", "name", "status", "type", "group", "authority", "trust", "district")
_OPEN = (vocabulary.OPEN, vocabulary.CLOSING)


@dataclass(frozen=True, slots=True)
class Line:
    """A school's line in the register, as far as a preview tells of it."""

    urn: int
    name: str
    status: str
    type: str
    group: str
    authority: str
    trust: str
    district: str


def preview(before: int, after: int) -> Mapping[str, Any]:
    """What differs between two versions of the register. See registry.Follower and the page of a load."""
    if not Profile.objects.at(before).exists():
        return _first(after)
    is_fresh = Q(since__gt=before, since__lte=after) & (Q(until=None) | Q(until__gt=after))
    was = Q(since__lte=before) & (Q(until=None) | Q(until__gt=before))
    new = _lines(is_fresh)
    old = _lines(was & Q(until__isnull=False, until__lte=after))
    added = [line for urn, line in new.items() if urn not in old]
    both = [(old[urn], line) for urn, line in new.items() if urn in old]
    academies = _academies(new, both, after)
    told = {
        "schools that are new": [
            _entry(line, vocabulary.type_name(line.type)) for line in added if line.status in _OPEN
        ],
        "schools that closed": [
            *(_entry(now, "") for then, now in both if _closed(then, now)),
            *(_entry(then, "") for urn, then in old.items() if urn not in new and then.status in _OPEN),
        ],
        "schools that opened": [_entry(now, "") for then, now in both if _opened(then, now)],
        "schools that became academies": academies,
        "schools with another name": [
            _entry(now, f"until now {then.name}") for then, now in both if then.name.casefold() != now.name.casefold()
        ],
        "schools with another type": [
            _entry(now, f"{vocabulary.type_name(then.type)} before, now {vocabulary.type_name(now.type)}")
            for then, now in both
            if then.type != now.type
        ],
        "schools with another trust": [
            _entry(now, f"{then.trust or 'no trust'} before, now {now.trust or 'no trust'}")
            for then, now in both
            if then.trust.casefold() != now.trust.casefold()
        ],
        "schools in another district": [
            _entry(now, "") for then, now in both if then.district != now.district and then.district
        ],
    }
    sentences = [f"{len(entries):,} {_counted(what, len(entries))}." for what, entries in told.items() if entries]
    closed_ones = sum(line.status not in _OPEN for line in added)
    if closed_ones:
        are = "is" if closed_ones == 1 else "are"
        sentences.append(f"{closed_ones:,} {plural(closed_ones, 'school')} that closed long ago {are} added.")
    return {
        "title": "The register of schools",
        "says": sentences or ["No school's line in the register changes in what people look for."],
        **{what: _ours_first(entries) for what, entries in told.items() if entries},
    }


def _first(after: int) -> Mapping[str, Any]:
    """The first load of all: numbers, not names."""
    lines = Profile.objects.at(after)
    total = lines.count()
    ours = lines.filter(authority=partnership().authority, status__in=_OPEN)
    groups = dict(ours.values_list("group").annotate(schools=Count("pk")).order_by("-schools"))
    return {
        "title": "The register of schools",
        "says": [
            f"The register begins with {total:,} {plural(total, 'school')}, {sum(groups.values()):,} of them "
            f"open in {partnership().authority}."
        ],
        f"open in {partnership().authority}": {
            vocabulary.GROUPS.get(group, group or "Type not given"): number for group, number in groups.items()
        },
    }


def _lines(which: Q) -> dict[int, Line]:
    rows = raw_rows(Profile.objects.filter(which).order_by("sort_name").values_list(*_COLUMNS))
    return {row[0]: Line(*row) for row in rows}


def _closed(then: Line, now: Line) -> bool:
    return then.status in _OPEN and now.status == vocabulary.CLOSED


def _opened(then: Line, now: Line) -> bool:
    return then.status not in _OPEN and now.status in _OPEN


def _academies(new: Mapping[int, Line], both: Sequence[tuple[Line, Line]], after: int) -> list[dict[str, Any]]:
    """Academies among the new lines that follow a maintained school, and schools whose type became one."""
    became = [now for then, now in both if then.group == vocabulary.MAINTAINED and now.group == vocabulary.ACADEMY]
    changed = {then.urn for then, _ in both}
    fresh = [line for urn, line in new.items() if line.group == vocabulary.ACADEMY and urn not in changed]
    followed = _predecessors([line.urn for line in fresh], after)
    maintained = dict(
        Profile.objects.at(after)
        .filter(urn__in={urn for urns in followed.values() for urn in urns}, group=vocabulary.MAINTAINED)
        .values_list("urn", "name")
    )
    entries = [_entry(line, "") for line in became]
    for line in fresh:
        names = [maintained[urn] for urn in followed.get(line.urn, ()) if urn in maintained]
        if names:
            entries.append(_entry(line, f"follows {' and '.join(names)}"))
    return entries


def _predecessors(urns: Sequence[int], version: int) -> dict[int, list[int]]:
    """From both sides of the links: who came before each of these schools."""
    found: dict[int, list[int]] = {}
    links = Link.objects.at(version)
    told = [
        *links.filter(urn__in=urns, kind=Link.Kind.PREDECESSOR).values_list("urn", "other_urn"),
        *links.filter(other_urn__in=urns, kind=Link.Kind.SUCCESSOR).values_list("other_urn", "urn"),
    ]
    for urn, before in told:
        if before not in found.setdefault(urn, []):
            found[urn].append(before)
    return found


def _entry(line: Line, why: str) -> dict[str, Any]:
    return {"urn": line.urn, "name": line.name, "authority": line.authority, "why": why}


def _ours_first(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    ours = partnership().authority
    shown = sorted(entries, key=lambda entry: entry["authority"] != ours)[:MOST]
    more = len(entries) - len(shown)
    return [*shown, *([{"name": f"and {more:,} more"}] if more else [])]


def _counted(what: str, number: int) -> str:
    return what if number != 1 else what.replace("schools", "school", 1).replace(" are ", " is ", 1)
