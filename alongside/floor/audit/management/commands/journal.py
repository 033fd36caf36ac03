"""`alongside journal verify`, `head`, `show`: is the journal whole, where does it end, what does it say."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.floor.audit import canonical, journal
from alongside.floor.audit.models import Entry
from alongside.floor.kernel import prose
from alongside.floor.kernel.clock import LONDON


class Command(BaseCommand):
    help = "Check the journal, say where it ends, or show its latest entries."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True, metavar="verify|head|show")
        verify = parts.add_parser("verify", help="recompute every digest and say what is wrong")
        verify.add_argument("--head", default="", help="a head printed earlier, for example 12-3f9a2b1c0d4e5f60")
        parts.add_parser("head", help="number and digest of the last entry, for printing")
        show = parts.add_parser("show", help="the latest entries, newest last")
        show.add_argument("--last", type=int, default=20, help="how many (20)")

    def handle(self, *, part: str, **options: Any) -> None:
        if part == "head":
            self.stdout.write(journal.head())
        elif part == "verify":
            self._verify(options["head"])
        else:
            self._show(options["last"])

    def _verify(self, printed: str) -> None:
        if problems := journal.verify(printed):
            raise CommandError("The journal is not whole.\n" + "\n".join(f"  {problem}." for problem in problems))
        self.stdout.write(
            f"The journal is whole: {prose.counted(Entry.objects.count(), 'entry')}, head {journal.head()}"
        )

    def _show(self, last: int) -> None:
        newest = Entry.objects.select_related("details", "by").order_by("-number")[: max(0, last)]
        for entry in reversed(newest):
            said = entry.details
            details = f"(taken out: {said.redacted_why})" if said.redacted_at else canonical.text(said.said)
            by = entry.by or "the system"
            at = entry.at.astimezone(LONDON)
            self.stdout.write(f"{entry.number}  {at:%Y-%m-%d %H:%M}  {by}  {entry.action}  {entry.subject}  {details}")
