"""Ten years of every measure for every open school of an installation, written in bulk: what pages are measured over.

    python -m benchmarks.figures    (the installation by ALONGSIDE_VAR, as always)

No file is behind these rows, so nothing links to one; benchmarks may do so, the demo may not.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

YEARS = range(2017, 2027)
COLUMNS = (
    *("dataset", "level", "urn", "area", "authority_code", "sector", "year", "period", "published", "as_at"),
    *("load", "row"),
    *("values", "digest"),
)
_AT_ONCE = 20_000


def fill() -> tuple[int, int]:
    """Writes the rows and lets them be seen; how many rows, how many measures they carry."""
    from django.db import transaction

    from alongside.floor.kernel import clock
    from alongside.knowledge.opendata.models import File, Head, Load
    from alongside.knowledge.opendata.writing import bulk
    from alongside.knowledge.results.models import Result

    now = clock.now()
    file = File.objects.create(sha256="0" * 64, name="figures of the benchmark", size=0, received_at=now)
    load = Load.objects.create(
        file=file, family="figures", state="done", as_at=clock.today(), asked_at=now, finished_at=now
    )
    rows = 0
    batch: list[tuple[Any, ...]] = []
    for row in _rows(load.pk):
        batch.append(row)
        if len(batch) == _AT_ONCE:
            rows += _write(bulk, Result, batch)
    rows += _write(bulk, Result, batch)
    with transaction.atomic():
        Head.objects.update_or_create(pk=1, defaults={"version": load.pk})
    return rows, len(_measured())


def _write(bulk: Any, model: Any, batch: list[tuple[Any, ...]]) -> int:
    from django.db import transaction

    written = len(batch)
    with transaction.atomic():
        bulk.insert(model, COLUMNS, batch)
    batch.clear()
    return written


def _measured() -> list[Any]:
    from alongside.knowledge.results.measures import measures

    return [measure for measure in measures().measures if not measure.area_only]


def _rows(load: int) -> Iterator[tuple[Any, ...]]:
    """One a school, dataset and year, where the dataset has a measure for the school's phase."""
    from alongside.knowledge.results.measures import measures
    from alongside.knowledge.schools.queries import profiles

    policy = measures()
    here = profiles().open().state_funded().order_by("urn")
    for urn, phase, authority, pupils in here.values_list("urn", "phase", "authority_code", "pupils"):
        chance = random.Random(urn)
        for dataset in policy.datasets:
            keys = _keys(policy, dataset.key, phase)
            for year in YEARS if keys else ():
                if year in dataset.not_held or dataset.published_on(year).year > 2026:
                    continue
                values = {key: _value(unit, chance, pupils or 200) for key, unit in keys}
                said = json.dumps(values, separators=(",", ":"))
                published = dataset.published_on(year).isoformat()
                yield (
                    *(dataset.key, "school", urn, "", authority, "", year, dataset.words(year), published, published),
                    *(load, 0),
                    *(said, f"{urn:x}{year:x}{dataset.key}"[:32]),
                )


def _keys(policy: Any, dataset: str, phase: str) -> list[tuple[str, str]]:
    found = []
    for measure in policy.of(dataset):
        if measure.area_only or (measure.phases and phase not in measure.phases):
            continue
        found.append((measure.key, measure.unit))
        found += [(f"{measure.key}:{group}", measure.unit) for group in measure.groups]
    return found


def _value(unit: str, chance: random.Random, pupils: int) -> float | str:
    """A number of about the right size; one in forty is held back."""
    if chance.random() < 0.025:
        return "c"
    if unit == "pupils":
        return chance.randint(1, max(2, pupils // 6))
    return round(chance.uniform(5, 95), 1)


if __name__ == "__main__":
    import django

    django.setup()
    print("{:,} rows, {} measures".format(*fill()))
