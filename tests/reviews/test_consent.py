"""Whatever is given, taken back, over or no longer held: the one query finds for everybody exactly what an account kept
beside says, and pages, exports and lists show no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from alongside.floor.accounts.models import written
from alongside.floor.accounts.roles import Post
from tests.reviews import making
from tests.town import AT, BRIDGE, CANAL, LOCK, TODAY, Town

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from alongside.floor.accounts.models import User

pytestmark = pytest.mark.django_db

AUDIENCES = (
    ("person", "director"), ("person", "governor"), ("school", str(CANAL)), ("school", str(BRIDGE)),
    ("family", "family 7"), ("district", "ladywood"), ("district", "erdington"), ("office", ""), ("all-schools", ""),
)  # fmt: skip
SEATS = (
    Post("head", "school", str(CANAL)), Post("chair", "school", str(CANAL)), Post("head", "school", str(BRIDGE)),
    Post("chair", "school", str(LOCK)), Post("governor", "school", str(CANAL)), Post("director", "partnership"),
    Post("district-lead", "district", "ladywood"), Post("board-member", "body", "board"),
)  # fmt: skip
DISTRICTS = {CANAL: "ladywood", LOCK: "ladywood", BRIDGE: "erdington"}
WHO = ("director", "governor", "head", "other_head", "council", "chair", "nina")


@dataclass
class Account:
    """What an onlooker keeps of it: the releases by their number, who is what, who belongs to the family."""

    given: dict[int, dict[str, Any]] = field(default_factory=dict)
    family: dict[int, str] = field(default_factory=dict)
    on: date = TODAY


class World:
    """The town, the review and everybody who looks, as they are before each attempt."""

    def __init__(self, town: Town, made: making.Made) -> None:
        self.head = town.head
        self.users: dict[str, User] = {name: getattr(town, name, None) or made.nina for name in WHO}
        self.persons = {name: town.person(user).pk for name, user in self.users.items()}
        self.posts = {name: list(user.posts) for name, user in self.users.items()}
        self.parts = [(one.pk, one.kind, one.person_id) for one in made.review.parts.all()]
        self.until = made.fresh().reviewers_until or TODAY

    def put_back(self) -> None:
        for name, posts in self.posts.items():
            self.users[name].posts = list(posts)

    def readers(self, account: Account, name: str) -> set[int]:
        """The parts that somebody reads by the account of it."""
        posts = [(one["role"], one["scope"], one["key"]) for one in self.users[name].posts]
        schools = {int(key) for role, scope, key in posts if scope == "school" and role in ("head", "chair")}
        office = any(role in ("director", "district-lead") for role, _, _ in posts)
        mine = {("person", str(self.persons[name])), *(("school", str(urn)) for urn in schools)}
        mine |= {("district", DISTRICTS[urn]) for urn in schools}
        mine |= {("family", "family 7")} if schools & set(account.family) else set()
        mine |= {("office", "")} if office else set()
        mine |= {("all-schools", "")} if office or schools else set()
        given = account.given.values()
        now = [one for one in given if one["until"] is None or account.on <= one["until"]]
        found = {one["part"] for one in now if (one["to"], one["key"]) in mine}
        for pk, kind, person in self.parts:
            is_theirs = kind in ("action", "reflection") and person == self.persons[name]
            reviews = name in ("nina", "other_head") and account.on <= self.until
            if is_theirs or (reviews and kind in ("strength", "next", "summary", "reply")):
                found.add(pk)
        return {pk for pk, _, _ in self.parts} if ("head", "school", str(CANAL)) in posts else found


class Consent(RuleBasedStateMachine):
    """Gives, takes back, lets time pass, lets roles and families change; and looks."""

    world: World

    @initialize()
    def begin(self) -> None:
        self.point = transaction.atomic()
        self.point.__enter__()
        self.account, self.sources = Account(), count()
        self.world.put_back()

    @rule(part=st.integers(0, 9), to=st.sampled_from(AUDIENCES), days=st.none() | st.integers(0, 40))
    def give(self, part: int, to: tuple[str, str], days: int | None) -> None:
        from alongside.work.peer_review.reviews import actions
        from alongside.work.peer_review.reviews.actions import Audience

        pk, kind, _ = self.world.parts[part % len(self.world.parts)]
        key = str(self.world.persons[to[1]]) if to[0] == "person" else to[1]
        end = None if days is None else TODAY + timedelta(days=days)
        try:
            found = actions.release(part=pk, to=Audience(to[0], key), until=end, by=self.world.head, at=AT)
        except actions.CannotRecord:
            assert kind == "reflection"
            return
        self.account.given[found.pk] = {"part": pk, "to": to[0], "key": key, "until": end}

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        from alongside.work.peer_review.reviews import actions

        if self.account.given:
            chosen = data.draw(st.sampled_from(sorted(self.account.given)))
            actions.take_back(release=chosen, by=self.world.head, at=AT)
            del self.account.given[chosen]

    @rule(days=st.integers(1, 25))
    def time_passes(self, days: int) -> None:
        self.account.on += timedelta(days=days)

    @rule(school=st.sampled_from((LOCK, BRIDGE)))
    def joins_the_family_or_leaves_it(self, school: int) -> None:
        from alongside.work.ties import actions as ties
        from alongside.work.ties.actions import End

        if source := self.account.family.pop(school, ""):
            ties.withdraw(source=source, why="It left", by=None, at=AT)
            return
        source = self.account.family[school] = f"member {school} {next(self.sources)}"
        ends = [End(kind="family", school=school)]
        ties.post(ends=ends, source=source, since=TODAY, circle="family 7", by=None, at=AT)

    @rule(name=st.sampled_from(WHO), posts=st.lists(st.sampled_from(SEATS), max_size=2, unique=True))
    def roles_change(self, name: str, posts: list[Post]) -> None:
        self.world.users[name].posts = [written(one) for one in posts]

    @rule(name=st.sampled_from(WHO))
    def somebody_looks(self, name: str) -> None:
        from alongside.work.peer_review.reviews import consent

        on, user = self.account.on, self.world.users[name]
        found = consent.readable(consent.viewer_of(user, on=on), on=on).values_list("pk", flat=True)
        assert set(found) == self.world.readers(self.account, name), (name, user.posts)

    def teardown(self) -> None:
        try:
            for name in WHO if hasattr(self, "account") else ():
                self.somebody_looks(name)
        finally:
            if hasattr(self, "point"):
                transaction.set_rollback(True)
                self.point.__exit__(None, None, None)
            self.world.put_back()


def test_whatever_happens_everybody_reads_what_they_may_and_nothing_else(town: Town) -> None:
    made = making.followed_up(town)
    assert {one.kind for one in made.review.parts.all()} == set(type(made.part("focus")).Kind.values)
    run_state_machine_as_test(
        type("InTown", (Consent,), {"world": World(town, made)}),
        settings=settings(
            max_examples=20, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_who_sees_as_the_school_reads_no_report(town: Town) -> None:
    """The office may look at pages as a head does. The head's report is the head's."""
    from alongside.floor.accounts.seeing_as import School, _ghost
    from alongside.work.peer_review.reviews import consent
    from alongside.work.peer_review.reviews.permissions import may_own, may_see

    ghost = _ghost(School(CANAL, "Canal", "ladywood", contract=True), AT)
    assert consent.viewer_of(ghost, on=TODAY) is None
    assert not may_own.test(ghost, None)
    assert not may_see.test(ghost, None)


ADDRESSES = ("", "report.csv", "pack/", "share/", "agree/", "write/")


def test_what_is_given_is_read_and_taken_back_at_once_on_every_page(
    town: Town, client_of: Callable[..., Client]
) -> None:
    from alongside.work.peer_review.reviews import actions
    from alongside.work.peer_review.reviews.actions import Audience

    made = making.followed_up(town)
    at, director = f"/reviews/{made.review.pk}/", client_of(town.director)

    def told(client: Client) -> str:
        answers = [client.get(f"{at}{rest}") for rest in ADDRESSES] + [client.get("/reviews/"), client.get("/my-work/")]
        return "".join(
            b"".join(one.streaming_content).decode() if one.streaming else one.content.decode()  # type: ignore[attr-defined]
            for one in answers
        )

    words = {one.kind: one.words for one in made.review.parts.all()}
    assert not [kind for kind, text in words.items() if text in told(director)]
    assert director.get(at).status_code == 404
    given = actions.release(part=made.part("strength").pk, to=Audience("office"), **made.who)
    assert [kind for kind, text in words.items() if text in told(director)] == ["strength"]
    assert "1 part" in director.get("/reviews/").content.decode()
    actions.take_back(release=given.pk, **made.who)
    assert not [kind for kind, text in words.items() if text in told(director)]


def test_who_does_an_action_reads_it_and_nothing_besides(town: Town, client_of: Callable[..., Client]) -> None:
    made = making.followed_up(town)
    page = client_of(town.chair).get(f"/reviews/{made.review.pk}/").content.decode()
    words = {one.kind for one in made.review.parts.all() if one.words in page}
    assert words == {"action"}


def test_reviewers_read_what_was_ticked_while_their_time_lasts(
    town: Town, client_of: Callable[..., Client], the_day_is: Callable[[date], None]
) -> None:
    from alongside.work.peer_review.reviews import actions

    made = making.prepared(town)
    nina, at = client_of(made.nina), f"/reviews/{made.review.pk}/"
    assert making.FOCUS not in nina.get(at).content.decode()
    assert nina.get(f"{at}pack/").status_code == 404
    pack = ["focus", "context", "inspections", "results", "own-words"]
    actions.prepare(review=made.review.pk, version=made.review.version, pack=pack, **made.who)
    page = nina.get(f"{at}pack/").content.decode()
    assert making.FOCUS in page
    assert making.SELF_REVIEW not in page
    assert nina.get(f"{at}prepare/").status_code == 403
    actions.begin(review=made.review.pk, on=TODAY, by=made.nina, at=AT)
    actions.write_finding(review=made.review.pk, question="focus", kind="next", words=making.NEXT, by=made.nina, at=AT)
    review = made.fresh()
    actions.agree_report(review=review.pk, version=review.version, **made.who)
    assert making.NEXT in nina.get(at).content.decode()
    the_day_is(TODAY + timedelta(days=29))
    answer = nina.get(at).content.decode()
    assert making.NEXT not in answer
    assert making.FOCUS not in answer
    assert "Your time to read this report is over" in answer
    assert nina.get(f"{at}pack/").status_code == 404
