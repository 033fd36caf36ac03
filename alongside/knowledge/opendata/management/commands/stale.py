"""`alongside stale`: how old what is loaded is; writes to the data officers when something is out of date."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from alongside.floor.kernel import clock
from alongside.knowledge.opendata import actions, queries
from alongside.knowledge.opendata.management.saying import about_database
from alongside.knowledge.opendata.reminding import line


class Command(BaseCommand):
    help = "Say how old what is loaded is, and write to the data officers (once a day) when something is out of date."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._handle()
        except DatabaseError as error:
            raise CommandError(about_database(error), returncode=2) from error

    def _handle(self) -> None:
        today = clock.today()
        found = queries.freshness(on=today)
        for each in found:
            style = self.style.WARNING if each.stale else self.style.SUCCESS
            self.stdout.write(style("stale  " if each.stale else "fresh  ") + line(each))
        if not found:
            self.stdout.write("Nothing is loaded yet.")
        _, written_to = actions.remind(on=today, at=clock.now())
        if written_to:
            self.stdout.write(f"Written to {', '.join(written_to)}.")
