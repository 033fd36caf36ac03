"""The panels of the School page that speak of the school itself: what it is, whom to ask, where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.floor.kernel.prose import counted, joined
from alongside.floor.web.words import day
from alongside.knowledge.schools import fields
from alongside.knowledge.schools.districts import HOW, policy_of_districts
from alongside.knowledge.schools.facts import Membership, Related, Said, SchoolAsAt
from alongside.knowledge.schools.models import Record
from alongside.knowledge.schools.panels import Asked, Panel

ABOUT = (
    "laestab",
    "type",
    "phase",
    "gender",
    "religious_character",
    "diocese",
    "admissions",
    "nursery",
    "sixth_form",
    "boarders",
    "pupils",
    "capacity",
    "fsm_percent",
    "idaci_quintile",
    "special_classes",
    "resourced",
    "need_1",
    "need_2",
    "opened_because",
    "closed_because",
    "ward",
    "trust",
    "sponsor",
    "federation",
    "ukprn",
)
CONTACT = ("head", "phone", "website")
ADDRESS = ("street", "locality", "address3", "town", "county", "postcode")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    says: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where some facts come from: one row of one file. `still`: a later file of the source says nothing else."""

    source: str
    as_at: date
    loaded: datetime | None
    load: int
    row: int
    still: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Facts that one row of one file tells, and that row."""

    facts: tuple[Fact, ...]
    source: Source


def about(asked: Asked) -> Mapping[str, Any] | None:
    school = asked.school
    told = [(name, Fact(fields.label(name), _shown(name, school))) for name in ABOUT if name in school.said]
    own = [Fact("URN", str(school.facts.urn)), *_life(school), *_place(school)]
    groups = by_source([(school.said[name], fact) for name, fact in told if fact.says], asked)
    ours = school.facts.authority == policy_of_districts().authority
    return {"own": own, "groups": groups, "may_decide": asked.for_office and asked.is_today and ours}


def _shown(name: str, school: SchoolAsAt) -> str:
    says = fields.shown(name, school.value(name))
    counted_on = school.value("census_date")
    if name == "pupils" and counted_on:
        counted_on = date.fromisoformat(counted_on) if isinstance(counted_on, str) else counted_on
        return f"{says}, counted on {day(counted_on)}"
    return says


def _life(school: SchoolAsAt) -> list[Fact]:
    facts = school.facts
    said = [Fact("Opened", day(facts.opened))] if facts.opened else []
    return [*said, Fact("Closed", day(facts.closed))] if facts.closed else said


def _place(school: SchoolAsAt) -> list[Fact]:
    if not school.district:
        return []
    how = HOW.get(school.district_how, school.district_how)
    return [Fact("District", f"{policy_of_districts().name_of(school.district)}, {how}")]


def contact(asked: Asked) -> Mapping[str, Any] | None:
    school = asked.school
    lines = [str(school.value(name)) for name in ADDRESS if school.value(name)]
    told = [(school.said[name], _contact(name, school)) for name in CONTACT if school.value(name)]
    if lines:
        last = next(school.said[name] for name in reversed(ADDRESS) if school.value(name))
        told.append((last, Fact("Address", "\n".join(dict.fromkeys(lines)))))
    return {"groups": by_source(told, asked)} if told else None


def _contact(name: str, school: SchoolAsAt) -> Fact:
    says = fields.shown(name, school.value(name))
    if name == "website":
        return Fact("Website", says, _web(says))
    if name == "head":
        return Fact(school.value("head_job") or "Head", says)
    return Fact(fields.label(name), says)


def _web(says: str) -> str:
    """An address that may be followed: only http and https, whatever the file says."""
    text = says.strip()
    if " " in text or "." not in text:
        return ""
    scheme, found, _ = text.partition("://")
    if not found:
        return f"https://{text}" if ":" not in text.partition("/")[0] else ""
    return text if scheme.lower() in ("http", "https") else ""


def by_source(told: Iterable[tuple[Said, Fact]], asked: Asked) -> list[Told]:
    """Facts put together by the row that tells them, in their order; the row with the most facts first."""
    loaded: Mapping[int, datetime | None] = asked.shared.get("loaded", {})
    found: dict[tuple[int, int], tuple[list[Fact], Source]] = {}
    for said, fact in told:
        still = said.confirmed if said.confirmed and said.confirmed > said.as_at else None
        source = Source(_publisher(said.source), said.as_at, loaded.get(said.load), said.load, said.row, still)
        found.setdefault((said.load, said.row), ([], source))[0].append(fact)
    return sorted((Told(tuple(facts), source) for facts, source in found.values()), key=lambda one: -len(one.facts))


def _publisher(source: str) -> str:
    return Record.Source(source).label if source in Record.Source.values else source


@dataclass(frozen=True, slots=True)
class Relative:
    """A school that came before or after, or is linked otherwise."""

    school: Related
    name: str
    says: str


def family(asked: Asked) -> Mapping[str, Any] | None:
    school = asked.school
    before, after = _relatives(school.predecessors), _relatives(school.successors)
    others, groups = _relatives(school.linked), [_membership(group) for group in school.groups]
    if not (before or after or others or groups):
        return None
    return {"before": before, "after": after, "others": others, "groups": groups, "name": school.facts.name}


def _relatives(schools: Sequence[Related]) -> list[Relative]:
    return [Relative(one, one.name or f"School {one.urn}", ", ".join(_link(one))) for one in schools]


def _link(one: Related) -> list[str]:
    said = [one.described or "linked"]
    said.append(f"since {day(one.established)}" if one.established else "no date is published")
    return said


def _membership(group: Membership) -> Fact:
    since = f", since {day(group.joined)}" if group.joined else ""
    return Fact(group.kind, f"{group.name}{since}")


def family_says(said: Mapping[str, Any]) -> list[str]:
    """Only what came before is worth a sentence at the top; what followed stands beside the status."""
    before = [relative.name for relative in said["before"]]
    if not before:
        return []
    if len(before) > 3:
        return [f"It follows {counted(len(before), 'school')} that came before."]
    return [f"It follows {joined(before)}."]


def contact_glance(said: Mapping[str, Any]) -> str:
    """The head and the telephone, where a file tells."""
    facts = [fact for told in said["groups"] for fact in told.facts]
    return " · ".join(fact.says.replace("\n", ", ") for fact in facts[:2])


def about_glance(said: Mapping[str, Any]) -> str:
    facts = {fact.label: fact.says for fact in said["own"]}
    told = [f"{label} {facts[label]}" for label in ("URN", "Opened") if label in facts]
    return " · ".join(told)


def family_glance(said: Mapping[str, Any]) -> str:
    """Who came before and after, and what it belongs to."""
    names = [relative.name for relative in (*said["before"], *said["after"])]
    return " · ".join([*names, *(fact.says for fact in said["groups"])][:3])


PANELS = (
    Panel("contact", "Whom to ask", 50, "desk/panels/contact.html", contact, folded=True, glance=contact_glance),
    Panel("about", "About the school", 60, "desk/panels/about.html", about, folded=True, glance=about_glance),
    Panel(
        "family",
        "Family tree",
        70,
        "desk/panels/family.html",
        family,
        sentences=family_says,
        folded=True,
        glance=family_glance,
    ),
)
