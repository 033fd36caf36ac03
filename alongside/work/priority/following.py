"""What follows a load: the current verdict on every open school, made anew where it differs; and for whoever decides on
a load, by name, which schools would enter or leave the list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from alongside.floor.kernel import garbage
from alongside.floor.kernel.prose import joined, plural
from alongside.knowledge.inspections import differences
from alongside.knowledge.inspections.following import histories_of, is_touched, newest_day
from alongside.knowledge.inspections.staging import steps
from alongside.knowledge.opendata.models import VersionedQuerySet
from alongside.knowledge.opendata.registry import Follower, Staging
from alongside.knowledge.schools.facts import SchoolFacts
from alongside.knowledge.schools.models import Profile, ProfileQuerySet
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.rows import day, raw_rows
from alongside.work.priority.facts import Facts, Status
from alongside.work.priority.models import Verdict
from alongside.work.priority.policies import Priority, priority
from alongside.work.priority.queries import agreements
from alongside.work.priority.rules import VerdictInFull, judge

COLUMNS = ("urn", "status", "headline", "limbs", "listed_since", "in_contract", "because", "definition")
_PROFILE = ("urn", "name", "type", "group", "phase", "authority", "opened", "closed", "sixth_form")
MOST = 60  # schools named under each heading


def derive(staging: Staging) -> None:
    """See registry.Follower. Verdicts are as at the newest day that anything loaded speaks of."""
    if not is_touched(staging):
        return
    with garbage.not_now():
        histories, on, policy = histories_of(staging), newest_day(staging), priority()
        if not histories:
            return
        before = differences.rows_now(staging, Verdict, COLUMNS)
        now = {
            school.urn: row_of(judge(Facts(school, histories[school.urn], on, agreements(school.urn)), policy))
            for school in _open_schools(staging.load_id)
        }
        differences.write(staging, Verdict, COLUMNS, _plain(before), now)


def _open_schools(version: int) -> list[SchoolFacts]:
    """State-funded schools that are open by the newest files."""
    lines: ProfileQuerySet = Profile.objects.at(version)  # type: ignore[assignment]
    return [
        SchoolFacts(
            urn, name, kind, group, phase, authority, day(opened), day(closed), True, None if six is None else bool(six)
        )
        for urn, name, kind, group, phase, authority, opened, closed, six in raw_rows(
            lines.open().state_funded().values_list(*_PROFILE)
        )
    ]


def row_of(verdict: VerdictInFull) -> differences.Row:
    """A row of Verdict: dates as ISO text, limbs as JSON."""
    since = verdict.since
    return (
        verdict.urn,
        verdict.status.value,
        verdict.headline,
        _as_json(verdict.held),
        since.isoformat() if since else None,
        verdict.in_contract,
        verdict.because[:255],
        verdict.definition,
    )


def _as_json(limbs: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{limb}"' for limb in limbs) + "]"


def _plain(rows: Mapping[int, differences.Row]) -> dict[int, differences.Row]:
    """Rows as `row_of` makes them: databases differ in how they give booleans and JSON back."""
    found = {}
    for urn, row in rows.items():
        found[urn] = (*row[:3], _text(row[3]), row[4], bool(row[5]), *row[6:])
    return found


def _text(limbs: Any) -> str:
    return limbs if isinstance(limbs, str) else _as_json(tuple(limbs))


# What a list of schools is called, and what is said of one of them, of several.
_VERBS = {
    "schools that enter the list": ("enters the list", "enter the list"),
    "schools that leave the list": ("leaves the list", "leave the list"),
    "schools whose limbs change": ("is on the list by other limbs", "are on the list by other limbs"),
    "schools that become undetermined": ("becomes undetermined", "become undetermined"),
}


def preview(before: int, after: int) -> Mapping[str, Any]:
    """Which schools would enter or leave the list, and whose limbs change; the partnership's own first."""
    policy = priority()
    was, now = _changed(before, after)
    told: dict[str, list[tuple[int, str]]] = {what: [] for what in _VERBS}
    entering, leaving, changing, unclear = told.values()
    for urn in sorted(was.keys() | now.keys()):
        old, new = was.get(urn), now.get(urn)
        was_listed, is_listed = _listed(old), _listed(new)
        if is_listed and not was_listed:
            entering.append((urn, _limbs(new, policy)))
        elif was_listed and not is_listed:
            leaving.append((urn, new[2] if new else "it is no longer an open school in the register"))
        elif was_listed and old and new and old[1] != new[1]:
            changing.append((urn, f"{_limbs(old, policy)} before, then {_limbs(new, policy)}"))
        elif old and new and new[0] == Status.UNDETERMINED != old[0]:
            unclear.append((urn, new[2]))
    names = _names([urn for entries in told.values() for urn, _ in entries], after)
    named = {what: [_entry(names, urn, why) for urn, why in entries] for what, entries in told.items()}
    return {"title": "Priority Schools", "says": _says(named, after), **_shown(named)}


