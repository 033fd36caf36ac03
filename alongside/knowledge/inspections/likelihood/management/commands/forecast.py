"""`alongside forecast backtest|refresh|show`: what the forecast is worth, making it, and what it says of a school."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.floor.kernel import clock
from alongside.floor.kernel.periods import add_months
from alongside.floor.kernel.prose import counted, sentence
from alongside.floor.web.words import day
from alongside.knowledge.inspections.likelihood import actions, gathering, presenters, queries, telling
from alongside.knowledge.inspections.likelihood.policies import likelihoods
from alongside.knowledge.inspections.policies import windows
from alongside.knowledge.opendata.queries import head


class Command(BaseCommand):
    help = "Where an inspection is likely: try the forecast on the past, make it anew, or see what it says of a school."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="backtest|refresh|show")
        back = does.add_parser("backtest", help="learn from what was told by a day, and try it on what came after")
        back.add_argument("--as-at", type=_day, required=True, metavar="DAY", help="as 2023-08-31")
        back.add_argument("--months", type=int, choices=likelihoods().horizons_months, default=None)
        back.add_argument("--authority", metavar="NAME", help="schools of every authority if not said")
        back.add_argument("--format", choices=("table", "json"), default="table")
        does.add_parser("refresh", help="learn from everything that is loaded, and keep what is likely from today")
        show = does.add_parser("show", help="what is said of one school")
        show.add_argument("urn", type=int, metavar="URN")

    def handle(self, *args: Any, **options: Any) -> None:
        version = head()
        if not version:
            raise CommandError("Nothing is loaded yet. Load a file of inspections first: alongside load FILE.")
        getattr(self, f"_{options['does']}")(version, options)

    def _backtest(self, version: int, options: dict[str, Any]) -> None:
        from alongside.knowledge.inspections.likelihood.backtest import backtest

        on: date = options["as_at"]
        months = options["months"] or likelihoods().horizons_months[-1]
        last = add_months(on + timedelta(days=1), months) - timedelta(days=1)
        before = gathering.told_by(on, version=version, authority=options["authority"])
        after = gathering.known_after(last, version=version, authority=options["authority"])
        if not before:
            raise CommandError(
                f"No loaded file speaks of {day(on)} or an earlier day, so there is nothing to forecast from."
            )
        if not any(school.urn in after for school in before):
            raise CommandError(f"No loaded file tells of inspections up to {day(last)}, so nothing can be tried.")
        found = backtest(before, after, on, months, likelihoods(), windows())
        if options["format"] == "json":
            self.stdout.write(json.dumps(telling.as_data(found), ensure_ascii=False, indent=2))
            return
        for line in telling.as_table(found):
            self.stdout.write(line)

    def _refresh(self, version: int, options: dict[str, Any]) -> None:
        run = actions.refresh(by=None, at=clock.now(), on=clock.today(), version=version)
        schools = counted(run.forecasts.count(), "school")
        self.stdout.write(f"{schools}, from {day(run.on)}: {run.get_basis_display().lower()}. {sentence(run.why)}")
        if run.events:
            self.stdout.write(f"Learnt from {run.events:,} inspections in {run.periods:,} school-months.")

    def _show(self, version: int, options: dict[str, Any]) -> None:
        urn = options["urn"]
        on = clock.today()
        said = queries.likelihoods(urns=[urn], on=on, version=version)[urn]
        for line in presenters.in_lines(said):
            self.stdout.write(line)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--as-at {text}: that is no day. Write it as 2023-08-31.") from None
