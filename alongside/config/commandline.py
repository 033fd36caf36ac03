"""`alongside`: the one command line, Django's management behind it."""

from __future__ import annotations

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except BrokenPipeError:
        # Whoever read along (head, a pager) has seen enough. What Python still holds back goes nowhere, in silence.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except DatabaseError as error:
        if "--traceback" in sys.argv:
            raise
        first_line = str(error).strip().partition("\n")[0]
        sys.exit(
            f"The database cannot be used: {first_line}.\n"
            "If it is new, or older than the software, run `alongside migrate`. Otherwise look at DATABASE_URL; "
            "--traceback shows where it happened."
        )
