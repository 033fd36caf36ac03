"""What people at the office have recorded by today, through the same actions as they: told in the YAML files beside.

Until November 2026 all this was on paper, so that it was recorded in one afternoon, with the days on which it was so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.indicators import actions as indicators
from alongside.knowledge.indicators.models import Indicator
from alongside.knowledge.schools.actions import override_district
from demo.chance import Chance
from demo.outcomes.city import Outcomes
from demo.world import World

_AFTERNOON = datetime.combine(date(2026, 11, 13), time(13, 5), tzinfo=LONDON)
_STAGES = ("primary", "junior", "secondary", "all-through")


class Recorder:
    """Ruth Adeyemi at her desk, one entry after the other."""

    def __init__(self, world: World, outcomes: Outcomes, by: User) -> None:
        self._world, self._outcomes, self._by = world, outcomes, by
        self._at = _AFTERNOON

    def record_all(self) -> None:
        self._district()
        for told in _told("indicators"):
            self._indicator(told)
        for told in _told("own_words"):
            self._own_words(told)

    def _now(self) -> datetime:
        self._at += timedelta(seconds=20)
        return self._at

    def _district(self) -> None:
        """One nursery school works with another district than it stands in."""
        override_district(
            school=self._urn("federated-west"),
            district="eastmere",
            reason="It is federated with Towpath Nursery School in Eastmere and has the same head.",
            by=self._by,
            at=self._now(),
        )

    def _indicator(self, told: Mapping[str, Any]) -> None:
        plain = {
            key: told[key] for key in ("name", "tells", "collected", "kind", "unit", "better", "proposer", "words")
        }
        school = self._urn(told["school"]) if told["school"] else None
        made = indicators.propose(**plain, school=school, on=told["proposed_on"], by=self._by, at=self._now())
        for decision in told["decisions"]:
            if decision["what"] == "ended":
                self._values(made, told["values"])
            indicators.decide(indicator=made.pk, **decision, by=self._by, at=self._now())
        made.refresh_from_db()
        if made.state == Indicator.State.ADOPTED:
            self._values(made, told["values"])

    def _values(self, indicator: Indicator, told: Mapping[str, Any]) -> None:
        """What schools said: for some of them, year by year, better where a school fares better."""
        chance = Chance.of("indicator", indicator.name)
        taking_part = [s for s in self._world.schools if s.life.stage.key in _STAGES and s.open_on(_AFTERNOON.date())]
        for school in chance.sample(taking_part, min(told["schools"], len(taking_part) // 2)):
            usual = told["middle"] + chance.gauss(0, told["spread"])
            for year in told["years"]:
                fares = self._outcomes.fortune(school, year)
                value = usual + told["better_by"] * fares + chance.gauss(0, told["spread"] / 4)
                asked = chance.randint(34, 240)
                missing = chance.happens(0.07)
                indicators.enter_value(
                    indicator=indicator.pk,
                    school=school.urn,
                    year=year,
                    value=None if missing else Decimal(round(min(97, max(1, value)))),
                    why=chance.choice("rc") if missing else "",
                    pupils=None if missing or indicator.unit != "percent" else asked,
                    said_by="The school office",
                    said_on=date(year, 7, 1) + timedelta(days=chance.randint(0, 20)),
                    by=self._by,
                    at=self._now(),
                )

    def _own_words(self, told: Mapping[str, Any]) -> None:
        said = {key: told[key] for key in ("title", "words", "said_by", "on")}
        urn = self._urn(told["school"])
        kept = indicators.keep_own_words(school=urn, link="", **said, by=self._by, at=self._now())
        if reason := told.get("taken_back"):
            indicators.take_back_own_words(own_words=kept.pk, reason=reason, by=self._by, at=self._now())

    def _urn(self, story: str) -> int:
        return self._world.told(story).urn


def _told(name: str) -> Iterator[Mapping[str, Any]]:
    yield from yaml.safe_load((Path(__file__).with_name(f"{name}.yaml")).read_text("utf-8"))
