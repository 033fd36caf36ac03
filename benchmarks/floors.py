"""The least that any program would have to do that keeps what the product keeps: read the files with csv.reader, and
write the values kept with a plain executemany a table (COPY on PostgreSQL).

The values are the rows that the loads of these files left in the installation of the environment, in every table that
they filled: records, tellings, listings, what files cover, links, and the current register, standings and verdicts.
They lie ready in memory before the clock starts, and go into the product's own tables, empty and with their indexes;
or, with `--plain`, into tables that have neither index nor condition. Nothing is recognised, read out of a cell,
compared, derived or put into words, so every bit of that is the product's to pay for.

Run as a process of its own, so that its time is nobody else's: `python -m benchmarks.floors [--plain] WHERE FILE…`,
WHERE being a database with the product's tables, empty: a SQLite file or a PostgreSQL address. Prints the seconds, and
those of the processor.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import Took


@dataclass(frozen=True)
class Kept:
    """What loads left in one table."""

    table: str
    columns: Sequence[str]
    rows: list[tuple[Any, ...]]

    @property
    def into(self) -> str:
        return f"{self.table} ({', '.join(map(_quoted, self.columns))})"


def kept(paths: Sequence[Path]) -> list[Kept]:
    """The rows of the installation that loads of these files brought, as the database keeps them."""
    from django.db import connection

    found = []
    for table, condition in _filled(paths):
        with connection.cursor() as cursor:
            columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        query = f"SELECT {', '.join(map(_quoted, columns))} FROM {table} WHERE {condition} ORDER BY id"
        found.append(Kept(table, columns, _rows(query)))
    return [one for one in found if one.rows]


def _filled(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """The tables that loads fill, and which of their rows these loads brought."""
    from alongside.knowledge.opendata.models import Change, Load
    from alongside.knowledge.opendata.writing import sweeping

    loads = Load.objects.filter(file__name__in=[path.name for path in paths]).order_by("pk")
    first = loads.values_list("pk", flat=True)[0]
    for model in sweeping.versioned():
        yield model._meta.db_table, f"since >= {first}"
    for model in sweeping.numbered():
        yield model._meta.db_table, f"load >= {first}"
    yield Change._meta.db_table, f"load_id >= {first}"


def _rows(query: str) -> list[tuple[Any, ...]]:
    """Past Django, which would make dates of what the database keeps as text."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with sqlite3.connect(connection.settings_dict["NAME"]) as database:
            return database.execute(query).fetchall()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        return list(copy.rows())


def _quoted(name: str) -> str:
    return f'"{name}"'


def read(paths: Sequence[Path]) -> None:
    for path in paths:
        with path.open(encoding="cp1252", newline="") as stream:
            for _ in csv.reader(stream):
                pass


def into_sqlite(where: str, paths: Sequence[Path], values: Sequence[Kept], *, plain: bool) -> Took:
    database = sqlite3.connect(where)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    if plain:
        for one in values:
            database.execute(f"DROP TABLE {one.table}")
            database.execute(f"CREATE TABLE {one.into}")
    begun = Took.now()
    read(paths)
    for one in values:
        with database:
            database.executemany(f"INSERT INTO {one.into} VALUES ({', '.join('?' * len(one.columns))})", one.rows)
    return begun.since()


def into_postgresql(where: str, paths: Sequence[Path], values: Sequence[Kept], *, plain: bool) -> Took:
    import psycopg

    with psycopg.connect(where, autocommit=True) as database:
        if plain:
            for one in values:
                database.execute(f"CREATE TABLE plain_{one.table} AS TABLE {one.table}".encode())
        begun = Took.now()
        read(paths)
        for one in values:
            statement = f"COPY {'plain_' * plain}{one.into} FROM STDIN".encode()
            with database.transaction(), database.cursor() as cursor, cursor.copy(statement) as copy:
                for row in one.rows:
                    copy.write_row(row)
        return begun.since()


def main() -> None:
    import django

    parser = argparse.ArgumentParser(prog="python -m benchmarks.floors", description=__doc__)
    parser.add_argument("--plain", action="store_true", help="into tables without index or condition")
    parser.add_argument("where")
    parser.add_argument("files", nargs="+", type=Path)
    asked = parser.parse_args()
    django.setup()
    values = kept(asked.files)
    gc.freeze()  # what lies ready is no burden on what is measured
    measure = into_postgresql if asked.where.startswith("postgres") else into_sqlite
    print(json.dumps(measure(asked.where, asked.files, values, plain=asked.plain)))


if __name__ == "__main__":
    main()
