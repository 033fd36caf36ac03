"""The invented city, made once for all tests of it: whole, and a small one whose files are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.city import lockside
from demo.deliveries import Posted, write_files
from demo.world import World, world

SMALL = 100


@pytest.fixture(scope="session")
def city() -> World:
    """Lockside at its usual size."""
    return world(lockside(), 450)


@pytest.fixture(scope="session")
def posted(tmp_path_factory: pytest.TempPathFactory) -> list[Posted]:
    """Every file of a small Lockside."""
    return write_files(tmp_path_factory.mktemp("demo-files"), SMALL)


@pytest.fixture(scope="session")
def written(posted: list[Posted]) -> dict[str, Path]:
    """Paths by title: `written["Ofsted, latest inspections, August 2025"]`."""
    return {post.delivery.title: post.path for post in posted}
