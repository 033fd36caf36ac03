"""`alongside bounced FILE`: a message that came back says that a letter did not arrive. `-` reads it from a pipe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.floor.kernel import clock
from alongside.floor.mail import queries
from alongside.floor.mail.bounces import Report, reports
from alongside.floor.mail.outbox import actions

LONGEST = 5_000_000  # bytes that are read of a message


class Command(BaseCommand):
    help = "Reads a report that a letter did not arrive (RFC 3464), from a file or (-) from a mail server's pipe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the message as it came, or - for standard input")

    def handle(self, *, file: str, **options: Any) -> None:
        found = reports(_read(file))
        if not found:
            self.stdout.write("This is no report of a letter that came back. Nothing was changed.")
        for report in found:
            self.stdout.write(self._taken(report))

    def _taken(self, report: Report) -> str:
        letter = queries.letter_reported(report.letter, report.to, at=clock.now())
        if letter is None:
            return f"{report.to}: {report.action}; no letter of ours is known for it."
        if report.action != "failed":
            return f"{report.to}: {report.action}; nothing to do for letter {letter}."
        if actions.bounce(letter=letter, said=report.said or "It came back.", by=None, at=clock.now()):
            return f"{report.to}: letter {letter} has bounced ({report.said})."
        return f"{report.to}: that letter {letter} did not arrive was known already."


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(LONGEST)
    try:
        with Path(file).open("rb") as message:
            return message.read(LONGEST)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
