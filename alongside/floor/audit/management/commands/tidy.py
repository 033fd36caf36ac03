"""`alongside tidy`: removes what has outlived its time. For a daily timer."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, call_command

from alongside.floor.audit.retention import retention


class Command(BaseCommand):
    help = "Removes what has outlived its time (policies/retention.yaml): expired sessions, jobs long ended."

    def handle(self, **options: Any) -> None:
        days = retention().jobs_days
        call_command("clearsessions")
        call_command("prune_db_task_results", min_age_days=days, failed_min_age_days=days, verbosity=0)
        self.stdout.write(f"Removed expired sessions, and jobs that ended more than {days} days ago.")
