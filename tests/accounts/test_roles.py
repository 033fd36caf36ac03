"""Who may do what, where and when: policies/roles.yaml by table and by property."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import rules
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User, written
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place, Post, Reach, Roles, reach_of, roles

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
TODAY = date(2026, 11, 16)

CITY = Roles.model_validate(
    {
        "title": "A small policy",
        "agreed_by": "nobody",
        "next_review": "2027-09-01",
        "prose": "For trying.",
        "roles": {
            "director": {"title": "Director", "at": ["partnership"], "says": "Sees all.", "office": True},
            "lead": {"title": "Lead", "at": ["district", "school"], "says": "Knows schools.", "office": True},
            "head": {"title": "Head", "at": ["school"], "says": "Leads a school."},
            "council": {"title": "Council", "at": ["partnership"], "says": "Has a contract."},
            "member": {"title": "Member", "at": ["body"], "says": "Sits."},
        },
        "permissions": {
            "see": {
                "words": "See",
                "to": {
                    "director": ["everywhere"],
                    "lead": ["own district", "own school"],
                    "head": ["own school"],
                    "council": ["contract"],
                    "member": ["own body"],
                },
            },
            "change": {"words": "Change", "to": {"lead": ["own district"]}},
            "none": {"words": "Nobody may", "to": {}},
        },
    }
)

HERE = Place(school=1, district="north", contract=True)
NEAR = Place(school=2, district="north")
FAR = Place(school=3, district="south", contract=True)
NOWHERE = Place(school=4)
BOARD = Place(body="board")
DISTRICT = Place(district="north")
ALL = (HERE, NEAR, FAR, NOWHERE, BOARD, DISTRICT)


@pytest.mark.parametrize(
    ("posts", "permission", "covered"),
    [
        ([], "see", []),
        ([Post("director", "partnership")], "see", [*ALL]),
        ([Post("director", "partnership")], "change", []),
        ([Post("director", "partnership")], "none", []),
        ([Post("lead", "district", "north")], "see", [HERE, NEAR, DISTRICT]),
        ([Post("lead", "school", "3")], "see", [FAR]),
        ([Post("lead", "school", "3")], "change", []),
        ([Post("lead", "district", "north"), Post("lead", "school", "3")], "see", [HERE, NEAR, FAR, DISTRICT]),
        ([Post("head", "school", "2")], "see", [NEAR]),
        ([Post("head", "school", "2"), Post("head", "school", "3")], "see", [NEAR, FAR]),
        ([Post("head", "school", "1")], "change", []),
        ([Post("council", "partnership")], "see", [HERE, FAR]),
        ([Post("member", "body", "board")], "see", [BOARD]),
        ([Post("member", "body", "another")], "see", []),
        ([Post("unheard-of", "partnership")], "see", []),
        # a district's key that is held as something else opens no district
        ([Post("head", "school", "4"), Post("member", "body", "north")], "see", [NOWHERE]),
    ],
)
def test_what_posts_give_where(posts: list[Post], permission: str, covered: list[Place]) -> None:
    found = reach_of(posts, permission, CITY)
    assert [place for place in ALL if found.covers(place)] == [place for place in ALL if place in covered]
    assert bool(found) or not covered


def test_a_permission_that_nobody_wrote_down_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        reach_of([], "fly", CITY)


def test_a_policy_that_grants_to_an_unknown_role_is_refused() -> None:
    bad = CITY.model_dump() | {"permissions": {"see": {"words": "See", "to": {"ghost": ["everywhere"]}}}}
    with pytest.raises(ValidationError, match="there is no such role"):
        Roles.model_validate(bad)


keys = st.sampled_from(["1", "2", "3", "4"])
districts = st.sampled_from(["north", "south", "east"])
some_posts = st.lists(
    st.one_of(
        st.builds(Post, st.just("head"), st.just("school"), keys),
        st.builds(Post, st.just("lead"), st.just("school"), keys),
        st.builds(Post, st.just("lead"), st.just("district"), districts),
        st.builds(Post, st.sampled_from(["director", "council"]), st.just("partnership")),
        st.builds(Post, st.just("member"), st.just("body"), st.sampled_from(["board", "north", "1"])),
    ),
    max_size=5,
)
some_places = st.builds(
    Place,
    school=st.sampled_from([None, 1, 2, 3, 4, 5]),
    district=st.sampled_from(["", "north", "south", "west"]),
    body=st.sampled_from(["", "board", "group"]),
    contract=st.booleans(),
)
permissions = st.sampled_from(["see", "change", "none"])


@given(some_posts, some_posts, permissions, some_places)
def test_more_roles_never_take_anything_away(some: list[Post], more: list[Post], permission: str, place: Place) -> None:
    both = reach_of([*some, *more], permission, CITY).covers(place)
    apart = any(reach_of(posts, permission, CITY).covers(place) for posts in (some, more))
    assert both == apart


@given(some_posts, permissions)
def test_the_order_of_roles_does_not_matter(posts: list[Post], permission: str) -> None:
    assert reach_of(posts, permission, CITY) == reach_of(posts[::-1], permission, CITY)


@given(some_posts, some_places)
def test_a_place_that_is_nowhere_is_open_to_those_alone_who_may_everywhere(posts: list[Post], place: Place) -> None:
    nowhere = Place(contract=False)
    found = reach_of(posts, "see", CITY)
    assert found.covers(nowhere) == found.everywhere
    assert not Reach().covers(place)


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (None, None, True),
        (TODAY, None, True),
        (date(2026, 11, 17), None, False),
        (None, TODAY, True),
        (None, date(2026, 11, 15), False),
        (date(2020, 9, 1), date(2026, 11, 16), True),
        (date(2020, 9, 1), date(2026, 8, 31), False),
    ],
)
@pytest.mark.django_db
def test_a_role_gives_what_it_gives_from_its_first_day_to_its_last(
    the_day_is: Callable[[date], None], since: date | None, until: date | None, held: bool
) -> None:
    the_day_is(TODAY)
    post = Post("head", "school", "900001", since=since, until=until)
    user, _ = actions.invite(email="head@school.example", posts=[post], by=None, at=NOW)
    assert post.held_on(TODAY) == held
    assert bool(user.titles) == held
    assert rules.has_perm("people.see", user, Place(school=900001)) == held
    assert not rules.has_perm("people.see", user, Place(school=900002))


@pytest.mark.django_db
def test_the_day_decides_and_nobody_needs_to_sign_in_anew(
    the_day_is: Callable[[date], None], client_of: Callable[[User], Client]
) -> None:
    the_day_is(TODAY)
    post = Post("data-officer", "partnership", until=TODAY)
    user, _ = actions.invite(email="data@office.example", posts=[post], by=None, at=NOW)
    client = client_of(user)
    assert client.get("/data/").status_code == 200
    the_day_is(date(2026, 11, 17))
    assert client.get("/data/").status_code == 403


@pytest.mark.django_db
def test_a_closed_account_holds_nothing_and_opens_with_what_it_held(ruth: User) -> None:
    held = ruth.posts
    assert ruth.is_office
    actions.close(user=ruth, by=None, at=NOW)
    ruth.refresh_from_db()
    assert not ruth.is_office
    assert not reach(ruth, "people.see")
    actions.invite(email=ruth.email, by=None, at=NOW)
    ruth.refresh_from_db()
    assert ruth.posts == held
    assert ruth.is_office


def test_a_visitor_may_nothing() -> None:
    from django.contrib.auth.models import AnonymousUser

    for permission in roles().permissions:
        assert not rules.has_perm(permission, AnonymousUser())
        assert not reach(AnonymousUser(), permission)


@given(
    st.builds(
        Post,
        role=st.text(min_size=1, max_size=12),
        scope=st.sampled_from(["partnership", "district", "school", "body"]),
        key=st.text(max_size=8),
        kind=st.text(max_size=8),
        since=st.none() | st.dates(),
        until=st.none() | st.dates(),
    )
)
def test_a_post_is_read_as_it_was_written(post: Post) -> None:
    user = User(posts=[written(post)], is_active=True)
    for day in (TODAY, post.since, post.until):
        if day:
            assert user.posts_on(day) == ((post,) if post.held_on(day) else ())


def test_every_role_of_the_policy_is_said_in_words_and_no_permission_is_for_nobody() -> None:
    known = roles()
    for key, role in known.roles.items():
        assert role.says.endswith("."), key
        assert role.at, key
    for key, permission in known.permissions.items():
        assert permission.words, key
        assert permission.to, key


def test_where_a_role_may_something_it_can_be_held() -> None:
    """*own school* means nothing for a role that is held at no school."""
    needs = {"own school": "school", "own district": "district", "own body": "body"}
    known = roles()
    odd = [
        f"{key}: {role} has no {where}"
        for key, permission in known.permissions.items()
        for role, wheres in permission.to.items()
        for where in wheres
        if where in needs and needs[where] not in known.roles[role].at
    ]
    assert odd == []
