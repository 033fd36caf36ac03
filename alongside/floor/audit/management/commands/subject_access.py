"""`alongside subject_access EMAIL --to FILE.xlsx`: everything that is held about one person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from alongside.floor.audit import journal, subject_access
from alongside.floor.audit.subject_access import Sheet
from alongside.floor.kernel import clock
from alongside.floor.kernel.prose import counted

_LONGEST = 31  # characters in the name of a sheet (Excel)


class Command(BaseCommand):
    help = "Write everything that is held about one person into a workbook, a sheet for each table."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--to", required=True, type=Path, help="the workbook to write, for example about-ruth.xlsx")

    def handle(self, *, email: str, to: Path, **options: Any) -> None:
        sheets = subject_access.about(email)
        if not sheets:
            raise CommandError(f"Nobody is known by the address {email}.")
        try:
            _write(to, sheets)
        except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
            raise CommandError(f"{to} could not be written: {error}") from error
        with transaction.atomic():
            details = {"tables": [sheet.label for sheet in sheets]}
            subject = subject_access.names_of(email)[0]
            journal.record(action="person.told-all", subject=subject, by=None, at=clock.now(), details=details)
        rows = sum(len(sheet.rows) for sheet in sheets)
        self.stdout.write(f"{counted(rows, 'row')} of {counted(len(sheets), 'table')} are in {to}.")
        self.stdout.write("Read it before you hand it over: take out what it says of other people.")


def _write(to: Path, sheets: list[Sheet]) -> None:
    names: set[str] = set()
    with xlsxwriter.Workbook(str(to), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(_name(sheet.label, names))
            page.write_row(0, 0, sheet.header, bold)
            for number, row in enumerate(sheet.rows, start=1):
                page.write_row(number, 0, row, wrapped)
            page.freeze_panes(1, 0)
            page.set_column(0, len(sheet.header) - 1, 24)


def _name(label: str, taken: set[str]) -> str:
    """The label cut to what Excel takes, each once."""
    name, number = label[:_LONGEST], 2
    while name.lower() in taken:
        name, number = f"{label[: _LONGEST - 3]} {number}", number + 1
    taken.add(name.lower())
    return name
