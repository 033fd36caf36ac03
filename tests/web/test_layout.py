"""The frame of every page: whose site it is, where one is, who one is, how to find a school."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client, RequestFactory

from alongside.floor.accounts.models import User
from alongside.floor.web import identity
from alongside.floor.web.context import page as frame

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.sample")]

PAGES = [
    "/",
    "/schools/",
    "/account/sign-in/",
    "/account/password/forgotten/",
    "/about/accessibility/",
    "/about/privacy/",
]


@pytest.fixture
def lockside() -> Iterator[None]:
    before = identity._name
    identity.register(lambda: "Lockside Education Partnership")
    yield
    identity._name = before


def told(client: Client, path: str = "/") -> str:
    return re.sub(r"\s+", " ", client.get(path).content.decode())


def navigation(page: str) -> list[str]:
    return re.findall(
        r'<li><a href="[^"]*"[^>]*>([^<]+)</a></li>', page.partition('aria-label="Main"')[2].partition("</nav>")[0]
    )


class Attributes(HTMLParser):
    """Every attribute of every tag, and how often each id stands on the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.names.add(name)
            if name == "id":
                self.ids.append(value or "")


def test_a_page_says_whose_site_it_is(visitor: Client, lockside: None) -> None:
    assert "Lockside Education Partnership" in told(visitor)
    assert "is the working memory of Lockside Education Partnership" in told(visitor)


def test_a_page_stands_without_a_partnership(visitor: Client) -> None:
    before = identity._name
    identity._name = None
    assert "is the working memory of a school-improvement partnership" in told(visitor)
    identity._name = before


def test_visitors_are_led_to_what_is_open_and_the_office_to_all(
    visitor: Client, client_of: Callable[[User], Client], ruth: User, olive: User
) -> None:
    assert navigation(told(visitor)) == ["City", "Schools"]
    assert navigation(told(client_of(olive))) == ["My work", "City", "Schools"]
    assert navigation(told(client_of(ruth))) == ["My work", "City", "Schools", "Priority Schools", "Data"]


def test_the_part_of_the_site_where_one_is_is_marked(visitor: Client) -> None:
    assert '<a href="/" aria-current="true">City</a>' in told(visitor, "/")
    assert '<a href="/schools/" aria-current="true">Schools</a>' in told(visitor, "/schools/")


def test_a_school_can_be_looked_for_on_every_page(visitor: Client) -> None:
    for path in PAGES:
        assert '<form class="find" role="search" action="/schools/" method="get">' in told(visitor, path)
        assert '<label class="govuk-visually-hidden" for="find">Find a school</label>' in told(visitor, path)


def test_who_is_signed_in_is_named_and_can_sign_out(client_of: Callable[[User], Client], dara: User) -> None:
    page = told(client_of(dara))
    assert 'Dara<span class="masthead__role">, data officer</span>' in page
    assert '<form method="post" action="/account/sign-out/">' in page


def test_who_has_no_role_is_named_alone(client_of: Callable[[User], Client], olive: User) -> None:
    assert '<a href="/account/">Olive</a>' in told(client_of(olive))


def test_a_visitor_signs_in_and_is_brought_back(visitor: Client) -> None:
    assert '<a href="/account/sign-in/?next=/schools/%3Fq%3Danne">Sign in</a>' in told(visitor, "/schools/?q=anne")
    assert '<a href="/account/sign-in/">Sign in</a>' in told(visitor, "/account/sign-in/")


def test_the_demo_says_that_it_is_one_and_which_day_it_keeps(visitor: Client, settings: Any) -> None:
    assert "An invented city" not in told(visitor)
    settings.IS_DEMO = True
    settings.HERE = type("Here", (), {"today": date(2026, 11, 16)})
    assert "every school, person and figure is made up. Here it is always 16 November 2026." in told(visitor)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_one_main_part_and_no_id_twice(visitor: Client, path: str) -> None:
    found = Attributes(visitor.get(path).content.decode())
    assert found.tags.count("h1") == 1
    assert found.tags.count("main") == 1
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_carries_style_or_script_of_its_own(visitor: Client, path: str) -> None:
    response = visitor.get(path)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    page = response.content.decode()
    assert not {name for name in Attributes(page).names if name == "style" or name.startswith("on")}
    assert re.findall(r"<script(?![^>]*src=)", page) == []
    assert "<style" not in page


def test_messages_are_shown_once(visitor: Client, olive: User) -> None:
    visitor.post("/account/sign-in/", {"login": olive.email, "password": "a-long-enough-password"})
    assert "You are signed in, Olive." in told(visitor)
    assert "You are signed in" not in told(visitor)


def test_addresses_that_are_not_there_yet_are_left_out(settings: Any) -> None:
    settings.SECTIONS = [("a", "A", "nowhere:at-all", "everyone"), ("b", "B", "desk:city", "everyone")]
    settings.SEARCH = ("nowhere:at-all", "Find a school")
    house = frame(RequestFactory().get("/"))["house"]
    assert [section.words for section in house.sections] == ["B"]
    assert house.search is None
    assert house.home == "/"


def test_a_source_line_leads_to_the_row_of_the_file(visitor: Client) -> None:
    page = told(visitor)
    assert "Ofsted management information, as at 16 November 2026, loaded 16 Nov 2026" in page
    assert '<a href="/data/loads/3/rows/8412/">row 8,412 of the file</a>' in page


def test_a_long_list_leads_to_its_pages_and_keeps_what_else_was_asked(visitor: Client) -> None:
    page = told(visitor, "/?phase=p&page=2")
    assert 'href="?phase=p&amp;page=3"' in page
    assert 'aria-label="Page 2" aria-current="page"' in page
