"""A small Lockside, loaded by the loaders: the world in which pages are tried.

The demo's own generator writes the files, once a run. A module of tests that asks for `lockside` has the newest of them
loaded once, each on the day it came, under the demo's policies and on the demo's day; its tests only read. A test that
loads for itself asks for `load_file` instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from alongside.knowledge.opendata.models import Load
    from demo.deliveries import Posted
    from demo.world import World

SIZE = 80
NEWEST = (
    "Boundaries: the ten districts",
    "Ofsted, latest inspections, August 2025",
    "Ofsted, latest inspections, September 2026",
    "GIAS establishments, October 2026",
    "Ofsted, latest inspections, October 2026",
    "GIAS establishments, November 2026",
    "GIAS links, November 2026",
)


@dataclass(frozen=True)
class Lockside:
    """What was loaded, and where the schools of the told stories are."""

    posted: dict[str, Posted]
    world: World

    def urn(self, story: str) -> int:
        return self.world.told(story).urn


@pytest.fixture(scope="session")
def small_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Posted]:
    """The files of a small Lockside by their titles."""
    from demo.deliveries import write_files

    return {post.delivery.title: post for post in write_files(tmp_path_factory.mktemp("lockside"), SIZE)}


@contextmanager
def in_lockside(files: Path) -> Iterator[None]:
    """The demo's partnership, districts and day; kept files in a folder of their own; nothing kept from other tests."""
    from django.core.cache import cache
    from django.test import override_settings

    from alongside.floor.kernel import clock, policy
    from demo import TODAY

    folders, day = policy._folders, clock._fixed_day
    policy.look_in((ROOT / "demo" / "policies", ROOT / "policies"))
    clock.fix(TODAY)
    cache.clear()
    with override_settings(FILES_ROOT=files):
        yield
    cache.clear()
    clock.fix(day)
    policy.look_in(folders)


def load_one(post: Posted, **how: Any) -> Load:
    """Load a file of Lockside on the day it came."""
    from alongside.knowledge.opendata import actions
    from demo import build

    _, at = next(build._with_times([post]))
    file = actions.keep(path=post.path, name=post.delivery.name, by=None, at=at)
    return actions.load(file=file, by=None, at=at, **how)


@pytest.fixture
def load_file(small_files: dict[str, Posted], db: None, tmp_path: Path) -> Iterator[Callable[..., Load]]:
    """`load_file("GIAS links, November 2026")` loads a file of Lockside into this test's own database."""
    with in_lockside(tmp_path / "files"):
        yield lambda title, **how: load_one(small_files[title], **how)


@pytest.fixture(scope="module")
def lockside(
    small_files: dict[str, Posted],
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Lockside]:
    """The newest files of Lockside, loaded once for a module whose tests only read."""
    from django.core.management import call_command

    from demo.city import lockside as city
    from demo.world import world

    with in_lockside(tmp_path_factory.mktemp("files")):
        with django_db_blocker.unblock():
            for title in NEWEST:
                load_one(small_files[title])
        yield Lockside(small_files, world(city(), SIZE))
        with django_db_blocker.unblock():
            call_command("flush", verbosity=0, interactive=False)
