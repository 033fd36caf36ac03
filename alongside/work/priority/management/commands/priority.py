"""`alongside priority`: the Priority Schools as at a day, by the definition in force that day."""

from __future__ import annotations

import csv
import json
import shutil
import textwrap
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.management.base import BaseCommand

from alongside.floor.kernel.prose import plural
from alongside.knowledge.schools.partnership import partnership
from alongside.work.priority import data, queries
from alongside.work.priority.facts import Status
from alongside.work.priority.management import asking
from alongside.work.priority.queries import Source
from alongside.work.priority.rules import VerdictInFull


class Command(BaseCommand):
    help = "The Priority Schools as at a day, each with its limbs, since when, and on what evidence."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        asking.add_arguments(parser)
        parser.add_argument("--authority", metavar="NAME", help="the partnership's own if not said")
        parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
        parser.add_argument("--all", action="store_true", help="every verdict, not only the schools on the list")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = asking.asked(options)
        authority = asking.authority_named(options["authority"] or partnership().authority)
        verdicts = data.in_order(queries.verdicts(on=asked.on, version=asked.version, authority=authority))
        shown = verdicts if options["all"] else [one for one in verdicts if one.status is Status.LISTED]
        sources = queries.sources(shown)
        write = {"table": self._table, "csv": self._csv, "json": self._json}[options["format"]]
        write(shown, sources)
        self.stderr.write(_summary(data.tally(verdicts), authority, asked.words))
        self.stderr.write(asking.newest_file(asked.version))
        for verdict in verdicts:
            if verdict.status is Status.UNDETERMINED and not options["all"]:
                self.stderr.write(f"  undetermined: {verdict.urn} {verdict.name}: {verdict.missing}")

    def _json(self, verdicts: Sequence[VerdictInFull], sources: Mapping[int, Source]) -> None:
        said = [data.of_list(verdict, sources) for verdict in verdicts]
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))

    def _csv(self, verdicts: Sequence[VerdictInFull], sources: Mapping[int, Source]) -> None:
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(data.HEADER)
        writer.writerows(data.row(verdict, sources) for verdict in verdicts)

    def _table(self, verdicts: Sequence[VerdictInFull], sources: Mapping[int, Source]) -> None:
        """A line a school, its columns one under the other; below it the evidence, as wide as the terminal."""
        width = max((len(verdict.name) for verdict in verdicts), default=0)
        for verdict in verdicts:
            since = data.since_words(verdict.since, at_least=verdict.since_at_least)
            limbs = data.limb_names(verdict) or data.STATUS_WORDS[verdict.status]
            self.stdout.write(f"{verdict.urn}  {verdict.name:<{width}}  {limbs}{f', since {since}' if since else ''}")
            for evidence in verdict.evidence:
                self.stdout.write(_below(f"{evidence.says}{_where(evidence.inspection, sources)}"))
            if verdict.status is not Status.LISTED:
                self.stdout.write(_below(verdict.because))


def _below(says: str) -> str:
    """A sentence under the school's line, set in from it."""
    columns = max(60, min(120, shutil.get_terminal_size((100, 0)).columns))
    return textwrap.fill(says, columns, initial_indent=" " * 8, subsequent_indent=" " * 8, break_long_words=False)


def _where(inspection: Any, sources: Mapping[int, Source]) -> str:
    source = sources.get(inspection.load) if inspection else None
    return f" [{source.file}, row {inspection.row}]" if source else ""


def _summary(counts: Mapping[str, int], authority: str, when: str) -> str:
    listed, unclear = counts["listed"], counts["undetermined"]
    return (
        f"{authority} {when}: {listed} {plural(listed, 'school')} on the list, {counts['not listed']} in contract and "
        f"not on it, {unclear} undetermined, {counts['out of contract']} out of contract."
    )
