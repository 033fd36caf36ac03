"""`make bench`: every figure, one after the other; ends with 1 where one is missed.

python -m benchmarks [loads|postgresql|verdicts|similar|pages|ledger|ties|pairing …] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import files, ledger, loads, pages, pairing, similar, ties, verdicts
from benchmarks.report import Report

PARTS = ("loads", "postgresql", "verdicts", "similar", "pages", "ledger", "ties", "pairing")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="only these")
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it (else a temporary one)")
    asked = parser.parse_args()
    parts = asked.parts or PARTS
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as temporary:
        return run(parts, asked.keep or Path(temporary))


def run(parts: tuple[str, ...] | list[str], folder: Path) -> int:
    report = Report()
    if "pairing" in parts:
        pairing.measure(report)
        if set(parts) == {"pairing"}:  # it needs no country
            return report.close()
    report.heading("An invented country, by the demo's generator")
    made = files.build(folder / "files")
    if "postgresql" in parts:
        loads.measure_postgresql(report, made, folder)
    country = loads.measure(report, made, folder)
    if "verdicts" in parts:
        verdicts.measure(report, country)
    if "similar" in parts:
        similar.measure(report, country)
    if {"pages", "ledger", "ties"} & set(parts):
        city = loads.city(report, made, folder)
    if "pages" in parts:
        pages.measure(report, small=city, large=country)
    if "ledger" in parts:
        ledger.measure(report, small=city, large=country)
    if "ties" in parts:
        ties.measure(report, small=city, large=country)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
