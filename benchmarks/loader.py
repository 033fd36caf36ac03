"""Loads files as the command does, in a process of its own; prints seconds, peak memory and what became of each.

`python -m benchmarks.loader FILE…` over the installation of the environment.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import perf_counter


def main() -> None:
    import django

    django.setup()
    from alongside.floor.kernel import clock
    from alongside.knowledge.opendata import actions

    states = []
    start = perf_counter()
    for name in sys.argv[1:]:
        with Path(name).open("rb") as stream:
            file = actions.keep(stream=stream, name=Path(name).name, at=clock.now(), by=None)
        load = actions.load(file=file, by=None, at=clock.now(), yes=True, reason="benchmark")
        states.append(f"{load.state}: {load.says.splitlines()[0][:120]}")
    taken = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": taken, "peak_mb": peak, "states": states}))


if __name__ == "__main__":
    main()
