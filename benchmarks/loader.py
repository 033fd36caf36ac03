"""Loads files as the command does, in a process of its own; prints seconds, peak memory and what became of each.

`python -m benchmarks.loader FILE…` over the installation of the environment.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from pathlib import Path

from benchmarks.report import Took


def main() -> None:
    import django

    django.setup()
    from alongside.floor.kernel import clock
    from alongside.knowledge.opendata import actions

    states = []
    begun = Took.now()
    for name in sys.argv[1:]:
        with Path(name).open("rb") as stream:
            file = actions.keep(stream=stream, name=Path(name).name, at=clock.now(), by=None)
        load = actions.load(file=file, by=None, at=clock.now(), yes=True, reason="benchmark")
        states.append(f"{load.state}: {load.says.splitlines()[0][:120]}")
    taken = begun.since()
    print(json.dumps({"took": taken, "peak_mb": peak_mb(), "states": states}))


def peak_mb() -> float:
    """The most memory that this process held at once. Linux hands `ru_maxrss` on from whoever started a process (there
    the benchmark, which holds a country), and counts VmHWM for the program alone."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"^VmHWM:\s+(\d+) kB$", status.read_text(encoding="ascii"), re.MULTILINE)
        if found:
            return int(found[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main()
