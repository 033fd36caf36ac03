"""`alongside recount`: who has been heard, counted anew from the ledger."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.floor.kernel import clock
from alongside.floor.kernel.prose import counted
from alongside.work.contacts.heard import actions


class Command(BaseCommand):
    help = "Count anew who has been heard: after a change of policies/heard.yaml."

    def handle(self, **options: Any) -> None:
        schools, periods = actions.recount(by=None, at=clock.now())
        self.stdout.write(f"Counted anew: {counted(schools, 'school')}, {counted(periods, 'term')} and school years.")
