"""What people say: the sentences of the folder `words`, fitted to a school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from demo.chance import Chance
from demo.lives import School

_GROUPS = {
    "nursery": "early",
    "primary": "primary",
    "infant": "primary",
    "junior": "primary",
    "secondary": "secondary",
    "all-through": "secondary",
    "technical": "secondary",
    "studio": "secondary",
    "sixth form": "secondary",
}
_FEW = ("two", "three", "four", "five", "six", "seven")


@lru_cache(maxsize=16)
def bank(name: str) -> Any:
    return yaml.safe_load((Path(__file__).with_name("words") / f"{name}.yaml").read_text("utf-8"))


def group_of(school: School) -> str:
    """early, primary, secondary or special: what is said of a school has to fit it."""
    return _GROUPS.get(school.life.stage.key, "special")


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something agreed in a visit: `owner` is head, chair or lead. `done`: when, where that is told by hand."""

    words: str
    owner: str
    days: int
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a District Lead writes about a visit."""

    about: str
    findings: str
    moved: str
    strengths: str
    concerns: str
    people: str
    agreed: tuple[Agreed, ...]
    wrong: str
    should: str
    support: str = ""
    reply: str = ""


class Fitting:
    """Fits sentences to a school: what it calls its children, which years it has, and figures of about its size."""

    def __init__(self, school: School, chance: Chance) -> None:
        self._chance = chance
        grown = group_of(school) == "secondary"
        children = "students" if grown else "children"
        low, high = school.life.ages
        years = [age - 4 for age in range(max(low, 5), max(high, 6))]
        present = round(chance.uniform(88.5, 95.5) - (2 if grown else 0), 1)
        self._said = {
            "children": children,
            "children_start": children.capitalize(),
            "year": f"Year {chance.choice([year for year in years if year <= 13] or [1])}",
            "few": chance.choice(_FEW),
            "share": str(chance.randint(12, 38)),
            "attendance": str(present),
            "attendance_before": str(round(present + chance.uniform(-1.8, 1.6), 1)),
        }
        if group_of(school) == "early":
            self._said["year"] = "the older group"

    def say(self, words: str) -> str:
        fitted = words
        for slot, said in self._said.items():
            fitted = fitted.replace(f"{{{slot}}}", said)
        return fitted[:1].upper() + fitted[1:]

    def some(self, sentences: Sequence[str], low: int, high: int) -> str:
        """Between `low` and `high` of the sentences, in the order in which they stand."""
        how_many = min(self._chance.randint(low, high), len(sentences))
        kept = sorted(self._chance.sample(range(len(sentences)), how_many))
        return " ".join(self.say(sentences[i]) for i in kept)


def write_visit(school: School, chance: Chance, *, worry: float, seen: set[str], governors: bool = False) -> Written:
    """A visit in words: two themes that fit, those not yet seen there first. `worry` from 0 to 1: how much is wrong."""
    fitting = Fitting(school, chance)
    fits = [theme for theme in bank("visits") if group_of(school) in theme["for"]]
    fresh = [theme for theme in fits if theme["key"] not in seen] or fits
    governing = [theme for theme in fits if theme["key"] == "governance"]
    first = governing[0] if governors and governing else chance.choice(fresh)
    second = chance.choice([theme for theme in fits if theme is not first])
    seen |= {first["key"], second["key"]}
    wrong = chance.choice(first["wrong"])
    actions = [*chance.sample(first["actions"], 2), chance.choice(second["actions"])]
    kept = actions[: chance.pick({0: 1.2 - worry, 1: 2, 2: 1 + 2 * worry, 3: 2 * worry})]
    return Written(
        about=f"{first['about']}, {second['about']}",
        findings=f"{fitting.some(first['findings'], 2, 3)}\n\n{fitting.some(second['findings'], 1, 2)}",
        moved=chance.choice(_MOVED) if chance.happens(0.6) else "",
        strengths=fitting.some([*first["strengths"], *second["strengths"]], 1, 2) if chance.happens(0.85) else "",
        concerns=fitting.some(first["concerns"] + second["concerns"], 1, 2) if chance.happens(0.35 + worry) else "",
        people=chance.choice(_PEOPLE) if chance.happens(0.5) else "",
        support=chance.choice(_SUPPORT) if worry > 0.5 else "",
        agreed=tuple(_agreed(action, fitting) for action in kept),
        wrong=fitting.say(wrong["says"]),
        should=fitting.say(wrong["should"]),
    )


def _agreed(action: Mapping[str, Any], fitting: Fitting) -> Agreed:
    return Agreed(fitting.say(action["words"]), action["owner"], action["days"])


_MOVED = (
    "What we agreed last time has been done, but for one point that we took over.",
    "The mood is lighter than in the spring.",
    "Not much has moved, and the school says so itself.",
    "Two vacancies were filled since the last visit.",
    "The building works are over at last.",
    "Figures are a little better than when we last came.",
)
_SUPPORT = (
    "The two mornings a week from a neighbouring school are used well.",
    "The adviser's days came late. From now on they are in the diary until Easter.",
    "The school would like fewer people, each for longer.",
    "The colleague who comes for mathematics is much liked; her time ends at Christmas.",
    "There is enough of it. What is missing is time to do what was agreed.",
)
_PEOPLE = (
    "The head is tired, and has good people around.",
    "Staff spoke openly with us. Most have been here for more than five years.",
    "The leadership team is new and works well together.",
    "Governors know the school well and ask the right things.",
    "Two of the leaders are new in their posts and would like somebody to talk to.",
    "The deputy is ready to lead a school, and should be encouraged.",
)
