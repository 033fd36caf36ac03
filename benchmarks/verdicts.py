"""Verdicts on a whole country as at a day, against a plain loop over the same rows; and ten years of one city."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.report import Report, Took
from benchmarks.servers import ROOT, environment

COUNTRY_AT_MOST, CITY_SECONDS_AT_MOST, RUNS = 2.0, 5.0, 5
ON = date(2026, 10, 31)


def measure(report: Report, country: Path) -> None:
    report.heading("Verdicts as at a day: every open state-funded school of the country")
    command = [sys.executable, "-m", "benchmarks.verdicts"]
    done = subprocess.run(command, env=environment(country), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    said = json.loads(done.stdout)
    report.note(f"{said['schools']:,} schools; the plain loop finds {said['floor_listed']}, the rules {said['listed']}")
    ours, floor, months = Took(*said["ours"]), Took(*said["floor"]), Took(*said["months"])
    report.figure(
        "verdicts on all", ours.seconds / floor.seconds, COUNTRY_AT_MOST, "x the plain loop", ours.over(floor)
    )
    note = f"of the processor {months.processor:.1f} s"
    report.figure(f"ten years, month by month, {said['city']} schools", months.seconds, CITY_SECONDS_AT_MOST, "s", note)


def plain_loop(on: date) -> list[int]:
    """The least that finds the same list: the same rows from the same tables, one loop, no reasons."""
    from django.db import connection

    day = on.isoformat()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT urn, source, as_at, type, phase, authority, name, opened, closed, status FROM schools_record"
        )
        schools: dict[int, list[Any]] = defaultdict(list)
        for row in cursor.fetchall():
            if str(row[2]) <= day:
                schools[row[0]].append(row)
        cursor.execute(
            "SELECT number, urn, kind, published, overall, category, grades, started FROM inspections_telling"
        )
        inspections: dict[int, list[Any]] = defaultdict(list)
        for row in cursor.fetchall():
            if row[2] == "graded" and row[3] and str(row[3]) <= day:
                inspections[row[1]].append((str(row[3]), row[4], row[5], json.loads(row[6]) if row[6] else {}))
        cursor.execute("SELECT urn, latest, before FROM inspections_listing")
        listed = {row[0]: row for row in cursor.fetchall()}
    return [urn for urn, rows in schools.items() if urn in listed and _is_listed(rows, inspections.get(urn), day)]


def _is_listed(rows: list[Any], graded: list[Any] | None, day: str) -> bool:
    maintained = any(row[3] in MAINTAINED for row in rows)
    closed = any(row[8] and str(row[8]) <= day for row in rows)
    if not maintained or closed or not graded:
        return False
    _published, overall, category, areas = max(graded, key=lambda one: one[0])
    if category or overall in (3, 4):
        return True
    return overall is None and any(_is_poor(grade) for grade in areas.values())


def _is_poor(grade: Any) -> bool:
    grade = grade[0] if isinstance(grade, list) else grade
    return grade in (3, 4, "Needs attention", "Urgent improvement")


MAINTAINED = frozenset(
    {
        "community",
        "voluntary-aided",
        "voluntary-controlled",
        "foundation",
        "community-special",
        "foundation-special",
        "pupil-referral-unit",
    }
)


def _in_turn(*works: Callable[[], Any]) -> list[tuple[Took, Any]]:
    """What each takes, the middle of some runs; in turn, so that what disturbs one disturbs the others too."""
    taken: list[list[Took]] = [[] for _ in works]
    results: list[Any] = [None] * len(works)
    for _ in range(RUNS):
        for at, work in enumerate(works):
            begun = Took.now()
            results[at] = work()
            taken[at].append(begun.since())
    return [(sorted(some)[RUNS // 2], result) for some, result in zip(taken, results, strict=True)]


def _month_ends(years: int) -> Iterable[date]:
    return (date(ON.year - years + month // 12, month % 12 + 1, 28) for month in range(years * 12))


def main() -> None:
    import django

    django.setup()
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.partnership import partnership
    from alongside.work.priority import queries

    version = head()
    (ours, found), (floor, plain) = _in_turn(lambda: queries.verdicts(on=ON, version=version), lambda: plain_loop(ON))
    begun = Took.now()
    city = partnership().authority
    months = [
        len(verdicts) for _, verdicts in queries.verdicts_on(days=_month_ends(10), version=version, authority=city)
    ]
    said = {"ours": ours, "floor": floor, "months": begun.since(), "schools": len(found), "city": max(months)}
    said |= {"listed": sum(one.status == "listed" for one in found), "floor_listed": len(plain)}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
