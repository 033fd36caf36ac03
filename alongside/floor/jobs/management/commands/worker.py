"""`alongside worker`: runs jobs, sends letters, and does what is done again and again, until it is stopped."""

from __future__ import annotations

import os
import socket
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.crypto import get_random_string

from alongside.floor.jobs.worker import LEASE, LeasedWorker, Timer
from alongside.floor.kernel import clock


class Command(BaseCommand):
    help = "Runs jobs, sends letters, and does what is done again and again. As many may run as are wanted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="run the jobs that wait, then end; no timer")
        parser.add_argument("--interval", type=float, default=1, help="seconds between looks at the queue (default: 1)")
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            help="seconds after which a worker that is not heard of counts as dead; the same for all (default: 120)",
        )

    def handle(self, *, batch: bool, interval: float, lease: float, **options: Any) -> None:
        name = f"{socket.gethostname()[:30]}:{os.getpid()}:{get_random_string(8)}"
        worker = LeasedWorker(
            machine=clock.machine,
            lease=timedelta(seconds=lease),
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
        )
        worker.configure_signals()
        beside = Timer(
            worker=name, machine=clock.machine, clock=clock.now, lease=timedelta(seconds=lease), interval=interval
        )
        with nullcontext() if batch else beside:
            worker.run()
