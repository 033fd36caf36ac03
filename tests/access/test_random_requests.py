"""Whatever anybody asks for, in whatever way: nothing breaks, and nobody reads what is not for them.

The requests are drawn by hypothesis, the same each time: an address with things of the world or with anything else in
it, a method, a query, a form with the fields that the page itself has. What is secret is planted by the makers of the
world (`world.secret`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.urls import NoReverseMatch, reverse
from django.urls.converters import IntConverter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.floor.web import things
from tests.access import matrix
from tests.access.asking import Asker
from tests.access.world import COVERS, GHOST, World

TIMES = int(os.environ.get("REQUESTS", "1500"))
METHODS = ("GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS")
ODD = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "99999999999999999999",
    "1e9",
    "NaN",
    "\u2028",
    "\x00",
    "%s",
    "' OR 1=1 --",
    "../../etc",
)
ODD += ("<script>", "31/2/2026", "2026-11-16", "2026-13-45", "0000-00-00", "9999-12-31", "é" * 300, "[]", "null", "on")
QUERIES = ("q", "page", "on", "known", "year", "sort", "district", "kind", "type", "phase", "role", "since", "until")
QUERIES += ("from", "to", "version", "next", "who", "state", "mark", "school", "person", "term", "show", "order")


@dataclass(frozen=True)
class Target:
    """An address: its name, the names in it and whether they are numbers, and the fields of its form."""

    name: str
    numbers: tuple[str, ...]
    texts: tuple[str, ...]
    fields: tuple[str, ...]


@pytest.fixture(scope="module")
def targets(world: World, ask: Asker, django_db_blocker: Any) -> list[Target]:
    with django_db_blocker.unblock():
        found = [_target(name, pattern, world, ask) for name, pattern in matrix.names()]
        ask.seeing_as("director", world.schools["own"])
    return found


@pytest.fixture(scope="module")
def values(world: World) -> dict[str, list[str]]:
    """What may stand in an address or a form: the keys of all things of the world, by the names they have there."""
    keys: dict[str, list[str]] = {"": [], "word": list(things._kinds)}
    for kind, by_place in world.things.items():
        for key in by_place.values():
            for name, value in (key if isinstance(key, dict) else {kind: key, "": key}).items():
                keys.setdefault(name, []).append(str(value))
                keys[""].append(str(value))
    return keys


@pytest.mark.django_db
def test_random_requests_break_nothing_and_leak_nothing(
    world: World, ask: Asker, targets: list[Target], values: dict[str, list[str]]
) -> None:
    people = [*matrix.people(), GHOST]

    @settings(
        max_examples=TIMES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.data())
    def ask_anything(data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(people))
        target = data.draw(st.sampled_from(targets))
        address = data.draw(_address(target, values))
        method = data.draw(st.sampled_from(METHODS))
        form = data.draw(_form(target, values)) if method in ("POST", "PUT") else {}
        ask.broke = ""
        answer = ask(who, method, address, form)
        asked = f"{method} {address} by {who} with {form}"
        assert answer.status < 500, f"{asked}: {answer.status}: {ask.broke}"
        assert _leaks(answer.text, who, world) == [], f"{asked}: {answer.status}"

    ask_anything()


@pytest.mark.django_db
def test_an_address_that_is_none_is_answered_kindly(ask: Asker) -> None:
    for address in (
        "/nowhere/",
        "/schools/%00/",
        "/schools/900001/%2e%2e/",
        "/%ff%fe",
        "/account/see-as/x/",
    ):
        for who in ("visitor", "head", "district-lead"):
            assert ask(who, "GET", address).status in (301, 302, 400, 404), address


def _leaks(said: bytes, who: str, world: World) -> list[str]:
    """Who sees as a school may read what the school's head may, and what they may themselves not."""
    return matrix.leaked(said, "head" if who == GHOST else who, world)


def _target(name: str, pattern: Any, world: World, ask: Asker) -> Target:
    converters = pattern.pattern.converters
    numbers = tuple(one for one, how in converters.items() if isinstance(how, IntConverter))
    texts = tuple(one for one in converters if one not in numbers) or tuple(_named_groups(pattern))
    return Target(name, numbers, texts, _fields_of(name, world, ask))


def _named_groups(pattern: Any) -> list[str]:
    return list(getattr(pattern.pattern.regex, "groupindex", {})) if not pattern.pattern.converters else []


def _fields_of(name: str, world: World, ask: Asker) -> tuple[str, ...]:
    """The names of the fields of the forms on a page, as those who see most are shown them."""
    expected = matrix.expectations().get(name)
    found: set[str] = set()
    for one in matrix.asked(expected, world)[:1] if expected and _makes(expected, world) else []:
        for who in ("director", "head", "district-lead"):
            said = ask(who, "GET", one.address).said.decode("utf-8", "replace")
            found |= set(re.findall(r'name="([\w-]{1,40})"', said))
    return tuple(sorted(found - {"csrfmiddlewaretoken", "viewport", "theme-color", "login", "password"}))


def _makes(expected: matrix.Expected, world: World) -> bool:
    try:
        return bool(matrix.asked(expected, world))
    except LookupError:
        return False


def _address(target: Target, values: dict[str, list[str]]) -> st.SearchStrategy[str]:
    whole = [one for one in values[""] if one.isdigit()]
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for name in target.numbers:
        known = [one for one in values.get(name, []) if one.isdigit()] or whole
        parts[name] = st.sampled_from([*known, *whole, "0", "99999999999999999999"]).map(int)
    for name in target.texts:
        known = values.get(name, []) or values[""]
        parts[name] = st.sampled_from([*known, "csv", "xlsx", "x", "é", "a" * 200])
    query = st.dictionaries(st.sampled_from([*QUERIES, *target.fields]), _value(values), max_size=3)

    def put(drawn: tuple[dict[str, Any], dict[str, str]]) -> str:
        try:
            path = reverse(target.name, kwargs=drawn[0])
        except NoReverseMatch:
            path = "/" + "/".join(quote(str(one)) for one in drawn[0].values()) + "/"
        return f"{path}?{urlencode(drawn[1])}" if drawn[1] else path

    return st.tuples(st.fixed_dictionaries(parts), query).map(put)


def _form(target: Target, values: dict[str, list[str]]) -> st.SearchStrategy[dict[str, str]]:
    fields = {name: _value(values) for name in target.fields if len(target.fields) <= 60}
    return st.fixed_dictionaries({}, optional=fields) if fields else st.just({})


def _value(values: dict[str, list[str]]) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(values[""]), st.sampled_from(ODD), st.text(max_size=12))


def test_secrets_are_for_somebody(world: World) -> None:
    """Each secret can be read by some and not by all, else it shows nothing. (What a head elsewhere keeps for herself
    can be read by nobody of the matrix.)"""
    for one in world.secrets:
        who = [person for person in matrix.people() if not matrix.leaked(one.word.encode(), person, world)]
        assert who or one.place != "own", one
        assert len(who) < len(matrix.people()), one
    assert set(COVERS) >= {where for one in world.secrets for where in one.sees}


def test_the_check_sees_a_leak(world: World) -> None:
    word = world.secret("own", {"own school": ["head"]})
    said = f"<p>{word}</p>".encode()
    ask_as: Callable[[str], list[str]] = lambda who: matrix.leaked(said, who, world)  # noqa: E731
    assert ask_as("head") == []
    assert len(ask_as("director")) == 1
    world.secrets.pop()
