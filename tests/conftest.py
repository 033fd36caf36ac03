"""What every test stands on: the database of the run, the cast, a browser, and a world without a network.

`pytest` uses SQLite; `pytest --database postgresql` a real PostgreSQL of its own (`postgresql.py`). Each run, and each
worker of it, has a `var` folder of its own. Settings are loaded here, after the database is known (`settings.py`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests import migrated, postgresql

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = "alongside_migrated"

# Two cores may be busy with a browser: no example has a deadline. In CI the same examples are tried every time.
hypothesis.settings.register_profile("alongside", deadline=None, derandomize=os.environ.get("CI") == "true")
hypothesis.settings.load_profile("alongside")

pytest_plugins = ["tests.cast", "tests.town", "tests.browser", "tests.installations"]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("alongside")
    group.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="which database to test on")
    group.addoption(
        "--only-database", action="store_true", help="leave out what need not be tried on a second database"
    )


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _begin_run(config)
    worker = getattr(config, "workerinput", {}).get("workerid", "main")
    os.environ["ALONGSIDE_VAR"] = str(Path(os.environ["ALONGSIDE_TEST_RUN"]) / worker)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    # Playwright's synchronous interface keeps an event loop in this thread, and Django then refuses its own database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

    from django.conf import settings

    assert settings.DATABASES  # loads them; pytest-django then sets Django up


def _begin_run(config: pytest.Config) -> None:
    """Once a run, before the workers: a folder, and PostgreSQL with one migrated database that all others copy."""
    for name in [name for name in os.environ if name.startswith("ALONGSIDE_") and name not in KEPT]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    run = tempfile.mkdtemp(prefix="alongside-test-")
    os.environ["ALONGSIDE_TEST_RUN"] = run
    config.add_cleanup(lambda: shutil.rmtree(run, ignore_errors=True))
    if config.getoption("database") == "postgresql":
        server = postgresql.Server()
        config.add_cleanup(server.stop)
        server.start()
        os.environ["DATABASE_URL"] = server.create(TEMPLATE)
        subprocess.run(
            [sys.executable, "-m", "alongside", "migrate", "--skip-checks", "--verbosity", "0"],
            env=os.environ | {"ALONGSIDE_VAR": f"{run}/template"},
            cwd=ROOT,
            check=True,
        )


KEPT = ("ALONGSIDE_CHROMIUM", "ALONGSIDE_SHARED_DATA")

BROWSER = {"browser", "new_page", "page", "phone"}
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server", "installation", "migrated_installation"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    if config.getoption("only_database"):
        kept = [item for item in items if _touches_database(item) and not _once_is_enough(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def _once_is_enough(item: pytest.Item) -> bool:
    """What a browser shows, and who may see which page (thousands of requests), is not tried on a second database:
    actions, loaders, queries and each package's own views are."""
    return bool(item.get_closest_marker("browser")) or item.path.is_relative_to(ROOT / "tests" / "access")


def _touches_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the database is there already, as `migrated` made it: the run finds nothing left to migrate."""
    return "DATABASE_URL" not in os.environ


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_keepdb: bool) -> None:
    from django.db import connection

    if django_db_keepdb:
        migrated.copy_to(Path(connection.creation._get_test_db_name()))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database without the triggers that keep the journal: a test that commits is cleared up by deletion."""
    from django.db import connection

    from alongside.floor.audit import triggers

    with django_db_blocker.unblock():
        triggers.remove(connection)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published files, where the project stands beside them (or ALONGSIDE_SHARED_DATA says where they are).

    They are real, and never part of the repository; without them these tests are skipped, and nothing else ever is.
    """
    folder = Path(os.environ.get("ALONGSIDE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("the published files are not here: say where they are with ALONGSIDE_SHARED_DATA")
    return folder


@pytest.fixture
def the_day_is() -> Iterator[Callable[[date], None]]:
    """Sets the clock for one test: `the_day_is(date(2025, 9, 1))`."""
    from alongside.floor.kernel import clock

    before = clock._fixed_day
    yield clock.fix
    clock.fix(before)
