"""`alongside demo`, as a person runs it."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.installations import Installation

SIZE = 60
THIN = ("--size", SIZE, "--one-in", 12)
ENVIRON = {"ALONGSIDE_DEMO": "1", "ALONGSIDE_TODAY": "2026-11-16", "ALONGSIDE_POLICIES": "demo/policies"}


def _environ(installation: Installation) -> dict[str, str]:
    """With a database server, the day and the policies come from the environment."""
    return ENVIRON if installation.database_url else {}


def test_the_demo_is_built_once_and_is_there_at_once_the_second_time(installation: Installation) -> None:
    first = installation.alongside("demo", *THIN, **_environ(installation)).stdout
    assert re.search(r"^12 of \d+: .+ …$", first, re.MULTILINE)
    assert "ruth@lockside.example" in first
    second = installation.alongside("demo", *THIN, **_environ(installation)).stdout
    assert "Built in" not in second
    assert "narrowboat-at-noon" in second
    said = yaml.safe_load((installation.var / "installation.yaml").read_text("utf-8"))
    assert (said["demo"], said["today"], said["whole"], said["size"]) == (True, "2026-11-16", True, SIZE)
    page = installation.alongside("shell", "-v", "0", "-c", SIGN_IN_PAGE, **_environ(installation)).stdout
    assert "sunita@lockside.example" in page
    assert "Ruth Adeyemi signs in: True" in page


SIGN_IN_PAGE = """
from django.conf import settings
from django.test import Client
from django.urls import reverse
settings.ALLOWED_HOSTS.append("testserver")
client = Client()
print(client.get(reverse("account_login")).content.decode())
from demo.accounts import RUTH
answer = client.post(reverse("account_login"), {"login": RUTH.email, "password": RUTH.password})
print("Ruth Adeyemi signs in:", answer.status_code == 302 and "_auth_user_id" in client.session)
"""


def test_it_is_not_built_over_somebodys_data(installation: Installation) -> None:
    installation.alongside("invite", "olive@partnership.example", "--role", "staff")
    done = installation.alongside("demo", "--size", SIZE, check=False, **_environ(installation))
    assert done.returncode
    assert "holds 1 accounts that are not the demo's" in done.stderr
    assert not (installation.var / "installation.yaml").exists()


def test_it_is_not_built_over_another_installations_settings(installation: Installation) -> None:
    (installation.var / "installation.yaml").write_text("today: 2025-01-01\n", encoding="utf-8")
    done = installation.alongside("demo", check=False, **_environ(installation))
    assert "is not a demo" in done.stderr


def test_a_city_too_small_for_its_stories_is_declined(installation: Installation) -> None:
    done = installation.alongside("demo", "--size", 12, check=False, **_environ(installation))
    assert "at least 60 schools, not 12" in done.stderr


def test_another_day_in_the_environment_is_declined(installation: Installation) -> None:
    done = installation.alongside("demo", check=False, **_environ(installation) | {"ALONGSIDE_TODAY": "2025-01-01"})
    assert done.returncode
    assert "2026-11-16" in done.stderr


@pytest.mark.django_db
def test_no_password_is_told_where_there_is_no_demo(visitor: object) -> None:
    from django.urls import reverse

    page = visitor.get(reverse("account_login")).content.decode()  # type: ignore[attr-defined]
    assert "lockside.example" not in page
