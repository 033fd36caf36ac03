"""`alongside load FILE…`: take published files in, in whatever order they are named."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from alongside.floor.accounts.models import User
from alongside.floor.kernel import clock
from alongside.knowledge.opendata import actions
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.management.loading_many import FINE, REFUSED, load_all
from alongside.knowledge.opendata.management.saying import about_database
from alongside.knowledge.opendata.models import File


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
        parser.add_argument("--reason", default="", metavar="TEXT", help="why; it is kept with the load")
        parser.add_argument("--as-at", type=_day, metavar="DATE", help="the day the files speak of, as 2025-08-31")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who loads it, as signed in to Alongside")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["yes"] and not options["reason"].strip():
            raise CommandError("--yes needs --reason TEXT: say why, it is kept with the load.", returncode=REFUSED)
        try:
            ended = self._load(options)
        except DatabaseError as error:
            raise CommandError(about_database(error), returncode=REFUSED) from error
        if ended != FINE:
            raise SystemExit(ended)

    def _load(self, options: dict[str, Any]) -> int:
        by = _person(options["by"])
        files: list[File] = []
        missed = FINE
        for path in options["files"]:
            try:
                files += actions.keep_all_in(path=path, at=clock.now())
            except StructuralFault as fault:
                missed = REFUSED
                self.stderr.write(self.style.ERROR(str(fault)))
        ended = load_all(
            self,
            files,
            now=clock.now,
            by=by,
            as_at=options["as_at"],
            check_only=options["check"],
            yes=options["yes"],
            reason=options["reason"],
        )
        return max(missed, ended)


def _person(email: str) -> User | None:
    if not email:
        return None
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        raise CommandError(f"Nobody here has the address {email}. Invite them first.", returncode=REFUSED)
    return person


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day; write it as 2025-08-31") from None
