"""Which fields hold something about a person, and how long each table is kept (policies/personal_data.yaml).

Every field of every table is classed, those of other libraries too; a test fails for one that is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import models

from alongside.floor.kernel import policy


class Table(policy.Part):
    """One table: `kept` says in prose how long and why; each field is about a person or not."""

    kept: str
    personal: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class PersonalData(policy.Policy):
    """The whole policy. `jobs_days`: after how many days a job that ended is removed."""

    jobs_days: int
    tables: dict[str, Table]


def classed() -> PersonalData:
    return policy.read("personal_data", PersonalData)


def faults(said: PersonalData, tables: Iterable[type[models.Model]]) -> Iterator[str]:
    """What the policy leaves out, says twice, or says of fields that are not there: one sentence each."""
    by_label = {
        model._meta.label: {field.name for field in model._meta.local_fields}
        for model in tables
        if not hasattr(model, "instance_type")  # the states that a thing had are classed and kept as the thing is
    }
    for label in sorted(said.tables.keys() - by_label.keys()):
        yield f"{label} is classed, and there is no such table"
    for label, fields in by_label.items():
        table = said.tables.get(label)
        if table is None:
            yield f"{label} is not classed at all (fields: {', '.join(sorted(fields))})"
            continue
        for name in sorted(fields - {*table.personal, *table.other}):
            yield f"{label}.{name} is not classed"
        for name in sorted({*table.personal, *table.other} - fields):
            yield f"{label}.{name} is classed, and there is no such field"
        for name in sorted({*table.personal} & {*table.other}):
            yield f"{label}.{name} is classed as both"
