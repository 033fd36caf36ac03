"""`alongside similar`: the sets of similar schools; make the set of a year, or make it anew."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.floor.accounts.models import User
from alongside.floor.kernel import clock
from alongside.floor.kernel.prose import counted
from alongside.floor.web.words import day
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.similar import actions, queries
from alongside.knowledge.results.similar.making import digest
from alongside.knowledge.results.similar.models import SimilarSet
from alongside.knowledge.results.similar.policies import similar_schools


class Command(BaseCommand):
    help = (
        "The sets of similar schools, one a year. A load makes the set of a year that has none; "
        "with --year a set is made here, with --anew it replaces the one that holds."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=_year, metavar="YEAR", help="a school year, as 2018/19")
        parser.add_argument("--anew", action="store_true", help="make it again; needs --reason")
        parser.add_argument("--reason", default="", metavar="TEXT", help="why; it is kept with the set")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who says so, as signed in to Alongside")

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"]
        if options["anew"] and not (year and options["reason"].strip()):
            raise CommandError("--anew needs --year and --reason TEXT: say which set and why, it is kept with it.")
        held = {one.year: one for one in queries.sets(version=head())}
        if year is None:
            return self._list(list(held.values()))
        if year in held and not options["anew"]:
            self._list([held[year]])
            self.stdout.write("It holds as it is. To make it again: --anew --reason TEXT.")
            return None
        try:
            made = actions.make(
                year=year,
                by=_person(options["by"]),
                at=clock.now(),
                reason=options["reason"] if options["anew"] else "",
            )
        except actions.CannotMake as refusal:
            raise CommandError(str(refusal)) from refusal
        return self._list([made])

    def _list(self, sets: list[SimilarSet]) -> None:
        now = digest(similar_schools())
        words = measures().dataset_by_key[similar_schools().intake].words
        for one in sets:
            how = f"made {day(one.made_at)}" if one.made_at else f"made by load {one.load}"
            anew = f", anew ({one.reason})" if one.reason else ""
            self.stdout.write(
                f"{words(one.year)}: {counted(one.schools, 'school')} with similar schools, {one.without} without; "
                f"{how}{anew}{'' if one.policy == now else '; by an earlier policy'}"
            )
        if not sets:
            self.stdout.write("There is no set yet. The first load of schools’ intake makes one.")


def _year(text: str) -> int:
    found = re.fullmatch(r"(?:(\d{4})[/-])?(\d{4}|\d{2})", text.strip())
    if not found or (not found[1] and len(found[2]) != 4):
        raise ArgumentTypeError(f"{text!r} is no school year: 2018/19 is expected.")
    ends = int(found[2]) if len(found[2]) == 4 else int(found[1][:2] + found[2])
    if found[1] and ends != int(found[1]) + 1:
        raise ArgumentTypeError(f"{text!r} is no school year: it must end in the year after it began.")
    return ends


def _person(email: str) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise CommandError(f"Nobody signs in with {email}.")
    return found
