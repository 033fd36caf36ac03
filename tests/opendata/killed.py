"""Loads in processes of their own that kill themselves, as a power cut would, at a given statement to the database.

    python -m tests.opendata.killed FILE check 57 12 whole

One process after the other: the first only checks, and counts the statements until it is decided; the second dies at
the 57th, the third at the 12th, the last goes through. Each says as JSON, in a line, what is seen before; and in
another, if it lives, what became of the load and what is seen after.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any


def load(path: Path, how: str) -> None:
    from django.db import connection

    from alongside.floor.kernel import clock
    from alongside.knowledge.opendata import actions
    from tests.opendata.conftest import visible

    last = int(how) if how.isdigit() else None
    statements, decided_at = 0, 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal statements
        statements += 1
        if statements == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    def progress(what: str, done: int) -> None:
        nonlocal decided_at
        decided_at = statements if what == "deciding" else decided_at

    print(json.dumps({"how": how, "seen": visible()}), flush=True)
    with connection.execute_wrapper(count):
        file = actions.keep(path=path, by=None, at=clock.now())
        ended = actions.load(
            file=file, by=None, at=clock.now(), now=clock.now, progress=progress, check_only=how == "check"
        )
    said = {"how": how, "state": ended.state, "says": ended.says, "decided_at": decided_at, "seen": visible()}
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"

    import django

    django.setup()
    for each in sys.argv[2:]:
        child = os.fork()
        if not child:
            load(Path(sys.argv[1]), each)
            os._exit(0)
        os.waitpid(child, 0)
