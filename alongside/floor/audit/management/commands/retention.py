"""`alongside retention`: what has outlived its time; with `--carry-out` it is taken out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from alongside.floor.audit import actions
from alongside.floor.audit.retention import Due, due
from alongside.floor.kernel import clock
from alongside.floor.kernel.prose import counted


class Command(BaseCommand):
    help = "Show what has outlived its time by the policy on retention, and take it out if asked to."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--carry-out", action="store_true", help="take it out; this cannot be undone")

    def handle(self, *, carry_out: bool, **options: Any) -> None:
        today = clock.today()
        found = actions.carry_out(on=today, by=None, at=clock.now()) if carry_out else due(today)
        if not found:
            self.stdout.write("Nothing has outlived its time.")
            return
        for one in found:
            self.stdout.write(_line(one))
        self.stdout.write("It was taken out." if carry_out else "To take it out: alongside retention --carry-out")


def _line(one: Due) -> str:
    what = "whole rows" if one.rule.removes else ", ".join(one.rule.takes_out)
    oldest = f", the oldest of {one.oldest:%-d %B %Y}" if one.oldest else ""
    return f"{one.label}: {counted(one.rows, 'row')} from before {one.before:%-d %B %Y}{oldest}: {what}"
