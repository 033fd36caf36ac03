"""`alongside load FILE…`: take published files in, in whatever order they are named."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from alongside.floor.accounts.models import User
from alongside.floor.kernel import clock
from alongside.knowledge.opendata import actions, jobs, ordering
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.management.saying import Progress, told
from alongside.knowledge.opendata.models import File, Load

STOPPED, REFUSED = 1, 2


class Command(BaseCommand):
    help = (
        "Load published files: .csv, .csv.gz, .zip or .geojson, as they come. "
        "Ends with 0 where all went well, 1 where a file was stopped by an alarm, 2 where one was refused."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--check", action="store_true", help="only say what would change")
        parser.add_argument("--yes", action="store_true", help="load it although something looks wrong; needs --reason")
        parser.add_argument("--reason", default="", help="why; it is kept with the load")
        parser.add_argument("--as-at", type=_day, metavar="DATE", help="the day the files speak of, as 2025-08-31")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who loads it, as signed in to Alongside")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["yes"] and not options["reason"].strip():
            raise CommandError("--yes needs --reason TEXT: say why, it is kept with the load.", returncode=REFUSED)
        try:
            by = self._person(options["by"])
            worst = max([self._one(file, by, options) for file in self._kept(options["files"], by)] + [self._missed])
        except DatabaseError as error:
            raise CommandError(_about_database(error), returncode=REFUSED) from error
        if worst:
            raise SystemExit(worst)

    def _person(self, email: str) -> User | None:
        if not email:
            return None
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {email}. Invite them first.", returncode=REFUSED)
        return person

    def _kept(self, paths: list[Path], by: User | None) -> list[File]:
        """The files that can be kept, in the order in which they are to be loaded."""
        self._missed = 0
        files = []
        for path in paths:
            try:
                files.append(actions.keep(path=path, by=by, at=clock.now()))
            except StructuralFault as fault:
                self._missed = REFUSED
                self.stderr.write(self.style.ERROR(str(fault)))
        return ordering.sorted_for_loading(files)

    def _one(self, file: File, by: User | None, options: dict[str, Any]) -> int:
        self.stdout.write(self.style.MIGRATE_HEADING(file.name))
        progress = Progress(self.stdout)
        asked = actions.ask(
            file=file,
            by=by,
            at=clock.now(),
            as_at=options["as_at"],
            check_only=options["check"],
            yes=options["yes"],
            reason=options["reason"],
        )
        load = jobs.run_when_free(
            load_id=asked.pk, waiting=lambda busy: self.stdout.write(f"  {busy} Waiting."), progress=progress
        )
        progress.end()
        for line in told(load):
            self.stdout.write(line)
        return {Load.State.STOPPED: STOPPED, Load.State.REFUSED: REFUSED, Load.State.FAILED: REFUSED}.get(
            Load.State(load.state), STOPPED if options["check"] and load.alarms else 0
        )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _about_database(error: DatabaseError) -> str:
    if "no such table" in str(error) or "does not exist" in str(error):
        return "The database has not been made ready. Run: alongside migrate"
    return f"The database could not be used: {error}"
