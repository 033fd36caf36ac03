"""A load in a process of its own that kills itself, as a power cut would, at a given statement to the database.

    python -m tests.opendata.killed FILE check      how many statements it takes to be decided on, and nothing more
    python -m tests.opendata.killed FILE 57         dies at the 57th
    python -m tests.opendata.killed FILE whole      goes through

Says as JSON, line by line: what is seen before; and then, if it lives, what became of the load and what is seen after.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"

    import django

    django.setup()

    from django.db import connection

    from alongside.floor.kernel import clock
    from alongside.knowledge.opendata import actions
    from tests.opendata.conftest import visible

    def say(**what: Any) -> None:
        print(json.dumps(what), flush=True)

    statements, decided_at = 0, 0
    path, how = Path(sys.argv[1]), sys.argv[2]
    last = int(how) if how.isdigit() else None

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        global statements
        statements += 1
        if statements == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    def progress(what: str, done: int) -> None:
        global decided_at
        decided_at = statements if what == "deciding" else decided_at

    say(seen=visible())
    with connection.execute_wrapper(count):
        file = actions.keep(path=path, by=None, at=clock.now())
        load = actions.load(
            file=file, by=None, at=clock.now(), now=clock.now, progress=progress, check_only=how == "check"
        )
    say(state=load.state, says=load.says, decided_at=decided_at, seen=visible())
