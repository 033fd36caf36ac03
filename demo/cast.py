"""The schools whose stories are told by hand in `cast.yaml`, made into lives and inspections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from demo.chance import Chance
from demo.city import City
from demo.inspections import Findings, Framework, Inspection, framework_on, graded, report_card_category
from demo.kinds import KINDS, STAGES
from demo.lives import LONG_AGO, Closed, Event, Head, JoinedTrust, Life, Opened, School
from demo.trusts import Trusts
from demo.visits import graded_visit, monitoring_visit, provision_of, ungraded_visit


@dataclass(frozen=True)
class Story:
    """A life told by hand. `visits` None: its inspections are drawn by lot like anybody's."""

    shows: str
    life: Life
    visits: tuple[Mapping[str, Any], ...] | None


def stories(city: City, trusts: Trusts) -> list[Story]:
    told = yaml.safe_load(Path(__file__).with_name("cast.yaml").read_text("utf-8"))
    federations: dict[str, int] = {}
    for story in told:
        name = story.get("federation")
        if name and name not in federations:
            federations[name] = trusts.federation(name)
    return [_story(story, city, trusts, federations) for story in told]


def _story(told: Mapping[str, Any], city: City, trusts: Trusts, federations: Mapping[str, int]) -> Story:
    stage = STAGES[told.get("stage", "primary")]
    chance = Chance.of(city.name, "story", told["key"])
    low, high = stage.pupils
    ages = tuple(told.get("ages", stage.ages[0]))
    life = Life(
        key=told["key"],
        stage=stage,
        events=tuple(_events(told, chance, trusts, federations)),
        place=told["name"].partition(" ")[0],
        faith=told.get("faith", ""),
        ages=(ages[0], ages[1]),
        sixth_form=ages[1] >= 18,
        pupils=round(chance.triangular(low, high)),
        district=city.district_names.index(told["district"]),
        hides_from_ofsted=told.get("hides_from_ofsted", False),
        one_sided_links=told.get("one_sided_links", False),
        inherits=told.get("inherits", ""),
        heads=tuple(Head(**head) for head in _from_the_first(told.get("heads", []))),
    )
    visits = told.get("visits")
    return Story(told["shows"], life, None if visits is None else tuple(visits))


def _events(told: Mapping[str, Any], chance: Chance, trusts: Trusts, federations: Mapping[str, int]) -> list[Event]:
    stage = STAGES[told.get("stage", "primary")]
    events: list[Event] = []
    for opening in told.get("openings") or [{"kind": told["kind"]}]:
        kind = KINDS[opening["kind"]]
        trust = trusts.for_academy(chance, stage, told.get("faith", ""), alone=False) if kind.academy else None
        name, why = opening.get("name", told["name"]), opening.get("why", "Not applicable")
        sponsored = "sponsor" in kind.name
        events.append(Opened(opening.get("day", LONG_AGO), opening["kind"], name, why, trust, new_number=sponsored))
    if "federation" in told:
        events.append(JoinedTrust(date(2019, 9, 1), federations[told["federation"]]))
    if closed := told.get("closed"):
        into = tuple(closed.get("into", ()))
        events.append(Closed(closed["day"], closed["why"], into, closed.get("as", "Successor")))
    return events


def _from_the_first(heads: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first head told of has been there for as long as anybody asks."""
    return [{**head, "since": date.min} if i == 0 else head for i, head in enumerate(heads)]


def inspections_told(city: str, story: Story, schools: Sequence[School]) -> list[Inspection]:
    chance = Chance.of(city, "told", story.life.key)
    made: list[Inspection] = []
    for visit in story.visits or ():
        school = next(school for school in schools if school.open_on(visit["day"]))
        made.append(_inspection(visit, school, made, chance))
    return made


def _inspection(visit: Mapping[str, Any], school: School, before: Sequence[Inspection], chance: Chance) -> Inspection:
    day, published = visit["day"], visit.get("published")
    if "ungraded" in visit:
        return ungraded_visit(school, day, chance, visit["ungraded"], published)
    if "monitoring" in visit:
        category = before[-1].category if before[-1].category else ""
        monitored = next((past.category for past in reversed(before) if past.grades), category)
        made = monitoring_visit(school, day, chance, monitored, visit["monitoring"])
        return replace(made, grades=visit.get("regraded", {}), published=published or made.published)
    found = _card(visit["card"], school) if "card" in visit else _found(visit, school, chance)
    return graded_visit(school, day, chance, found=found, published=published)


def _found(visit: Mapping[str, Any], school: School, chance: Chance) -> Findings:
    framework = framework_on(visit["day"])
    found = graded(framework, visit["overall"], provision_of(school), chance)
    category = visit.get("category", found.category)
    return Findings(
        overall=None if framework is Framework.NO_OVERALL else visit["overall"],
        category="" if category == "none" else category,
        safeguarding=visit.get("safeguarding", "Yes"),
        grades={**found.grades, **visit.get("grades", {})},
    )


def _card(told: Mapping[str, Any], school: School) -> Findings:
    provision = provision_of(school)
    areas = ["inclusion", "curriculum", "achievement", "attendance", "wellbeing", "governance"]
    areas += ["early years"] * provision.early_years + ["post-16"] * provision.sixth_form
    word_of = {area: word for word, named in told.items() if word != "met" for area in named}
    grades = {area: word_of.get(area, "Expected standard") for area in areas}
    met = told.get("met", True)
    return Findings(None, report_card_category(grades, met=met), "Met" if met else "Not met", grades)
