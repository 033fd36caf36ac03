"""GIAS: groups (`allgroupsdata`) and their members (`alllinksdata`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from demo.chance import Chance
from demo.files import tables
from demo.files.tables import dashed
from demo.lives import School
from demo.names import person
from demo.trusts import GROUP_CODES, Group
from demo.world import World


def groups(path: Path, world: World, day: date) -> Path:
    used = {uid for school in world.schools for _, uid in school.trusts}
    used |= {group.sponsor for group in world.trusts.groups.values() if group.uid in used and group.sponsor}
    rows = (_group(world, group) for uid, group in world.trusts.groups.items() if uid in used and group.began <= day)
    return tables.write(path, tables.headers_of("gias_groups"), rows, quoted=True)


def _about(group: Group) -> dict[str, Any]:
    """The columns that both files share."""
    incorporated = bool(group.company)
    return {
        "Group UID": group.uid,
        "Group ID": group.group_id,
        "Group Name": group.name,
        "Companies House Number": group.company,
        "Group Type (code)": GROUP_CODES[group.kind],
        "Group Type": group.kind,
        "Closed Date": dashed(group.ended),
        "Open date": "" if incorporated else "01-01-1900" if group.uid % 5 == 0 else dashed(group.began),
        "Incorporated on (open date)": dashed(group.began) if incorporated else "",
        "Group Status (code)": "CLOSED" if group.ended else "OPEN",
        "Group Status": "Closed" if group.ended else "Open",
    }


def _group(world: World, group: Group) -> dict[str, Any]:
    chance = Chance.of(world.city.name, "group", group.uid)
    row = _about(group) | {"Group County": "Not recorded"}
    if group.company:
        title, first, last = person(chance)
        office = chance.choice(world.postcodes)
        row |= {
            "Group Street": office.street,
            "Group Locality": world.city.district_names[office.district],
            "Group Town": world.city.name,
            "Group Postcode": office.text,
            "Head of Group Title": title,
            "Head of Group First Name": first,
            "Head of Group Last Name": last,
            "UKPRN": 19_500_000 + group.uid,
        }
    return row


def members(path: Path, world: World, day: date) -> Path:
    rows = (row for school in world.schools if school.open_on(day) for row in _memberships(world, school, day))
    return tables.write(path, tables.headers_of("gias_group_links"), rows, quoted=True)


def _memberships(world: World, school: School, day: date) -> Iterator[dict[str, Any]]:
    """A school's trust and, in a row of its own under the same name, the trust's twin as a sponsor."""
    found = school.trust_on(day)
    if not found:
        return
    joined, uid = found
    trust = world.trusts.groups[uid]
    for group in (trust, world.trusts.groups.get(trust.sponsor or 0)):
        if group:
            yield _about(group) | {
                "URN": school.urn,
                "Joined date": dashed(joined),
                "EstablishmentName": school.name_on(day),
                "TypeOfEstablishment (code)": school.kind.code,
                "TypeOfEstablishment (name)": school.kind.name,
                "PhaseOfEducation (code)": school.life.stage.gias_code,
                "PhaseOfEducation (name)": school.life.stage.gias,
                "LA (code)": str(world.city.authority),
                "LA (name)": world.city.name,
            }
