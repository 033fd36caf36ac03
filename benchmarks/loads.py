"""Loading a country: against csv.reader and plain executemany (COPY on PostgreSQL) of the cells that are kept."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.files import Files
from benchmarks.report import Report
from benchmarks.servers import ROOT, environment

FIRST_AT_MOST, AGAIN_AT_MOST, MEMORY_AT_MOST, WAIT_AT_MOST = 3.0, 1.5, 300, 1.0
FLOOR_RUNS = 3


@dataclass(frozen=True)
class Loaded:
    seconds: float
    peak_mb: float


def measure(report: Report, files: Files, folder: Path) -> Path:
    """Prints the figures of loading; returns the installation that now holds the country (on SQLite)."""
    again = [_with_another_end(path, folder / "again") for path in files.country]
    var = folder / "country"
    report.heading("Loading 50,000 rows of GIAS (135 columns) and 22,000 of Ofsted, SQLite")
    floor = _floor(report, lambda run: str(folder / f"floor-{run}.sqlite3"), files.country, var)
    migrate(var)
    load(report, files.ground, var)
    with _Writer(var / "alongside.sqlite3") as writer:
        first = load(report, files.country, var)
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
        floor = _floor(report, lambda run: server.create(f"floor{run}"), files.country, folder / "pg")
        database = server.create("country")
        migrate(folder / "pg", database)
        first = load(report, files.country, folder / "pg", database)
        second = load(report, again, folder / "pg", database)
        _say(report, first, second, floor)
    finally:
        server.stop()


def _say(report: Report, first: Loaded, second: Loaded, floor: float) -> None:
    report.figure("first load", first.seconds / floor, FIRST_AT_MOST, note=f"{first.seconds:.1f} s over {floor:.1f} s")
    report.figure("load with nothing new in it", second.seconds / floor, AGAIN_AT_MOST, note=f"{second.seconds:.1f} s")
    report.figure("peak memory", max(first.peak_mb, second.peak_mb), MEMORY_AT_MOST, "MB")


def migrate(var: Path, database: str = "") -> None:
    _python("-m", "alongside", "migrate", "--verbosity", "0", env=environment(var, database))


def load(report: Report, files: list[Path], var: Path, database: str = "") -> Loaded:
    said = json.loads(_python("-m", "benchmarks.loader", *map(str, files), env=environment(var, database)))
    for state in said["states"]:
        report.note(state)
    return Loaded(said["seconds"], said["peak_mb"])


def _floor(report: Report, where: Callable[[int], str], files: list[Path], var: Path) -> float:
    runs = []
    for run in range(FLOOR_RUNS):
        target = where(run)
        runs.append(float(_python("-m", "benchmarks.floors", target, *map(str, files), env=environment(var))))
    report.note(f"floor: {', '.join(f'{seconds:.2f}' for seconds in runs)} s")
    return statistics.median(runs)


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
