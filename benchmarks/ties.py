"""Whether each of 24,000 schools stands alone, over a million ties, against a plain loop; and the pages about it.

    python -m benchmarks.ties --fill    writes the ties into an installation (ALONGSIDE_VAR)
    python -m benchmarks.ties           in one that is filled: judges all, asks for the pages

By the processor's time, so that other work on the machine counts little. The plain loop reads the same rows with a bare
cursor and adds up what each is worth; it makes no facts, knows no company, no predecessors, no missing kinds, and keeps
nothing.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.ledger import _run
from benchmarks.report import Report, Took
from benchmarks.talk import School, _one_partnership

TIES_A_SCHOOL = 1_000_000 / 24_000
SECONDS_AT_MOST, TIMES_THE_LOOP, QUERIES_AT_MOST = 30.0, 3.0, 12
RUNS, _AT_ONCE = 3, 20_000
_OTHER = {"visit-made": "visit-hosted", "support-given": "support-received", "review-received": "review-given"}
_KINDS = (*("meeting",) * 12, *("visit",) * 5, *("visit-made",) * 3, *("support-given",) * 3, "review-received")


def measure(report: Report, *, small: Path, large: Path) -> None:
    report.heading("No school alone: a million ties of 24,000 schools against a plain loop")
    said = {}
    for var in (small, large):
        copy = var.parent / f"{var.name}-ties"
        shutil.copytree(var, copy)
        made = json.loads(_run(copy, "-m", "benchmarks.ties", "--fill"))
        report.note(f"{made['schools']:,} schools, {made['ties']:,} ties")
        said[var] = json.loads(_run(copy, "-m", "benchmarks.ties"))
        shutil.rmtree(copy)
    few, many = said[small], said[large]
    took, loop = many["all"], many["loop"]
    note = f"{took:.1f} s over {loop:.1f} s of the processor; {many['states']}"
    report.figure("All schools judged and kept", took, SECONDS_AT_MOST, "s of the processor")
    report.figure("All schools judged and kept, over a plain loop", took / loop, TIMES_THE_LOOP, "x", note)
    for name, queries in many["queries"].items():
        one, other = few["seconds"][name], many["seconds"][name]
        report.figure(f"{name}, queries", queries, QUERIES_AT_MOST, "queries")
        report.note(f"{name}: {1000 * other:.0f} ms with 24,000 schools, {1000 * one:.0f} ms with 450")


def fill() -> dict[str, Any]:
    """Families, trusts and eight years of what took place, in bulk; a tenth of the schools has hardly anything."""
    from django.db import transaction

    from alongside.floor.kernel import clock
    from alongside.knowledge.opendata.writing import bulk
    from alongside.work.ties.models import Recorded, Tie

    schools, now, today = _one_partnership(), clock.now(), clock.today()
    columns = ("kind", "school", "other", "circle", "name", "since", "until", "source", "at")
    rows, ties = _rows(schools, today, round(len(schools) * TIES_A_SCHOOL)), 0
    while some := list(islice(rows, _AT_ONCE)):
        with transaction.atomic():
            bulk.insert(Tie, columns, [(*row, now) for row in some])
        ties += len(some)
    with transaction.atomic():
        long_ago = today - timedelta(days=9 * 365)
        bulk.insert(Recorded, ("kind", "since"), [(kind, long_ago) for kind in Tie.Kind.values])
    return {"schools": len(schools), "ties": ties}


def _rows(schools: list[School], today: date, many: int) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(5)
    urns = [school[0] for school in schools]
    busy = [urn for urn in urns if chance.random() < 0.9]
    begun = today - timedelta(days=900)
    written = 0
    for i, urn in enumerate(busy):
        family, trust = i // 12, i // 5
        yield "family", urn, None, f"family {family}", f"Family {family}", begun, None, f"family {family}/{urn}"
        if i % 2:
            yield "trust", urn, None, f"trust {trust}", f"Trust {trust}", begun, None, f"trust {trust} {urn}"
        written += 1 + i % 2
    number = 0
    while written < many:
        number += 1
        kind, urn = chance.choice(_KINDS), chance.choice(busy)
        day = today - timedelta(days=chance.randrange(8 * 365))
        other = chance.choice(busy) if kind in _OTHER else None
        source = f"{'contact' if other is None else 'thing'} {number}"
        yield kind, urn, other, "", "", day, day, source
        written += 1
        if other:
            yield _OTHER[kind], other, urn, "", "", day, day, f"{source}/2"
            written += 1


def measured() -> dict[str, Any]:
    """Seconds of the processor: all schools, the loop, each page; and how many queries a page asks."""
    from django.db.models import Count

    from alongside.floor.accounts.roles import Post
    from alongside.floor.kernel import clock
    from alongside.work.ties.isolation import keeping
    from alongside.work.ties.models import Standing
    from tests.cast import person_holding, signed_in

    on, at = clock.today(), clock.now()
    loops = [_timed(lambda: plain_loop(on)) for _ in range(RUNS)]
    whole = [_timed(lambda: keeping.refresh_all(on=on, at=at)) for _ in range(RUNS)]
    counts = dict(Standing.objects.order_by().values_list("state").annotate(schools=Count("pk")))
    client = signed_in(person_holding("Bench Director", Post("director", "partnership")))
    alone = Standing.objects.order_by("points", "school")[0]  # nobody stands more alone
    pages = {
        "No school alone": "/ties/alone/",
        "No school alone, a district": f"/ties/alone/?district={alone.district}&state=all",
        "What connects a school": f"/ties/schools/{Standing.objects.order_by('-points')[0].school}/",
        "The city's ties": "/ties/picture/",
    }
    seconds, queries = {}, {}
    for name, path in pages.items():
        queries[name] = _queries(client, path)
        seconds[name] = statistics.median(_timed(lambda path=path: _get(client, path)) for _ in range(7))
    states = ", ".join(f"{many:,} {state}" for state, many in sorted(counts.items()))
    return {
        "all": statistics.median(whole),
        "loop": statistics.median(loops),
        "seconds": seconds,
        "queries": queries,
        "states": states,
    }


def plain_loop(on: date) -> dict[int, float]:
    """What the least program would do that adds up a million ties: points of each school."""
    from django.db import connection

    from alongside.work.ties.isolation.policies import isolation

    kinds = {kind.key: (kind.weight, kind.full_days, kind.gone_days, kind.most) for kind in isolation().kinds}
    sums: dict[tuple[int, str], float] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT school, kind, since, until FROM ties_tie WHERE NOT withdrawn")
        for school, kind, since, until in cursor.fetchall():
            begun = date.fromisoformat(since) if isinstance(since, str) else since
            if begun > on:
                continue
            last = date.fromisoformat(until) if isinstance(until, str) else until
            weight, full, gone, most = kinds[kind]
            age = 0 if last is None or last >= on else (on - last).days
            if age > full:
                if age >= gone:
                    continue
                value = weight * (gone - age) / (gone - full)
            else:
                value = weight
            sums[school, kind] = min(most, sums.get((school, kind), 0) + value)
    points: dict[int, float] = {}
    for (school, _), value in sums.items():
        points[school] = points.get(school, 0) + value
    return points


def _queries(client: Any, path: str) -> int:
    """Of a page that was looked at before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _get(client, path)
    with CaptureQueriesContext(connection) as captured:
        _get(client, path)
    return len(captured)


def _get(client: Any, path: str) -> None:
    answer = client.get(path, headers={"host": "127.0.0.1"})
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")


def _timed(work: Any) -> float:
    begun = Took.now()
    work()
    return begun.since().processor


def main() -> None:
    import django

    django.setup()
    print(json.dumps(fill() if "--fill" in sys.argv else measured()))


if __name__ == "__main__":
    main()
