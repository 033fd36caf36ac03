"""The world of the matrix, made once for a module whose tests change nothing that stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.access.asking import Asker
from tests.access.world import World, build
from tests.small_city import Lockside, lockside, small_files

__all__ = ["lockside", "small_files"]


@pytest.fixture(scope="module")
def world(lockside: Lockside, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock():
        yield build(lockside)


@pytest.fixture(scope="module")
def ask(world: World, django_db_blocker: Any) -> Iterator[Asker]:
    """`ask("head", "GET", "/schools/100001/")` as somebody of the world."""
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="tests.access.urls"):
        yield Asker(world.users)
