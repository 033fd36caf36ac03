"""Reads what a school gave and got: one query for the ties, one for each line and each kind of thanks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alongside.knowledge.schools.naming import names_of
from alongside.work.ties.giving import registry
from alongside.work.ties.giving.rules import Account, Deed, Thanks, account, years_until
from alongside.work.ties.models import Tie


@dataclass(frozen=True)
class Story:
    """The account of a school with the thanks it had, the newest first, and the names of the schools in both."""

    urn: int
    name: str
    on: date
    account: Account
    thanks: tuple[Thanks, ...]
    names: dict[int, str]


def story(urn: int, *, on: date) -> Story:
    """What a school gave, got and was thanked for, over the years of an account up to a day."""
    since = years_until(on)[0].first_day
    deeds = [*_ties(urn, since), *(deed for one in registry.sources() for deed in one.deeds(urn, since))]
    found = account(deeds, registry.kinds(), on=on)
    said = [one for of in registry.thanks_of() for one in of(urn, since) if one.on <= on]
    thanks = tuple(sorted(said, key=lambda one: one.on, reverse=True))
    others = {deed.other for line in found.lines for deed in line.deeds} | {one.school for one in thanks}
    names = names_of([urn, *others])
    return Story(urn, names[urn], on, found, thanks, names)


def _ties(urn: int, since: date) -> list[Deed]:
    standing = Tie.objects.standing().of_school(urn).filter(Q(until__isnull=True) | Q(until__gte=since))
    return [
        Deed(kind=one.kind, since=one.since, until=one.until, name=one.name, other=one.other)
        for one in standing.only("kind", "since", "until", "name", "other")
    ]
