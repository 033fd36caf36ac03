"""Loading a country: against csv.reader over the same files and a plain executemany (COPY on PostgreSQL) of the values
kept. What the floor does and does not do stands in `floors`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.files import Files
from benchmarks.report import Report, Took
from benchmarks.servers import ROOT, environment

FIRST_AT_MOST, AGAIN_AT_MOST, MEMORY_AT_MOST, WAIT_AT_MOST = 3.0, 1.5, 300, 1.0
FLOOR_RUNS = 3
DATABASE = "alongside.sqlite3"


@dataclass(frozen=True)
class Loaded:
    took: Took
    peak_mb: float


def measure(report: Report, files: Files, folder: Path) -> Path:
    """Prints the figures of loading; returns the installation that now holds the country (on SQLite)."""
    again = [_with_another_end(path, folder / "again") for path in files.country]
    var, empty = folder / "country", folder / "empty"
    report.heading("Loading 50,000 rows of GIAS (135 columns) and 22,000 of Ofsted, SQLite")
    migrate(var)
    shutil.copytree(var, empty)
    load(report, files.ground, var)
    with _Writer(var / DATABASE) as writer:
        first = load(report, files.country, var)
    floor = _floor(report, lambda run: str(shutil.copy(empty / DATABASE, folder / run)), files.country, var)
    second = load(report, again, var)
    _say(report, first, second, floor)
    report.figure("longest wait of another writer", writer.longest, WAIT_AT_MOST, "s")
    return var


def city(report: Report, files: Files, folder: Path) -> Path:
    """An installation that holds Lockside alone."""
    var = folder / "city"
    report.heading("Lockside alone, for comparison")
    migrate(var)
    load(report, [*files.ground, *files.city], var)
    return var


def measure_postgresql(report: Report, files: Files, folder: Path) -> None:
    """The same on a PostgreSQL of our own, from the wheel that carries the server."""
    from tests.postgresql import Server

    again = [_with_another_end(path, folder / "again") for path in files.country]
    server = Server()
    server.start()
    try:
        report.heading("The same on PostgreSQL")
        migrate(folder / "pg", server.create("empty"))
        database = server.create("country", template="empty")
        first = load(report, files.country, folder / "pg", database)
        floor = _floor(report, lambda run: server.create(run, "empty"), files.country, folder / "pg", database)
        second = load(report, again, folder / "pg", database)
        _say(report, first, second, floor)
    finally:
        server.stop()


def _say(report: Report, first: Loaded, second: Loaded, floor: Took) -> None:
    for what, load, at_most in (
        ("first load", first, FIRST_AT_MOST),
        ("load with nothing new in it", second, AGAIN_AT_MOST),
    ):
        report.figure(what, load.took.seconds / floor.seconds, at_most, note=load.took.over(floor))
    report.figure("peak memory", max(first.peak_mb, second.peak_mb), MEMORY_AT_MOST, "MB")


def migrate(var: Path, database: str = "") -> None:
    _python("-m", "alongside", "migrate", "--verbosity", "0", env=environment(var, database))


def load(report: Report, files: list[Path], var: Path, database: str = "") -> Loaded:
    said = json.loads(_python("-m", "benchmarks.loader", *map(str, files), env=environment(var, database)))
    for state in said["states"]:
        report.note(state)
    return Loaded(Took(*said["took"]), said["peak_mb"])


def _floor(report: Report, where: Callable[[str], str], files: list[Path], var: Path, database: str = "") -> Took:
    """The middle of some runs. Beside it, for whoever would not count the indexes, the floor without any."""
    runs: dict[str, list[Took]] = {"": [], "--plain": []}
    for run in range(FLOOR_RUNS):
        for option, taken in runs.items():
            arguments = [*filter(None, [option]), where(f"floor{option}-{run}"), *map(str, files)]
            said = _python("-m", "benchmarks.floors", *arguments, env=environment(var, database))
            taken.append(Took(*json.loads(said)))
    for option, taken in runs.items():
        words = "into tables without an index" if option else "into the product's tables"
        report.note(f"floor, {words}: {', '.join(f'{one.seconds:.2f}' for one in taken)} s")
    return sorted(runs[""])[FLOOR_RUNS // 2]


def _python(*arguments: str, env: dict[str, str]) -> str:
    """What a Python process of its own prints last."""
    done = subprocess.run(
        [sys.executable, *arguments], env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip().rpartition("\n")[2]


def _with_another_end(path: Path, folder: Path) -> Path:
    """The same rows in other bytes, so that the file is read and compared and not known by its digest."""
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / path.name
    copy.write_bytes(path.read_bytes() + b"\r\n")
    return copy


class _Writer:
    """Somebody else who writes meanwhile."""

    longest = 0.0

    def __init__(self, database: Path) -> None:
        self._command = [sys.executable, "-m", "benchmarks.waiting", str(database)]

    def __enter__(self) -> _Writer:
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        said, _error = self._process.communicate("enough")
        self.longest = float(said)
