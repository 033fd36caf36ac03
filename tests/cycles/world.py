"""Cycles for the matrix of who may see what: a joining, a pairing, a proposal and a reviewer at each place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

OURS = {"own school": ["head", "chair"]}


def make(world: Any) -> dict[str, Any]:
    from alongside.knowledge.people import actions as people
    from alongside.work.peer_review.cycles import actions

    said = {"by": world.by, "at": world.at}
    day = world.today
    cycle = actions.open_cycle(
        title="Spring", model="focused", joins_by=day + timedelta(days=30), reviews_from=day + timedelta(days=50),
        reviews_until=day + timedelta(days=110), **said,
    )  # fmt: skip
    joinings, elsewhere, reviewers, interests, absences = {}, {}, {}, {}, {}
    for place, urn in world.schools.items():
        word = world.secret(place, OURS)
        made = actions.join(cycle=cycle.pk, school=urn, focus="What do we miss?", self_review=word, **said)
        joinings[place] = made.pk
        run = actions.record_elsewhere(school=urn, model="trust", on=day, by_whom="A trust", **said)
        elsewhere[place] = run.pk
        who = world.person("head") if place == "own" else people.record_person(name=f"Rae {place}", **said)
        reviewer = actions.recruit(
            person=who, school=None, phases=["primary", "secondary", "special", "nursery"], can_lead=True, **said
        )
        actions.train(reviewer=reviewer.pk, on=day - timedelta(days=30), **said)
        reviewers[place] = reviewer.pk
        interest = actions.declare(reviewer=reviewer.pk, school=urn, why="A child there", **said)
        absence = actions.away(reviewer=reviewer.pk, first=day, last=day, **said)
        interests[place] = {"pk": reviewer.pk, "item": interest.pk}
        absences[place] = {"pk": reviewer.pk, "item": absence.pk}
    pairing = actions.pair(cycle=cycle.pk, school=world.schools["far"], team=[reviewers["own"]], **said)
    proposal = actions.propose(cycle=cycle.pk, **said)
    urn = world.schools["own"]
    return {
        "cycle": {"any": cycle.pk},
        "cycle-and-school": {place: {"pk": cycle.pk, "urn": one} for place, one in world.schools.items()},
        "joining": joinings,
        "review-elsewhere": elsewhere,
        "reviewer": reviewers,
        "reviewer-interest": interests,
        "reviewer-absence": absences,
        "pairing": {"any": pairing.pk},
        "proposal": {"any": proposal.pk},
        "proposed-team": {"any": {"pk": proposal.pk, "urn": urn}},
        "to-pair": {"any": {"pk": cycle.pk, "urn": urn}},
    }
