"""Every view declares who may see it, and what is for the office is refused to everybody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from alongside.floor.web import audience
from tests.conventions.house import told

LESSON = (
    "Say who may see the page: put @everyone, @signed_in or @office of alongside.floor.web.audience over the view. A "
    "view of another library is wrapped where urls.py names it."
)


def routes(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with an example in place of what varies: ("/data/loads/1/", pattern)."""
    for item in (resolver or get_resolver()).url_patterns:
        here = before + _example(item.pattern)
        if isinstance(item, URLResolver):
            yield from routes(item, here)
        else:
            yield here, item


def _example(pattern: Any) -> str:
    """What stands in a route, with 100001 for a number and `x` for anything else."""
    route = str(pattern).lstrip("^").rstrip("$")
    for name, converter in pattern.converters.items():
        value = "100001" if isinstance(converter, IntConverter) else "x"
        route = re.sub(rf"<(\w+:)?{name}>", value, route)
    return route


def undeclared(view: Callable[..., Any]) -> bool:
    return audience.audience_of(view) not in audience.AUDIENCES


def test_every_view_declares_its_audience():
    faults = [f"{address}: {pattern.callback}" for address, pattern in routes() if undeclared(pattern.callback)]
    assert faults == [], told(faults, LESSON)


def test_the_check_sees_a_view_without_an_audience():
    def bare(request):
        raise NotImplementedError

    assert undeclared(bare)
    assert not undeclared(audience.office(bare))


def for_the_office() -> list[str]:
    """Read when the tests run, not before: the addresses are known only then."""
    return [address for address, pattern in routes() if audience.audience_of(pattern.callback) == audience.OFFICE]


def test_there_are_pages_for_the_office_alone():
    assert "/data/" in for_the_office()


@pytest.mark.django_db
def test_pages_for_the_office_send_a_visitor_to_sign_in_and_back(visitor):
    for address in for_the_office():
        answer = visitor.get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/account/sign-in/"), address
        assert f"next={quote(address)}" in answer["Location"], address


@pytest.mark.django_db
def test_pages_for_the_office_are_refused_to_who_is_not_of_it(olive, client_of):
    client = client_of(olive)
    for address in for_the_office():
        for ask in (client.get, client.post):
            assert ask(address).status_code == 403, address


@pytest.mark.django_db
def test_nothing_is_changed_by_a_visitor_who_posts(visitor):
    for address in for_the_office():
        assert visitor.post(address).status_code == 302, address
