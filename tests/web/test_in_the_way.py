"""The pages for when something is in the way: what happened, and a next step."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from alongside.floor.accounts.models import User
from alongside.floor.web import views

pytestmark = pytest.mark.urls("tests.web.sample")


def told(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nowhere/", 404, "There is no page at this address"),
        ("/forbidden/", 403, "This page is not open to you"),
    ],
)
def test_a_page_in_the_way_says_what_happened_and_leads_on(
    client_of: Callable[[User], Client], ruth: User, path: str, status: int, says: str
) -> None:
    response = client_of(ruth).get(path)
    assert response.status_code == status
    assert f"<h1>{says}</h1>" in told(response)
    assert '<a href="/my-work/">Go to the start page</a>' in told(response)
    assert "Priority Schools" in told(response)  # the navigation is still there


def test_a_fault_of_ours_is_owned_without_asking_the_database_anything() -> None:
    """No `django_db` here: a query would fail the test."""
    client = Client(raise_request_exception=False)
    response = client.get("/broken/")
    assert response.status_code == 500
    assert "It is our fault, not yours" in told(response)
    assert "broken on purpose" not in told(response)


@pytest.mark.django_db
def test_a_fault_of_ours_is_owned_to_somebody_signed_in_too(
    client_of: Callable[[User], Client], ruth: User, django_assert_num_queries: Any
) -> None:
    client = client_of(ruth)
    client.raise_request_exception = False
    with django_assert_num_queries(2, connection=connection):  # who asks: the session and the account, before it broke
        assert client.get("/broken/").status_code == 500


def test_the_page_about_a_fault_does_not_fail_with_the_fault(settings: Any) -> None:
    settings.STATIC_URL = None  # whatever it is that broke
    response = views.failed(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "It is our fault, not yours" in told(response)


@pytest.mark.django_db
def test_a_form_without_its_token_is_explained(visitor: Client) -> None:
    response = Client(enforce_csrf_checks=True).post("/account/sign-in/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "<h1>This form has expired</h1>" in told(response)


@pytest.mark.django_db
def test_a_request_that_cannot_be_read_is_explained(visitor: Client) -> None:
    response = visitor.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "<h1>We could not read this request</h1>" in told(response)


@pytest.mark.django_db
def test_too_many_attempts_are_explained_with_a_way_round() -> None:
    response = views.locked_out(RequestFactory().post("/account/sign-in/"))
    assert response.status_code == 429
    assert "/account/password/forgotten/" in told(response)


@pytest.mark.parametrize("address", ["/about/privacy/?q=%00", "/about/%00/", "/about/privacy/?a=1&b=x%00y"])
def test_an_address_with_a_nul_in_it_is_refused(visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code == 400
