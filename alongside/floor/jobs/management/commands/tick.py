"""`alongside tick`: what is done again and again, once, where it is due. For cron, where no worker runs."""

from __future__ import annotations

import os
import socket
from typing import Any

from django.core.management.base import BaseCommand

from alongside.floor.jobs import actions, timer
from alongside.floor.jobs.worker import LEASE
from alongside.floor.kernel import clock


class Command(BaseCommand):
    help = "Does once what is due of all that is done again and again: letters, digests, what dead workers left."

    def handle(self, **options: Any) -> None:
        for job in actions.sweep(at=clock.machine(), lease=LEASE):
            self.stdout.write(f"Taken over from a worker that died: {job.task_path}")
        name = f"{socket.gethostname()[:30]}:{os.getpid()}:tick"
        for key in timer.run_due(worker=name, machine=clock.machine, clock=clock.now, lease=LEASE):
            self.stdout.write(f"Done: {key}")
