"""`alongside ask_schools`: what is to be done for the rounds of questions today; run once a day."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.floor.kernel import clock
from alongside.floor.web.words import day
from alongside.work.engagement.supported import actions, daily


class Command(BaseCommand):
    help = (
        "Asks heads and chairs whether they feel safe and supported: opens the round of the term when it is time, "
        "reminds everybody halfway, closes it. To be run once a day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--now", action="store_true", help="open the round of this term today")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        try:
            if options["now"]:
                opened = actions.open_round(by=None, at=at)
                self.stdout.write(f"{opened.name}: schools are asked until {day(opened.closes_on)}.")
                return
            done = daily.what_is_due(at=at)
        except actions.CannotRecord as error:
            raise CommandError(str(error)) from error
        for line in done or ["Nothing is to be done today."]:
            self.stdout.write(line)
