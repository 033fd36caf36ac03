"""`alongside serve`: the web server and a task worker, together, until ctrl-C."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from alongside.floor.web.processes import Program, Together, python


class Command(BaseCommand):
    help = "Serves Alongside: the web server (gunicorn) and one task worker, until ctrl-C or SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="127.0.0.1:8000", help="host:port to listen on (default: %(default)s)")
        parser.add_argument("--workers", type=int, default=2, help="web server processes (default: %(default)s)")
        parser.add_argument("--threads", type=int, default=4, help="threads in each of them (default: %(default)s)")
        parser.add_argument(
            "--no-task-worker",
            action="store_true",
            help="the web server alone; workers run elsewhere (alongside worker)",
        )

    def handle(self, *, address: str, workers: int, threads: int, no_task_worker: bool, **options: Any) -> None:
        _database_must_be_up_to_date()
        call_command("collectstatic", interactive=False, verbosity=0)
        programs = [_web_server(address, workers, threads)]
        if not no_task_worker:
            programs.append(_task_worker())
        self.stdout.write(self.style.SUCCESS(f"Open http://{address} in a browser. Ctrl-C stops it."))
        self.stdout.flush()
        code = Together(programs, env=os.environ, say=self.stderr.write).run()
        if code:
            sys.exit(code)
        self.stdout.write("Stopped.")


def _database_must_be_up_to_date() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date. Run `alongside migrate`, then serve again.")
    connection.close()


def _web_server(address: str, workers: int, threads: int) -> Program:
    """gunicorn: WSGI with threads, measured against others for the decision in docs/decisions.md."""
    return Program(
        "web server",
        python(
            "gunicorn",
            "alongside.config.wsgi",
            f"--bind={address}",
            "--worker-class=gthread",
            f"--workers={workers}",
            f"--threads={threads}",
            "--timeout=60",
            "--graceful-timeout=10",
            "--max-requests=5000",
            "--max-requests-jitter=500",
            "--log-level=warning",
            "--no-control-socket",
        ),
    )


def _task_worker() -> Program:
    return Program("task worker", python("alongside", "worker"), vital=False)
