"""Two cycles of peer review: who takes part, who reviews, and what each school does with its report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from demo import TODAY
from demo.accounts import BEATRIZ
from demo.chance import Chance
from demo.lives import School
from demo.people import head_on
from demo.world import World
from demo.year.banks import bank, group_of
from demo.year.calendar import school_day
from demo.year.plans.alone import Company, listed
from demo.year.plans.families import came_here
from demo.year.plans.sharing import scaled, sharers

PHASES = {
    "infant": "primary",
    "junior": "primary",
    "technical": "secondary",
    "studio": "secondary",
    "sixth form": "sixteen-plus",
    "alternative": "alternative-provision",
    "outside special": "special",
}
"""The product's words for our stages, where they differ."""
TOLD = ("improve-by-report-card", "once-and-better")
"""Whose heads sign in: the first was reviewed in the first cycle, the second last week."""


@dataclass(frozen=True, slots=True)
class JoiningPlan:
    """`free`: the weeks that suit the school; outside them it asked not to be reviewed."""

    school: School
    on: date
    focus: str
    topic: str
    self_review: str
    free: tuple[date, date]

    def not_between(self, first: date, last: date) -> list[tuple[date, date]]:
        """The days of a cycle that do not suit."""
        apart = [(first, self.free[0] - timedelta(days=1)), (self.free[1] + timedelta(days=1), last)]
        return [(one, other) for one, other in apart if one <= other]


@dataclass(frozen=True, slots=True)
class ReviewerPlan:
    """The head of a school, who reviews others. `interest`: in whose school they have one."""

    school: School
    recruited: date
    trained: date | None
    can_lead: bool
    expertise: tuple[str, ...]
    before: int
    interest: School | None = None
    away: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class CyclePlan:
    told: dict[str, Any]
    joins: tuple[JoiningPlan, ...]
    reviewers: tuple[ReviewerPlan, ...]


@dataclass(frozen=True, slots=True)
class ElsewherePlan:
    school: School
    model: str
    on: date
    by_whom: str


def phase_of(school: School) -> str:
    return PHASES.get(school.life.stage.key, school.life.stage.key)


def cycles(world: World, company: Company) -> list[CyclePlan]:
    taking_part = [one for one in sharers(world, company) if one.opened < date(2023, 8, 1)]
    recruited: set[int] = set()
    found = []
    for number, told in enumerate(bank("reviews")["cycles"]):
        chance = Chance.of(world.city.name, "cycle", number)
        ours = world.told(TOLD[number])
        others = [one for one in taking_part if one.life.key not in TOLD]
        schools = [ours, *chance.sample(others, min(len(others), scaled(world, told["schools"])))]
        reviewers = _reviewers(world, told, [one for one in taking_part if one.urn not in recruited], chance, number)
        recruited |= {one.school.urn for one in reviewers}
        found.append(CyclePlan(told, tuple(_joining(one, told, chance) for one in schools), tuple(reviewers)))
    return found


def _joining(school: School, told: dict[str, Any], chance: Chance) -> JoiningPlan:
    words = bank("reviews")
    fits = [one for one in words["focuses"] if group_of(school) in one["for"]] or words["focuses"][:1]
    focus = chance.choice(fits)
    on = chance.day_between(told["opened"] + timedelta(days=2), told["joins_by"] - timedelta(days=2))
    first, last = told["reviews_from"], told["reviews_until"]
    if school.life.key not in TOLD:  # any day suits those
        first = school_day(chance.day_between(first, last - timedelta(days=26)))
        last = first + timedelta(days=25)
    seen = chance.choice(words["self_review"])
    return JoiningPlan(school, school_day(on), focus["words"], focus["topic"], seen, (first, last))


def _reviewers(
    world: World, told: dict[str, Any], schools: list[School], chance: Chance, number: int
) -> list[ReviewerPlan]:
    """Heads who stay in post through the cycle. In the second cycle half of the first are still there."""
    stays = [one for one in schools if _same_head(world, one, told)]
    wanted = scaled(world, told["reviewers"]) // (2 if number else 1)
    ours = [one for one in stays if number == 0 and _leads(world, one, BEATRIZ.name)]
    chosen = [*ours, *chance.sample([one for one in stays if one not in ours], min(len(stays) - len(ours), wanted))]
    topics = [one["topic"] for one in bank("reviews")["focuses"]]
    found = []
    for school in chosen:
        recruited = school_day(told["opened"] + timedelta(days=chance.randint(1, 60)))
        in_training = chance.happens(0.08) and school not in ours
        away = school_day(told["reviews_from"] + timedelta(days=chance.randint(0, 60)))
        found.append(
            ReviewerPlan(
                school=school,
                recruited=recruited,
                trained=None if in_training else school_day(recruited + timedelta(days=chance.randint(5, 25))),
                can_lead=school in ours or chance.happens(0.5),
                expertise=tuple(sorted(set(chance.choices(topics, k=3)))),
                before=chance.pick({0: 50, 1: 15, 2: 15, 4: 12, 7: 8}),
                interest=chance.choice(schools) if chance.happens(0.12) else None,
                away=(away, away + timedelta(days=chance.randint(1, 8))) if chance.happens(0.2) else None,
            )
        )
    return found


def _same_head(world: World, school: School, told: dict[str, Any]) -> bool:
    last = min(told["reviews_until"], TODAY)
    return head_on(world.city.name, school, told["opened"]) == head_on(world.city.name, school, last)


def _leads(world: World, school: School, name: str) -> bool:
    head = head_on(world.city.name, school, TODAY)
    return f"{head.first} {head.last}" == name


def elsewhere(world: World, company: Company) -> list[ElsewherePlan]:
    """Reviews that trusts and others ran, and that schools told of."""
    chance = Chance.of(world.city.name, "reviews elsewhere")
    fits = [one for one in listed(world) if one.kind.academy and one.trust_on(TODAY) and not company.is_left_out(one)]
    found = []
    for school in chance.sample(fits, min(len(fits), scaled(world, 32))):
        first = max(came_here(school), date(2023, 11, 1)) + timedelta(days=10)
        trust = school.trust_on(TODAY)
        if first > TODAY - timedelta(days=30) or trust is None:
            continue
        on = school_day(chance.day_between(first, TODAY - timedelta(days=20)))
        by_trust = chance.happens(0.75)
        by_whom = world.trusts.groups[trust[1]].name if by_trust else "Heads of another trust, invented for this demo"
        found.append(ElsewherePlan(school, "trust" if by_trust else "elsewhere", on, by_whom))
    return sorted(found, key=lambda one: (one.on, one.school.urn))
