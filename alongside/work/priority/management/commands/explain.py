"""`alongside explain URN`: the verdict on one school in full, with every limb and its evidence."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.floor.kernel.prose import sentence
from alongside.floor.web.words import day
from alongside.knowledge.inspections import wording
from alongside.knowledge.schools.vocabulary import type_name
from alongside.work.priority import data, queries
from alongside.work.priority.facts import Limb
from alongside.work.priority.management import asking
from alongside.work.priority.queries import Source
from alongside.work.priority.rules import VerdictInFull


class Command(BaseCommand):
    help = "Why a school is, or is not, a Priority School as at a day."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("urn", metavar="URN")
        asking.add_arguments(parser)
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        urn = _urn(options["urn"])
        asked = asking.asked(options)
        try:
            verdict = queries.explain(urn, on=asked.on, version=asked.version)
        except queries.UnknownSchool as unknown:
            raise CommandError(_with_near(str(unknown), asking.urns_near(urn, asked.version))) from unknown
        sources = queries.sources([verdict])
        if options["format"] == "json":
            said = data.in_full(verdict, sources, known_at=asked.known_at)
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        for line in _lines(verdict, sources, asked.words, asking.newest_file(asked.version)):
            self.stdout.write(line)


def _urn(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 5 <= len(text) <= 6):
        raise CommandError(f"{text!r} is no URN: five or six digits are expected, as 103200.")
    return int(text)


def _with_near(says: str, near: list[tuple[int, str]]) -> str:
    if not near:
        return says
    return f"{says} Did you mean {' or '.join(f'{urn} ({name})' for urn, name in near)}?"


def _lines(verdict: VerdictInFull, sources: Mapping[int, Source], when: str, newest: str) -> Iterator[str]:
    school = verdict.facts.school
    yield f"{verdict.name} (URN {verdict.urn}), {type_name(school.type) or 'type not known'}, {school.authority}"
    yield f"{data.STATUS_WORDS[verdict.status]} {when}. {sentence(verdict.because)}"
    if verdict.since:
        since = data.since_words(verdict.since, at_least=verdict.since_at_least)
        yield f"Without a break since {since}."
    if verdict.version:
        yield f"{verdict.version.title} ({verdict.version.key})."
    yield newest
    if (verdict.outside or verdict.shut) and verdict.answers:
        yield "Without that, the limbs would say:"
    for limb in verdict.limbs:
        yield from _limb(limb)
    yield from _evidence(verdict, sources)


def _limb(limb: Limb) -> Iterator[str]:
    since = f" since {data.since_words(limb.since, at_least=limb.since_at_least)}" if limb.since else ""
    yield ""
    yield f"{limb.name}: {limb.holds.value}{since}"
    yield f"  {sentence(limb.says)}"


def _evidence(verdict: VerdictInFull, sources: Mapping[int, Source]) -> Iterator[str]:
    """Every graded inspection published by the day, the newest first, each with the row that tells of it."""
    yield ""
    yield (
        "Graded inspections published by then:" if verdict.grounds.graded else "No graded inspection is known by then."
    )
    for inspection in reversed(verdict.grounds.graded):
        source = sources.get(inspection.load)
        whose = "" if inspection.urn == verdict.urn else f" Of a predecessor, URN {inspection.urn}."
        yield f"  - {wording.in_full(inspection)}.{whose}"
        if source:
            loaded = f", loaded {day(source.loaded)}" if source.loaded else ""
            yield f"    {source.file}, as at {day(source.as_at)}{loaded}, row {inspection.row}"
