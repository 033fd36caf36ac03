"""Reviews for the matrix of who may see what: prepared, taking place and agreed at each school, with nothing given; and
one of which a part was given to the office and another to all schools."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.cast import person_holding

HEAD = {"own school": ["head"]}
BOTH = {"own school": ["head", "chair"]}  # read on the page on which the school joined
OFFICE = ["director", "staff", "data-officer", "finance-officer", "district-lead", "engagement-coordinator"]
AFTER = 2  # what cycles and strengths make


def make(world: Any) -> dict[str, Any]:
    kinds = ("preparing", "on", "agreed", "given", "release", "action", "part")
    made: dict[str, dict[str, Any]] = {f"review-{kind}": {} for kind in kinds}
    reviewers = [person_holding(f"Reviewer {number}") for number in range(3)]
    seats = _reviewers(world, reviewers)
    for place, urn in world.schools.items():
        for kind, key in _at(world, place, urn, seats, reviewers[0]).items():
            made[f"review-{kind}"][place] = key
    return made


def _reviewers(world: Any, users: list[Any]) -> list[int]:
    from alongside.knowledge.people.models import Person
    from alongside.work.peer_review.cycles import actions

    who = {"by": world.by, "at": world.at}
    found = []
    for user in users:
        person = Person.objects.get(user=user)
        made = actions.recruit(
            person=person, school=None, phases=["primary", "secondary"], can_lead=True, most=10, **who
        )
        actions.train(reviewer=made.pk, on=world.today, **who)
        found.append(made.pk)
    return found


def _at(world: Any, place: str, urn: int, seats: list[int], reviewer: Any) -> dict[str, Any]:
    from alongside.work.peer_review.reviews import actions
    from alongside.work.peer_review.reviews.actions import Audience

    who, today = {"by": world.by, "at": world.at}, world.today
    preparing, on, agreed, given = (_review(world, place, urn, seats) for _ in range(4))
    pack: dict[str, Any] = {"pack": ["focus", "self-review", "results", "context", "inspections", "own-words"]}
    actions.prepare(review=preparing.pk, version=preparing.version, **pack, **who)
    for review in (on, agreed, given):
        actions.begin(review=review.pk, on=today, **who)
    parts = {}
    for review in (on, agreed, given):
        for kind in ("strength", "next"):
            sees = dict(HEAD)
            if review is given:
                sees["everywhere"] = [*OFFICE, "head", "chair"] if kind == "strength" else OFFICE
            words = f"Found {world.secret(place, sees)}"
            common = {"review": review.pk, "question": "provision", "kind": kind, "words": words, **who}
            parts[review.pk, kind] = actions.write_finding(**common)
        actions.summarise(review=review.pk, words=f"Sum {world.secret(place, HEAD)}", **who)
    typing, sees = (world.users["head"], HEAD) if place == "own" else (reviewer, {})
    words = f"Typed {world.secret(place, sees)}"
    actions.keep(review=on.pk, slot="reply", version=0, words=words, by=typing, at=world.at)
    for review in (agreed, given):
        review.refresh_from_db()
        actions.agree_report(review=review.pk, version=review.version, **who)
    actions.release(part=parts[given.pk, "strength"].pk, to=Audience("all-schools"), **who)
    release = actions.release(part=parts[given.pk, "next"].pk, to=Audience("office"), **who)
    gone = actions.release(part=parts[agreed.pk, "next"].pk, to=Audience("all-schools"), **who)
    actions.take_back(release=gone.pk, **who)
    action = _afterwards(world, place, agreed, reviewer)
    return {
        "preparing": preparing.pk,
        "on": on.pk,
        "agreed": agreed.pk,
        "given": given.pk,
        "release": release.pk,
        "action": action.pk,
        "part": {"pk": on.pk, "part": parts[on.pk, "next"].pk},
    }


def _afterwards(world: Any, place: str, review: Any, reviewer: Any) -> Any:
    from alongside.work.peer_review.reviews import actions

    who = {"by": world.by, "at": world.at}
    word = [f"After {world.secret(place, HEAD)}" for _ in range(4)]
    actions.reply(review=review.pk, words=word[0], **who)
    actions.reflect(review=review.pk, reviewer=reviewer.person, words=word[1], by=reviewer, at=world.at)
    due = world.today + timedelta(days=60)
    part = actions.choose_action(review=review.pk, words=word[2], who="The deputy head", due=due, **who)
    actions.look_again(review=review.pk, months=6, words=word[3], changed="partly", **who)
    return part.action


def _review(world: Any, place: str, urn: int, seats: list[int]) -> Any:
    """A review of a pairing of its own cycle, with the school's own words."""
    from alongside.work.peer_review.cycles import actions
    from alongside.work.peer_review.cycles.models import Cycle
    from alongside.work.peer_review.reviews.models import Review

    who, today = {"by": world.by, "at": world.at}, world.today
    number = Cycle.objects.count() + 1
    cycle = actions.open_cycle(
        title=f"Cycle {number}",
        model="whole-school",
        joins_by=today,
        reviews_from=today + timedelta(days=1),
        reviews_until=today + timedelta(days=90),
        **who,
    )
    actions.join(
        cycle=cycle.pk,
        school=urn,
        focus=f"Focus {world.secret(place, BOTH)}",
        self_review=f"Self {world.secret(place, BOTH)}",
        **who,
    )
    pairing = actions.pair(cycle=cycle.pk, school=urn, team=seats, **who)
    return Review.objects.get(pairing=pairing)
