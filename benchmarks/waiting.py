"""Another writer on the same SQLite database, as a District Lead saving a note would be: how long does it wait?

`python -m benchmarks.waiting DATABASE` writes a small row every few hundredths of a second until its input closes,
then prints the longest wait in seconds.
"""

from __future__ import annotations

import select
import sqlite3
import sys
from time import perf_counter


def longest_wait(where: str) -> float:
    database = sqlite3.connect(where, timeout=30, isolation_level=None)
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute("CREATE TABLE IF NOT EXISTS bench_notes (said TEXT)")
    longest = 0.0
    while not select.select([sys.stdin], [], [], 0.02)[0]:
        start = perf_counter()
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO bench_notes VALUES ('a note')")
        database.execute("COMMIT")
        longest = max(longest, perf_counter() - start)
    return longest


if __name__ == "__main__":
    print(longest_wait(sys.argv[1]))