_Line = tuple[str, str, str]  # status, limbs as JSON, because


def _changed(before: int, after: int) -> tuple[dict[int, _Line], dict[int, _Line]]:
    """The verdicts that ended between two versions, and those that began."""
    lines = Verdict.objects.all()
    ended = lines.filter(until__gt=before, until__lte=after, since__lte=before)
    began = lines.filter(since__gt=before, since__lte=after).filter(Q(until=None) | Q(until__gt=after))
    was = _lines(ended)
    return was, _lines(began if was else began.filter(status=Status.LISTED))


def _lines(verdicts: VersionedQuerySet) -> dict[int, _Line]:
    rows = raw_rows(verdicts.values_list("urn", "status", "limbs", "because"))
    return {urn: (status, _text(limbs), because) for urn, status, limbs, because in rows}


def _names(urns: Sequence[int], version: int) -> dict[int, tuple[str, str]]:
    """Name and authority of schools, as the newest line of the register gives them."""
    found: dict[int, tuple[str, str]] = {}
    for some in steps(urns):
        lines = Profile.objects.filter(urn__in=some, since__lte=version).order_by("since")
        found |= {urn: (name, authority) for urn, name, authority in lines.values_list("urn", "name", "authority")}
    return found


def _listed(line: _Line | None) -> bool:
    return line is not None and line[0] == Status.LISTED


def _limbs(line: _Line | None, policy: Priority) -> str:
    return joined([policy.name_of(limb).lower() for limb in json.loads(line[1])]) if line else ""


def _entry(names: Mapping[int, tuple[str, str]], urn: int, why: str) -> dict[str, Any]:
    name, authority = names.get(urn, (f"URN {urn}", ""))
    return {"urn": urn, "name": name, "authority": authority, "why": why}


def _says(told: Mapping[str, list[dict[str, Any]]], after: int) -> list[str]:
    ours = partnership().authority
    says = []
    for what, entries in told.items():
        if entries:
            mine = sum(entry["authority"] == ours for entry in entries)
            verb = _VERBS[what][len(entries) != 1]
            says.append(f"{len(entries):,} {plural(len(entries), 'school')} {verb}, {mine:,} of them in {ours}.")
    unclear = Verdict.objects.at(after).filter(status=Status.UNDETERMINED).count()
    if unclear:
        says.append(
            f"{unclear:,} {plural(unclear, 'school')} could not be judged: no loaded file covers what is needed."
        )
    return says or ["No verdict changes."]


def _shown(told: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    ours = partnership().authority
    shown = {}
    for what, entries in told.items():
        entries.sort(key=lambda entry: (entry["authority"] != ours, entry["authority"], entry["name"]))
        more = len(entries) - MOST
        if entries:
            shown[what] = [*entries[:MOST], *([{"name": f"and {more:,} more"}] if more > 0 else [])]
    return shown


FOLLOWER = Follower(key="priority.verdict", order=30, derive=derive, preview=preview)
