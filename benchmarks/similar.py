"""Similar schools for a whole country: read, found, kept; against a plain NumPy loop that finds the same nearest ones.

The loop has every feature in memory already, scaled and without gaps, and keeps nothing.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.report import Report, Took
from benchmarks.servers import ROOT, environment

SECONDS_AT_MOST, LOOPS_AT_MOST = 30.0, 3.0
YEAR, DATASET = 2026, "census"
COLUMNS = (
    *("dataset", "level", "urn", "area", "authority_code", "sector", "year", "period", "published", "as_at"),
    *("load", "row", "values", "digest"),
)


def measure(report: Report, country: Path) -> None:
    report.heading("Similar schools: every open state-funded school of the country")
    var = country.parent / "similar"
    shutil.copytree(country, var)
    command = [sys.executable, "-m", "benchmarks.similar"]
    done = subprocess.run(command, env=environment(var), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    shutil.rmtree(var)
    said = json.loads(done.stdout.splitlines()[-1])
    ours, floor = Took(*said["ours"]), Took(*said["floor"])
    report.note(f"{said['schools']:,} schools have {said['nearest']:,} similar ones, {said['without']:,} have none")
    report.figure(
        "read, found and kept", ours.seconds, SECONDS_AT_MOST, "s", f"of the processor {ours.processor:.1f} s"
    )
    report.figure("the same", ours.seconds / floor.seconds, LOOPS_AT_MOST, "x a plain NumPy loop", ours.over(floor))


def plain_loop(groups: list[Any], how_many: int) -> int:
    """The least that finds the nearest of each: one line of NumPy a school, and a sort of the few."""
    import numpy as np

    found = 0
    for values in groups:
        many = min(how_many, len(values) - 1)
        for row in values:
            apart = ((values - row) ** 2).sum(axis=1)
            near = np.argpartition(apart, many)[: many + 1]
            found += len(near[np.argsort(apart[near])]) - 1
    return found


def _fill() -> int:
    """An intake for every open state-funded school, with gaps and ties as published ones have. The load's number."""
    from django.db import transaction

    from alongside.floor.kernel import clock
    from alongside.knowledge.opendata.models import File, Head, Load
    from alongside.knowledge.opendata.writing import bulk
    from alongside.knowledge.results.models import Result

    now = clock.now()
    file = File.objects.create(sha256="1" * 64, name="intakes of the benchmark", size=0, received_at=now)
    load = Load.objects.create(
        file=file, family="intakes", state="done", as_at=clock.today(), asked_at=now, finished_at=now
    )
    with transaction.atomic():
        bulk.insert(Result, COLUMNS, list(_rows(load.pk)))
        Head.objects.update_or_create(pk=1, defaults={"version": load.pk})
    return load.pk


def _rows(load: int) -> Iterator[tuple[Any, ...]]:
    from alongside.knowledge.schools.queries import profiles

    here = profiles().open().state_funded().order_by("urn")
    for urn, authority, pupils in here.values_list("urn", "authority_code", "pupils"):
        chance = random.Random(urn)
        values: dict[str, float | str] = {
            "census-pupils": pupils or chance.randint(40, 1500),
            "census-fsm6": "c" if chance.random() < 0.01 else round(chance.betavariate(2, 5) * 100, 1),
            "census-eal": round(chance.betavariate(1, 4) * 100, 1),
            "census-sen-support": round(chance.betavariate(4, 22) * 100, 1),
            "census-ehc": "c" if chance.random() < 0.1 else round(chance.betavariate(2, 50) * 100, 1),
        }
        said = json.dumps(values, separators=(",", ":"))
        yield (
            *(DATASET, "school", urn, "", authority, "", YEAR, "2025/26", "2026-06-27", "2026-06-27"),
            *(load, 0, said, f"{urn:x}similar"),
        )


def _in_memory(version: int) -> list[Any]:
    """The features of every group as the loop takes them."""
    import numpy as np

    from alongside.knowledge.results.similar.gathering import told
    from alongside.knowledge.results.similar.policies import similar_schools
    from alongside.knowledge.results.similar.rules import features_used, scaled, unfit

    policy = similar_schools()
    groups: dict[str, list[Any]] = {}
    for intake in told(YEAR, version=version, policy=policy)[0]:
        group = policy.group_of_phase.get(intake.phase, "")
        if not unfit(intake, group, policy):
            groups.setdefault(group, []).append(intake)
    made = []
    for group, members in groups.items():
        features = features_used(group, members, policy)
        rows = [[scaled(feature, one.features.get(feature.key)) for feature in features] for one in members]
        weights = np.sqrt([feature.weight for feature in features])
        made.append(np.nan_to_num(np.array(rows)) * weights)
    return made


def main() -> None:
    import django

    django.setup()
    from alongside.floor.kernel import clock
    from alongside.knowledge.results.similar import actions
    from alongside.knowledge.results.similar.models import Similar
    from alongside.knowledge.results.similar.policies import similar_schools

    version = _fill()
    groups = _in_memory(version)
    begun = Took.now()
    made = actions.make(year=YEAR, by=None, at=clock.now())
    ours = begun.since()
    begun = Took.now()
    plain_loop(groups, similar_schools().how_many)
    floor = begun.since()
    nearest = sum(len(row) for row in Similar.objects.values_list("nearest", flat=True).iterator())
    said = {"ours": ours, "floor": floor, "schools": made.schools, "without": made.without, "nearest": nearest}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
