"""The least that any program would have to do: read the files with csv.reader and write the cells that are kept.

Run as a process of its own, so that its time and memory are nobody else's: `python -m benchmarks.floors WHERE FILE…`,
WHERE being a SQLite file or a PostgreSQL address. Prints the seconds.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from time import perf_counter


def kept_cells(path: Path) -> Iterator[tuple[str, ...]]:
    """The cells that the product keeps of every row; the header first."""
    wanted = kept_headers()
    with path.open(encoding="cp1252", newline="") as stream:
        rows = csv.reader(stream)
        header = next(rows)
        keep = itemgetter(*[i for i, name in enumerate(header) if name in wanted])
        yield keep(header)
        yield from map(keep, rows)


def kept_headers() -> frozenset[str]:
    """Headers of the columns that some format reads."""
    import django

    django.setup()
    from alongside.knowledge.opendata import registry

    return frozenset(name for form in registry.formats() for column in form.columns for name in column.headers)


def into_sqlite(where: str, paths: list[Path]) -> None:
    database = sqlite3.connect(where)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    for number, path in enumerate(paths):
        cells = kept_cells(path)
        width = len(next(cells))
        with database:
            database.execute(f"CREATE TABLE file{number} ({', '.join(f'c{i} TEXT' for i in range(width))})")
            database.executemany(f"INSERT INTO file{number} VALUES ({', '.join('?' * width)})", cells)


def into_postgresql(where: str, paths: list[Path]) -> None:
    import psycopg

    with psycopg.connect(where) as database:
        for number, path in enumerate(paths):
            cells = kept_cells(path)
            width = len(next(cells))
            names = ", ".join(f"c{i} text" for i in range(width))
            with database.transaction(), database.cursor() as cursor:
                cursor.execute(f"CREATE TABLE file{number} ({names})".encode())
                with cursor.copy(f"COPY file{number} FROM STDIN".encode()) as copy:
                    for row in cells:
                        copy.write_row(row)


def main() -> None:
    where, *files = sys.argv[1:]
    kept_headers()  # starting Django is nobody's time
    start = perf_counter()
    (into_postgresql if where.startswith("postgres") else into_sqlite)(where, [Path(file) for file in files])
    print(perf_counter() - start)


if __name__ == "__main__":
    main()
