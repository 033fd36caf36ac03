"""Who may see a page, and what those meet who may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from alongside.floor.accounts.models import User
from alongside.floor.web.audience import audience_of, everyone, office, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.sample")]


def view(request: HttpRequest) -> HttpResponse:
    """A view."""
    raise NotImplementedError


def test_a_view_says_for_whom_it_is() -> None:
    assert [audience_of(kind(view)) for kind in (everyone, signed_in, office)] == ["everyone", "signed-in", "office"]
    assert audience_of(view) is None


def test_a_declared_view_keeps_its_name_and_words() -> None:
    assert office(view).__name__ == "view"
    assert office(view).__doc__ == "A view."


@pytest.mark.parametrize("path", ["/data/", "/mine/"])
def test_a_visitor_is_asked_to_sign_in_and_brought_back(visitor: Client, path: str) -> None:
    response = visitor.get(f"{path}?page=2")
    assert response.status_code == 302
    assert response["Location"] == f"/account/sign-in/?next={path}%3Fpage%3D2"


def test_a_visitor_whose_fragment_is_asked_for_is_sent_whole_to_the_sign_in_page(visitor: Client) -> None:
    response = visitor.get("/data/", headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/account/sign-in/?next=/data/"


def test_the_office_sees_what_is_for_the_office(client_of: Callable[[User], Client], ruth: User, dara: User) -> None:
    for person in (ruth, dara):
        assert client_of(person).get("/data/").status_code == 200


def test_who_is_not_of_the_office_is_told_so_and_what_to_do(client_of: Callable[[User], Client], olive: User) -> None:
    client = client_of(olive)
    assert client.get("/mine/").status_code == 200
    for ask in (client.get, client.post):
        response = ask("/data/")
        assert response.status_code == 403
        page = response.content.decode()
        assert "This page is for the partnership’s office." in page
        assert "You are signed in as olive@partnership.example." in page


def test_a_page_for_some_is_kept_by_no_cache(client_of: Callable[[User], Client], ruth: User) -> None:
    for path in ("/data/", "/mine/"):
        control = client_of(ruth).get(path)["Cache-Control"]
        assert "private" in control
        assert "no-store" in control


def test_a_page_for_everyone_is_open(visitor: Client, client_of: Callable[[User], Client], olive: User) -> None:
    assert visitor.get("/").status_code == 200
    assert client_of(olive).get("/").status_code == 200
