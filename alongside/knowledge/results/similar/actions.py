"""What a person decides about sets of similar schools: to have one made, or made anew. Loads make the others."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.knowledge.opendata.models import Head
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.opendata.writing import bulk
from alongside.knowledge.results.similar.making import COLUMNS, made
from alongside.knowledge.results.similar.models import Similar, SimilarSet


class CannotMake(Exception):
    """The set cannot be made, and why, in a sentence."""


def make(*, year: int, by: User | None, at: datetime, reason: str = "") -> SimilarSet:
    """Work out the similar schools of a year from all that is loaded, and keep them; an older set of the year is kept
    too, and no longer holds. `reason` must be given where there is one. `by` None: somebody at the command line.

    Raises CannotMake.
    """
    version = head()
    if not version:
        raise CannotMake("Nothing is loaded yet, so no school’s intake is known.")
    if SimilarSet.objects.filter(year=year).exists() and not reason.strip():
        raise CannotMake(
            f"There is a set of similar schools for {year - 1}/{year % 100:02d}, and comparisons rest on it. "
            "Say why it must be made anew: the reason is kept with it."
        )
    found = made(year, version=version)
    if not found.found.schools:
        raise CannotMake(f"No loaded file has the intake of a school in {year - 1}/{year % 100:02d}.")
    with transaction.atomic():
        Head.objects.select_for_update().filter(pk=1).first()  # two people at once: one after the other
        edition = (
            SimilarSet.objects.filter(year=year).order_by("-edition").values_list("edition", flat=True).first() or 0
        ) + 1
        if edition > 1 and not reason.strip():
            raise CannotMake("Somebody else has just made this set.")
        kept = SimilarSet.objects.create(
            year=year,
            edition=edition,
            load=version,
            made_at=at,
            by=by,
            reason=reason.strip(),
            policy=found.policy,
            used=dict(found.found.used),
            schools=found.schools,
            without=found.without,
        )
        bulk.insert(Similar, COLUMNS, list(found.rows(edition)), load=version)
        journal.record(
            action="similar.made_anew" if edition > 1 else "similar.made",
            subject=f"similar schools {year}",
            by=by,
            at=at,
            details={
                "year": year,
                "edition": edition,
                "schools": found.schools,
                "without": found.without,
                "policy": found.policy,
                "reason": kept.reason,
            },
        )
    return kept
