"""What became of the schools whose story nobody tells: drawn by lot, from what they are now back to how they began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from demo import TODAY
from demo.chance import Chance, share_out
from demo.kinds import KINDS, STAGES, Stage
from demo.lives import LONG_AGO, Closed, Event, JoinedTrust, Life, Opened, Renamed
from demo.names import Names
from demo.titles import as_academy, as_free_school, title
from demo.trusts import Trusts

_YEARS = dict(  # when schools became academies, or free schools opened: the shares of the years
    zip(range(2011, 2027), (12, 11, 8, 7, 6, 6, 7, 7, 5, 3, 4, 5, 6, 6, 4, 2), strict=True)
)
_SPONSORED_YEARS = dict(zip(range(2011, 2027), (8, 11, 12, 11, 9, 8, 7, 6, 5, 2, 2, 2, 3, 2, 2, 1), strict=True))
_FIRSTS = {9: 55, 4: 12, 1: 8, 2: 5, 3: 4, 5: 4, 6: 3, 7: 3, 11: 3, 12: 3}  # months on whose first day it happens
_FAITHS: dict[str, dict[str, float]] = {
    "aided": {"Catholic": 62, "Church of England": 33, "Muslim": 3, "Jewish": 2},
    "controlled": {"Church of England": 1},
    "converter": {"": 70, "Catholic": 18, "Church of England": 10, "Christian": 2},
    "sponsored": {"": 88, "Church of England": 9, "Catholic": 3},
    "free": {"": 80, "Sikh": 8, "Christian": 6, "Muslim": 6},
}
_BEFORE: dict[str, dict[str, tuple[str, ...]]] = {  # what an academy was before, where it was not founded as one
    "converter": {"": ("community", "community", "foundation"), "Church of England": ("controlled", "aided")},
    "special converter": {"": ("community special", "foundation special")},
    "special sponsored": {"": ("community special",)},
    "alternative converter": {"": ("referral",)},
    "alternative sponsored": {"": ("referral",)},
    "sixteen to nineteen": {"": ("further education",)},
}
_CLOSING = {"primary": 5, "infant": 2, "junior": 2, "secondary": 2, "independent": 3, "nursery": 1}
_NEW = ("free", "free special", "free alternative", "technical", "studio")


def open_lives(city: str, how_many: int, names: Names, trusts: Trusts) -> Iterator[Life]:
    """So many schools that are open today, by the shares of `kinds.py`."""
    for stage, count in _counted(how_many):
        for i, kind in enumerate(share_out(count, stage.kinds)):
            yield _life(f"{stage.key} {kind} {i}", city, stage, kind, names, trusts)


def closed_lives(city: str, how_many: int, names: Names, trusts: Trusts) -> Iterator[Life]:
    """Schools that are no more: closed, or merged into a neighbour of their own kind (its key is given in `into`)."""
    for i in range(how_many):
        chance = Chance.of(city, "closed", i)
        stage = STAGES[chance.pick(_CLOSING)]
        kind = "independent" if stage.key == "independent" else "nursery" if stage.key == "nursery" else "community"
        life = _life(f"closed {i}", city, stage, kind, names, trusts)
        last = date(chance.randint(2012, 2026), 8, 31)
        if last >= TODAY:
            last = date(2025, 8, 31)
        if stage.key == "primary" and chance.happens(0.5):
            ending = Closed(
                last, "Result of Amalgamation/Merger", (f"primary community {i % 5}",), "Successor - merged"
            )
        else:
            ending = Closed(last)
        yield life.with_events(ending)


def _counted(how_many: int) -> list[tuple[Stage, int]]:
    keys = share_out(how_many, {stage.key: stage.share for stage in STAGES.values()})
    return [(stage, keys.count(stage.key)) for stage in STAGES.values()]


def _life(key: str, city: str, stage: Stage, kind: str, names: Names, trusts: Trusts) -> Life:
    chance = Chance.of(city, "life", key)
    faith = chance.pick(_FAITHS.get(kind, {"": 1}))
    ages = chance.choice(stage.ages)
    gender = chance.pick({"Mixed": 88, "Girls": 7, "Boys": 5}) if stage.key == "secondary" and not faith else "Mixed"
    selective = kind in ("converter", "foundation") and gender != "Mixed" and chance.happens(0.4)
    place = names.place()
    name = title(chance, names, stage=stage.key, faith=faith, place=place, gender=gender, selective=selective)
    low, high = stage.pupils
    return Life(
        key=key,
        stage=stage,
        events=tuple(_events(chance, stage, kind, faith, name, trusts)),
        place=place,
        faith=faith,
        ages=ages,
        sixth_form=ages[1] >= 18 and stage.key not in ("nursery", "independent special"),
        gender=gender,
        selective=selective,
        pupils=round(chance.triangular(low, high)),
        undated_links=chance.happens(0.25),
        one_sided_links=chance.happens(0.04),
    )


def _events(chance: Chance, stage: Stage, kind: str, faith: str, name: str, trusts: Trusts) -> Iterator[Event]:
    if not KINDS[kind].academy:
        yield Opened(_founded(chance), kind, name)
        if chance.happens(0.1) and _renamed(name) != name:
            yield Renamed(date(chance.randint(2016, 2025), 9, 1), _renamed(name))
        return
    day = _some_first(chance, _SPONSORED_YEARS if "sponsored" in kind else _YEARS)
    alone = stage.key == "secondary" and kind == "converter" and chance.happens(0.3)
    trust = trusts.for_academy(chance, stage, faith, alone=alone)
    if kind in _NEW:
        new_name = as_free_school(name) if chance.happens(0.2) else as_academy(chance, name)
        yield Opened(day, kind, new_name, "New Provision", trust)
    else:
        by_faith = _BEFORE.get(kind, {"": ("community", "community", "foundation")})
        was = by_faith.get(faith, ("aided",) if faith else by_faith[""])
        yield Opened(LONG_AGO, chance.choice(was), name)
        sponsored = "sponsored" in kind
        why = "New Provision" if sponsored else "Academy Converter"
        yield Opened(day, kind, as_academy(chance, name), why, trust, new_number=sponsored)
    moved = day + timedelta(days=chance.randint(900, 2600))
    if not alone and moved < TODAY and chance.happens(0.09):
        yield JoinedTrust(moved.replace(day=1), trusts.for_academy(chance, stage, faith, alone=False))


def _renamed(name: str) -> str:
    """The name a school took in our years: a new word at its end."""
    for old, new in (("Community Primary School", "Primary School"), ("Junior and Infant School", "Primary School")):
        if name.endswith(old):
            return name.removesuffix(old) + new
    return name.replace("Primary School", "Community Primary School") if "St " not in name else name


def _founded(chance: Chance) -> date:
    return date(chance.randint(1994, 2011), 9, 1) if chance.happens(0.12) else LONG_AGO


def _some_first(chance: Chance, years: Mapping[int, float]) -> date:
    day = date(chance.pick(years), chance.pick(_FIRSTS), 1)
    return day if day < TODAY else day.replace(month=9)
