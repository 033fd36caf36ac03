"""An installation of its own for a test: a database, a `var` folder, and the command line as a person has it.

For what cannot be shown inside the test's own process: a load that is killed, the server, the demo.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests import migrated, postgresql

ROOT = Path(__file__).resolve().parents[1]
_numbers = count(1)


class Installation:
    """`installation.alongside("load", path)` runs the command line; `start(...)` leaves it running."""

    def __init__(self, var: Path, database_url: str = "") -> None:
        self.var = var
        self.database_url = database_url

    @property
    def env(self) -> dict[str, str]:
        ours = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ALONGSIDE_", "DJANGO_", "DATABASE_URL", "PYTEST_"))
        }
        if self.database_url:
            ours["DATABASE_URL"] = self.database_url
        return ours | {"ALONGSIDE_VAR": str(self.var)}

    def alongside(self, *arguments: object, check: bool = True, **environ: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self._command(arguments), env=self.env | environ, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if check and done.returncode:
            pytest.fail(f"alongside {' '.join(map(str, arguments))} failed:\n{done.stdout}{done.stderr}", pytrace=False)
        return done

    def start(self, *arguments: object, **environ: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self._command(arguments),
            env=self.env | environ,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _command(self, arguments: tuple[object, ...]) -> list[str]:
        return [sys.executable, "-m", "alongside", *map(str, arguments)]


@pytest.fixture(scope="session")
def migrated_installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Migrated once; copied for every test that asks for an installation."""
    var = tmp_path_factory.mktemp("installation")
    made = Installation(var, _template_url())
    if not made.database_url:
        migrated.copy_to(var / migrated.DATABASE)
    return made


@pytest.fixture
def installation(migrated_installation: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An empty, migrated installation of this test alone, on the database of the run."""
    var = tmp_path / "var"
    if not migrated_installation.database_url:
        shutil.copytree(migrated_installation.var, var)
        yield Installation(var)
        return
    var.mkdir()
    template = migrated_installation.database_url
    base, _, template_name = template.rpartition("/")
    name = f"installation_{os.getpid()}_{next(_numbers)}"
    postgresql.run_sql(f"{base}/postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_name}"')
    yield Installation(var, f"{base}/{name}")
    postgresql.run_sql(f"{base}/postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def _template_url() -> str:
    """The database that the run migrated for everybody (PostgreSQL only)."""
    return os.environ.get("DATABASE_URL", "")


def lives(number: int) -> bool:
    """Whether a process of this number runs (one that has ended and was not yet asked after does not)."""
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False).stdout
    return bool(said.strip()) and not said.startswith("Z")


def wait_until(true: Any, *, seconds: float = 30) -> None:
    """Ask again and again until it is true; fail after some seconds."""
    import time

    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            pytest.fail(f"not so within {seconds} s")
        time.sleep(0.02)
