"""Pages at 450 schools and at 24,000, served as they are served, against the signed-in layout with one query. Both
installations are given ten years of every measure and a set of similar schools first."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import urllib3

from benchmarks.report import Report
from benchmarks.servers import ROOT, environment, serving

TIMES_THE_SMALL, TIMES_THE_FLOOR, QUERIES_AT_MOST = 1.3, 5.0, 12
RUNS = 40
PAGES = ("City", "Schools", "School", "District", "Profile", "Measure", "Similar schools")


@dataclass(frozen=True)
class Page:
    """How long a page takes, in seconds."""

    cold: float
    warm: float


def measure(report: Report, *, small: Path, large: Path) -> None:
    report.heading("Pages, signed in: 450 schools against 24,000, with ten years of every measure")
    for var in (small, large):
        report.note(_run(var, "-m", "benchmarks.figures"))
        _run(var, "-m", "alongside", "similar", "--year", "2025/26")
    at_small, at_large = _timed(small, large)
    for name in PAGES:
        few, many, floor = at_small[name], at_large[name], at_large["floor"]
        note = f"{1000 * many.warm:.0f} ms warm, {1000 * many.cold:.0f} ms cold; floor {1000 * floor.warm:.1f} ms"
        report.figure(f"{name}, warm", many.warm / floor.warm, TIMES_THE_FLOOR, "x the layout", note)
        report.figure(f"{name}, 24,000 over 450 schools", many.warm / few.warm, TIMES_THE_SMALL, "x")
    for name, queries in _probe(large)["queries"].items():
        report.figure(f"{name}, queries", queries, QUERIES_AT_MOST, "queries")


def _timed(*installations: Path) -> list[dict[str, Page]]:
    """Every page of each installation: all are asked in turn, so that what disturbs one disturbs the others too."""
    with ExitStack() as served:
        asked = [(_pool(probed), served.enter_context(serving(var)), probed["paths"])
                 for var, probed in ((var, _probe(var)) for var in installations)]  # fmt: skip
        taken: list[dict[str, list[float]]] = [{name: [] for name in paths} for _, _, paths in asked]
        for _ in range(RUNS):
            for (pool, address, paths), times in zip(asked, taken, strict=True):
                for name, path in paths.items():
                    times[name].append(_seconds(pool, address + path))
    # Two workers, each with a cache of its own: the first answers are cold for both.
    return [
        {name: Page(max(some[:4]), statistics.median(some[RUNS // 4 :])) for name, some in times.items()}
        for times in taken
    ]


def _pool(probed: dict[str, Any]) -> urllib3.PoolManager:
    return urllib3.PoolManager(maxsize=1, headers={"Cookie": f"sessionid={probed['session']}"}, retries=False)


def _seconds(pool: urllib3.PoolManager, address: str) -> float:
    start = perf_counter()
    answer = pool.request("GET", address, redirect=False)
    taken = perf_counter() - start
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}")
    return taken


def _probe(var: Path) -> dict[str, Any]:
    """A session for the office, the pages' addresses, and how many queries each costs."""
    return json.loads(_run(var, "-m", "benchmarks.pages"))


def _run(var: Path, *arguments: str) -> str:
    """What a Python process of its own prints last, at work on an installation."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment(var), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip().rpartition("\n")[2]


def main() -> None:
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from alongside.floor.accounts import actions
    from alongside.floor.accounts.roles import Post
    from alongside.floor.kernel import clock
    from alongside.knowledge.schools.partnership import partnership
    from alongside.knowledge.schools.queries import profiles
    from tests.cast import signed_in

    posts = [Post("staff", "partnership")]
    user, _ = actions.invite(email="bench@example.org", posts=posts, by=None, at=clock.now(), name="Bench of Lockside")
    client = signed_in(user)
    client.defaults["HTTP_HOST"] = "127.0.0.1"
    here = profiles().in_authority(partnership().authority).open().order_by("urn")
    school = here.filter(phase="secondary").order_by("urn")[3]
    paths = {
        "floor": "/floor/",
        "City": "/",
        "Schools": "/schools/",
        "School": f"/schools/{school.urn}/",
        "District": f"/districts/{school.district}/",
        "Profile": f"/districts/{school.district}/profile/",
        "Measure": "/measures/ks4-attainment8/",
        "Similar schools": f"/schools/{school.urn}/similar/",
    }
    queries = {}
    for name, path in paths.items():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        queries[name] = len(captured)
    session = client.cookies["sessionid"].value
    print(json.dumps({"session": session, "paths": paths, "queries": queries}))


if __name__ == "__main__":
    main()
