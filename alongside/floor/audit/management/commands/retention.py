"""`alongside retention`: what has outlived its time; with `--carry-out` it is taken out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from alongside.floor.audit import actions
from alongside.floor.audit.retention import Due, due, unnamed
from alongside.floor.kernel import clock
from alongside.floor.kernel.prose import counted


class Command(BaseCommand):
    help = "Show what has outlived its time by the policy on retention, and take it out if asked to."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--carry-out", action="store_true", help="take it out; this cannot be undone")

    def handle(self, *, carry_out: bool, **options: Any) -> None:
        today, now = clock.today(), clock.now()
        found = actions.carry_out(on=today, by=None, at=now) if carry_out else due(today)
        bytes_found = actions.clear_shelf(by=None, at=now) if carry_out else unnamed(now)
        if not found and not bytes_found:
            self.stdout.write("Nothing has outlived its time.")
            return
        for one in found:
            self.stdout.write(_line(one))
        for room, digests in bytes_found.items():
            self.stdout.write(f"files/{room}: {counted(len(digests), 'file')} that nothing refers to any more")
        self.stdout.write("It was taken out." if carry_out else "To take it out: alongside retention --carry-out")


def _line(one: Due) -> str:
    what = "whole rows" if one.rule.removes else ", ".join(one.rule.takes_out)
    oldest = f", the oldest of {one.oldest:%-d %B %Y}" if one.oldest else ""
    return f"{one.label}: {counted(one.rows, 'row')} from before {one.before:%-d %B %Y}{oldest}: {what}"
