"""Heard, My work and the School page with half a million contacts at 24,000 schools, against the same at 450.

    python -m benchmarks.ledger    in an installation (ALONGSIDE_VAR) that `talk` has filled: times of its pages

Each installation is measured in a process of its own, through the whole stack, by the processor's time, so that other
work on the machine counts little; both are asked in turns.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.report import Report, Took
from benchmarks.servers import ROOT, environment

TIMES_THE_SMALL, QUERIES_AT_MOST = 2.0, 12
RUNS, TURNS = 25, 3


def measure(report: Report, *, small: Path, large: Path) -> None:
    report.heading("Heard, My work and the School page: 500,000 contacts at 24,000 schools against 450 schools")
    made = [_filled(report, var) for var in (small, large)]
    few: dict[str, list[float]] = {}
    many: dict[str, list[float]] = {}
    queries: dict[str, int] = {}
    for _ in range(TURNS):
        for var, found in zip(made, (few, many), strict=True):
            said = json.loads(_run(var, "-m", "benchmarks.ledger"))
            for name, seconds in said["seconds"].items():
                found.setdefault(name, []).append(seconds)
            queries = said["queries"]
    for name in few:
        one, other = statistics.median(few[name]), statistics.median(many[name])
        note = f"{1000 * other:.0f} ms over {1000 * one:.0f} ms of the processor"
        if name.endswith("(noted)"):
            report.note(f"{name}: {other / one:.2f} x ({note})")
        else:
            report.figure(f"{name}, 24,000 over 450 schools", other / one, TIMES_THE_SMALL, "x", note)
            report.figure(f"{name}, queries", queries[name], QUERIES_AT_MOST, "queries")
    for var in made:
        shutil.rmtree(var)


def _filled(report: Report, var: Path) -> Path:
    """A copy of the installation with years of contacts in it: the other parts measure it without."""
    copy = var.parent / f"{var.name}-talk"
    shutil.copytree(var, copy)
    said = json.loads(_run(copy, "-m", "benchmarks.ledger", "--fill"))
    report.note(f"{said['schools']:,} schools, {said['contacts']:,} contacts, {said['tasks']:,} tasks")
    return copy


def _run(var: Path, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment(var), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip().rpartition("\n")[2]


def main() -> None:
    import django

    django.setup()
    if "--fill" in sys.argv:
        from benchmarks import talk

        print(json.dumps(talk.fill()))
        return
    print(json.dumps(_measured()))


def _measured() -> dict[str, Any]:
    """Processor seconds of each page, the middle of many when warm, and how many queries it asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from alongside.floor.accounts.models import User
    from tests.cast import signed_in

    users = {name: User.objects.get(name=f"Bench {name.title()}") for name in ("director", "lead", "head")}
    clients = {name: signed_in(user) for name, user in users.items()}
    school = int(users["head"].posts[0]["key"])
    pages = {
        "Heard": ("director", "/heard/"),
        "Heard, a district": ("director", "/heard/?period=year&district=" + _district(school)),
        "My work, director": ("director", "/my-work/"),
        "My work, District Lead": ("lead", "/my-work/"),
        "My work, head": ("head", "/my-work/"),
        "School, director": ("director", f"/schools/{school}/"),
        "School, its head": ("head", f"/schools/{school}/"),
        "Overview (noted)": ("director", "/my-work/overview/"),
        "Contacts (noted)": ("director", "/contacts/"),
        "Heard, any two months (noted)": ("director", "/heard/?since=2026-03-05&until=2026-05-04"),
    }
    seconds, queries = {}, {}
    for name, (who, path) in pages.items():
        client = clients[who]
        client.get(path, headers={"host": "127.0.0.1"})
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path, headers={"host": "127.0.0.1"})
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        queries[name] = len(captured)
        seconds[name] = statistics.median(_processor(client, path) for _ in range(RUNS))
    return {"seconds": seconds, "queries": queries}


def _district(school: int) -> str:
    from alongside.knowledge.schools.places import place_of

    return place_of(school).district


def _processor(client: Any, path: str) -> float:
    begun = Took.now()
    client.get(path, headers={"host": "127.0.0.1"})
    return begun.since().processor


if __name__ == "__main__":
    main()
