"""What is kept is made once for what it depends on, and anew for anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache

from alongside.floor.web.keeping import kept


@pytest.fixture
def make() -> Callable[[], None]:
    """Counts how often it was asked for; what it makes is None, which is worth keeping too."""
    cache.clear()

    def making() -> None:
        making.times += 1  # type: ignore[attr-defined]

    making.times = 0  # type: ignore[attr-defined]
    return making


def test_it_is_made_once_for_the_same(make: Callable[[], None]) -> None:
    assert kept("desk", ("city", 7), make) is None
    assert kept("desk", ("city", 7), make) is None
    assert make.times == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(("wing", "said"), [("desk", ("city", 8)), ("desk", ("city", "7")), ("offer", ("city", 7))])
def test_it_is_made_anew_for_anything_else(make: Callable[[], None], wing: str, said: tuple[object, ...]) -> None:
    kept("desk", ("city", 7), make)
    kept(wing, said, make)
    assert make.times == 2  # type: ignore[attr-defined]
