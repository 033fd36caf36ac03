"""The office opens a cycle of peer review, schools join, reviewers are recruited and trained, and people are paired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from alongside.work.peer_review.cycles import actions
from alongside.work.peer_review.cycles.models import Cycle, Proposal, Reviewer
from demo.doings import Event
from demo.year.banks import bank
from demo.year.calendar import is_past
from demo.year.doing.desks import Desks, exactly, hour
from demo.year.doing.people import Register
from demo.year.doing.reviewing import Reviewing
from demo.year.plans.reviewing import CyclePlan, ElsewherePlan, JoiningPlan, ReviewerPlan, phase_of


class Cycles:
    """All cycles, as events. What is done in each review is planned when its school has been paired."""

    def __init__(self, register: Register) -> None:
        self._register, self._desks = register, Desks(register)
        self._reviewing = Reviewing(register)
        self._cycle: dict[str, Cycle] = {}
        self._reviewer: dict[int, Reviewer] = {}

    def events(self, plans: list[CyclePlan], elsewhere: list[ElsewherePlan]) -> Iterator[Event]:
        for plan in plans:
            yield from (event for event in self._cycle_of(plan) if is_past(event.at))
        for told in elsewhere:
            at = hour(told.on + timedelta(days=4), "elsewhere", told.school.urn)
            yield Event(at, partial(self._record_elsewhere, told, at))

    def _cycle_of(self, plan: CyclePlan) -> Iterator[Event]:
        at = exactly(plan.told["opened"], 9, 40)
        yield Event(at, partial(self._open, plan, at))
        for joining in plan.joins:
            at = hour(joining.on, "joins", joining.school.urn)
            yield Event(at, partial(self._join, plan, joining, at))
        for one in plan.reviewers:
            at = hour(one.recruited, "recruited", one.school.urn)
            yield Event(at, partial(self._recruit, one, at))
            if one.trained:
                trained = max(hour(one.trained, "trained", one.school.urn, first=16, last=17), at + timedelta(hours=1))
                yield Event(trained, partial(self._train, one, trained))
        at = exactly(plan.told["paired"], 11, 20)
        yield Event(at, partial(self._pair, plan, at))
        if "ended" in plan.told:
            at = exactly(plan.told["ended"], 15, 10)
            yield Event(at, partial(self._end, plan, at))

    def _open(self, plan: CyclePlan, at: datetime) -> None:
        said = {key: plan.told[key] for key in ("title", "model", "joins_by", "reviews_from", "reviews_until")}
        self._cycle[plan.told["title"]] = actions.open_cycle(**said, by=self._register.ruth, at=at)

    def _join(self, plan: CyclePlan, joining: JoiningPlan, at: datetime) -> None:
        apart = joining.not_between(plan.told["reviews_from"], plan.told["reviews_until"])
        actions.join(
            cycle=self._cycle[plan.told["title"]].pk,
            school=joining.school.urn,
            focus=joining.focus,
            self_review=joining.self_review,
            wishes={"expertise": [joining.topic], "not_between": apart},
            by=self._desks.head(joining.school, at),
            at=at,
        )

    def _recruit(self, plan: ReviewerPlan, at: datetime) -> None:
        person = self._desks.head_person(plan.school, at)
        if person is None or Reviewer.objects.filter(person=person).exists():
            return
        ruth = self._register.ruth
        made = actions.recruit(
            person=person,
            school=plan.school.urn,
            phases=[phase_of(plan.school)],
            expertise=plan.expertise,
            can_lead=plan.can_lead,
            before=plan.before,
            by=ruth,
            at=at,
        )
        self._reviewer[plan.school.urn] = made
        if plan.interest and plan.interest is not plan.school:
            said = {"school": plan.interest.urn, "why": bank("reviews")["interest"]}
            actions.declare(reviewer=made.pk, **said, by=ruth, at=at)
        if plan.away:
            actions.away(reviewer=made.pk, first=plan.away[0], last=plan.away[1], by=ruth, at=at)

    def _train(self, plan: ReviewerPlan, at: datetime) -> None:
        if made := self._reviewer.get(plan.school.urn):
            actions.train(reviewer=made.pk, on=at.date(), by=self._register.ruth, at=at)

    def _pair(self, plan: CyclePlan, at: datetime) -> None:
        """The computer proposes with its reasons; Ruth looks at it over lunch, and accepts."""
        ruth = self._register.ruth
        proposal = actions.propose(cycle=self._cycle[plan.told["title"]].pk, by=ruth, at=at)
        if proposal.state != Proposal.State.READY:
            return
        accepted = at + timedelta(hours=2)
        pairings = actions.accept(proposal=proposal.pk, version=proposal.version, by=ruth, at=accepted)
        self._reviewing.plan(pairings)

    def _end(self, plan: CyclePlan, at: datetime) -> None:
        cycle = Cycle.objects.get(pk=self._cycle[plan.told["title"]].pk)
        actions.end_cycle(cycle=cycle.pk, version=cycle.version, by=self._register.ruth, at=at)

    def _record_elsewhere(self, plan: ElsewherePlan, at: datetime) -> None:
        said: dict[str, Any] = {"school": plan.school.urn, "model": plan.model, "on": plan.on, "by_whom": plan.by_whom}
        actions.record_elsewhere(**said, by=self._desks.head(plan.school, at), at=at)
