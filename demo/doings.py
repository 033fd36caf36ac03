"""What people at the office have recorded by today, through the same actions as they: told in the YAML files beside.

The local offer has been kept here since 2025. What schools proposed was on paper until November 2026, and was recorded
in one afternoon with the days on which it was so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.indicators import actions as indicators
from alongside.knowledge.indicators.models import Indicator
from alongside.knowledge.offer import actions as offer
from alongside.knowledge.offer.models import Service
from alongside.knowledge.schools.actions import override_district
from demo.chance import Chance
from demo.outcomes.city import Outcomes
from demo.world import World


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody does at a moment."""

    at: datetime
    do: Callable[[], None]


_AFTERNOON = datetime.combine(date(2026, 11, 13), time(13, 5), tzinfo=LONDON)
_STAGES = ("primary", "junior", "secondary", "all-through")


class Recorder:
    """Ruth Adeyemi at her desk. `events` says when she sits down to what: the build calls each in its turn."""

    def __init__(self, world: World, outcomes: Outcomes, by: User) -> None:
        self._world, self._outcomes, self._by = world, outcomes, by
        self._at = _AFTERNOON

    def events(self) -> list[Event]:
        found = [event for told in _told("services") for event in self._service(told)]
        found += [Event(_AFTERNOON, self._district)]
        found += [Event(_AFTERNOON, partial(self._indicator, told)) for told in _told("indicators")]
        found += [Event(_AFTERNOON, partial(self._own_words, told)) for told in _told("own_words")]
        return sorted(found, key=lambda event: event.at)

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

    def _service(self, told: dict[str, Any]) -> Iterator[Event]:
        """Recorded on one day, checked on another, ended on a third."""
        recorded, checked, ended = (told.pop(key, None) for key in ("recorded", "checked", "ended"))
        made: list[Service] = []

        def record(at: datetime) -> None:
            made.append(offer.record(said=offer.Said(**told), checked_with=told["provider"], by=self._by, at=at))

        def check(at: datetime) -> None:
            seen = Service.objects.get(pk=made[0].pk)
            said = {"on": checked["day"], "checked_with": checked["with"]}
            offer.check(service=seen.pk, version=seen.version, **said, by=self._by, at=at)

        def end(at: datetime) -> None:
            seen = Service.objects.get(pk=made[0].pk)
            offer.end(
                service=seen.pk, version=seen.version, on=ended["day"], reason=ended["reason"], by=self._by, at=at
            )

        for day, act in ((recorded, record), (checked and checked["day"], check), (ended and ended["day"], end)):
            if day:
                at = datetime.combine(day, time(15, 10), tzinfo=LONDON)
                yield Event(at, partial(act, at))

    def _indicator(self, told: Mapping[str, Any]) -> None:
        plain = {
            key: told[key] for key in ("name", "tells", "collected", "kind", "unit", "better", "proposer", "words")
        }
        school = self._urn(told["school"]) if told["school"] else None
        made = indicators.propose(**plain, school=school, on=told["proposed_on"], by=self._by, at=self._now())
        for decision in told["decisions"]:
            if decision["what"] == "ended":
                self._values(made, told["values"])
            day = decision.pop("day")
            indicators.decide(indicator=made.pk, on=day, **decision, by=self._by, at=self._now())
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
        said = {key: told[key] for key in ("title", "words", "said_by")}
        urn = self._urn(told["school"])
        kept = indicators.keep_own_words(school=urn, link="", on=told["day"], **said, by=self._by, at=self._now())
        if reason := told.get("taken_back"):
            indicators.take_back_own_words(own_words=kept.pk, reason=reason, by=self._by, at=self._now())

    def _urn(self, story: str) -> int:
        return self._world.told(story).urn


def _told(name: str) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load((Path(__file__).with_name(f"{name}.yaml")).read_text("utf-8"))
