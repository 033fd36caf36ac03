"""What a file says of how places did, taken in: a row where it differs from what was said of the place and year before.

How a loader of any layout tells what its rows say:

    teller = ResultTeller(staging, covers=keys)        # the keys of values that this very file has columns for
    teller.tell("ks4", school(103120, 330), 2019, row, {"ks4-attainment8": 46.3, "ks4-progress8": "c"})
    teller.tell("lait", area(Result.Level.REGION, "West Midlands"), 2019, row, {…}, period="2018/19")
    alarms = teller.finish()

Numbers and codes come from `results.cells`. A key that is in `covers` and not in the values was blank: where something
was said of it before, it is now said that nothing is. A key that is not in `covers` stays as it was: a file with few
columns adds to what one with many said of the same year, and takes nothing away (`queries` lays the rows over each
other).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.registry import Alarm, Staging
from alongside.knowledge.results import alarms, layers
from alongside.knowledge.results.measures import Dataset, Measures, measures
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.places import Place, area, authority, england, school
from alongside.knowledge.results.years import is_provisional

__all__ = ["FIGURES", "Origins", "Place", "ResultTeller", "Value", "Values", "area", "authority", "england", "school"]

FIGURES = "results-"  # how the families of files of figures begin
STEP = 400  # places compared at once
MOST_CHANGES_KEPT = 20_000  # figures of one load whose old and new are kept; the rest are counted

Value = float | str
Values = Mapping[str, Value]
Origins = Mapping[str, tuple[int, str]]  # key to the row and the period of a figure


class Telling(NamedTuple):
    """What a row says of a place in a year."""

    dataset: str
    place: Place
    year: int
    row: int
    values: Values
    period: str
    digest: str
    origins: Origins | None = None


class Told(NamedTuple):
    """What stands of a place and year already: enough to see whether it stands still."""

    as_at: date
    load: int
    pk: int
    digest: str


COLUMNS = (
    *("dataset", "level", "urn", "area", "authority_code", "sector", "year", "period"),
    *("published", "as_at", "row", "said_in", "values", "digest", "origins"),
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def digest_of(values: Values) -> str:
    """The digest of what a row says. Of the keys in the order of the alphabet, since policies may be put in another."""
    return blake2b(_encode(dict(sorted(values.items()))).encode(), digest_size=16).hexdigest()


class ResultTeller:
    """One is made per load. See the head of this page."""

    def __init__(self, staging: Staging, covers: Collection[str] = (), policy: Measures | None = None) -> None:
        self._staging = staging
        self._policy = policy or measures()
        self._covers = frozenset(covers)
        load = Load.objects.select_related("file").get(pk=staging.load_id)
        self._format, self._family = load.format, load.family
        self._provisional = is_provisional(load.file.name)
        self._formats: dict[int, str] = {}  # of the loads that said what stands
        self._before: dict[tuple[str, int], dict[tuple[Any, ...], list[Told]]] = {}
        self._seen: dict[tuple[str, int, tuple[Any, ...]], int] = {}
        self._pending: dict[tuple[str, int], list[Telling]] = defaultdict(list)
        self._authorities: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        self._rows_of: Counter[tuple[str, int]] = Counter()
        self._changes = alarms.Changes()
        self._kept = 0

    def tell(
        self,
        dataset: str,
        place: Place,
        year: int,
        row: int,
        values: Values,
        period: str = "",
        origins: Origins | None = None,
    ) -> bool:
        """What a row says of a place in a year. False, and the row refused, where one above spoke of the same.

        `origins`: where the figures stand in several rows of the file, the row and the period of each. They are not
        part of what is said: the same figures in other rows are the same figures.
        """
        key = (dataset, year, place.identity)
        above = self._seen.setdefault(key, row)
        if above != row:
            named = str(place.urn or place.area)
            why = f"What it speaks of stands in row {above} already, for the same year."
            self._staging.refuse(row, "URN", named, why, "Ask the publisher which row is right.")
            return False
        self._rows_of[dataset, year] += 1
        if place.urn is not None:
            self._authorities[dataset, year][place.authority_code or 0] += 1
            self._staging.count("schools")
        else:
            self._staging.count("areas")
        self._staging.count("figures", sum(1 for value in values.values() if value.__class__ is not str))
        self._compare(Telling(dataset, place, year, row, values, period, digest_of(values), origins))
        return True

    def knows(self, dataset: str, place: Place, year: int) -> bool:
        """Whether anything was said of a place and year before: then a row that says nothing of it is news."""
        return place.identity in self._told(dataset, year)

    def finish(self) -> list[Alarm]:
        """After the last row: write what is left, and say what looks wrong about the whole."""
        for pair in list(self._pending):
            self._settle(pair)
        for (dataset, year), number in sorted(self._rows_of.items()):
            self._staging.count(alarms.year_mark(dataset, year), number)
            self._count_gone(dataset, year)
        return [
            *alarms.of_changes(self._changes),
            *alarms.of_authorities(self._authorities, version=self._staging.version),
        ]

    def _compare(self, telling: Telling) -> None:
        """Nothing to write where the newest word on it, by then, is the very same."""
        told = self._told(telling.dataset, telling.year).get(telling.place.identity)
        if not told:
            self._staging.count("new")
            self._write(telling, telling.values, self._first_published(telling))
            return
        by_then = [row for row in told if row.as_at <= self._staging.as_at]
        if by_then and by_then[-1].digest == telling.digest:
            self._staging.count("unchanged")
            self._changes.compare_same(telling.values)
            return
        pending = self._pending[telling.dataset, telling.year]
        pending.append(telling)
        if len(pending) >= STEP:
            self._settle((telling.dataset, telling.year))

    def _told(self, dataset: str, year: int) -> dict[tuple[Any, ...], list[Told]]:
        """What stands of every place in a year, oldest first; read when the year is first met."""
        found = self._before.get((dataset, year))
        if found is None:
            found = self._before[dataset, year] = {}
            rows = Result.objects.filter(
                level__in=Result.Level.values, dataset=dataset, year=year, load__lte=self._staging.version
            )
            names = ("level", "urn", "area", "sector", "as_at", "load", "pk", "digest")
            for level, urn, area_, sector, *told in rows.order_by("as_at", "load", "pk").values_list(*names).iterator():
                identity = (level, urn, "") if urn is not None else (level, area_, sector)
                found.setdefault(identity, []).append(Told(*told))
            self._learn_formats({row.load for rows in found.values() for row in rows})
        return found

    def _learn_formats(self, loads: set[int]) -> None:
        new = loads - self._formats.keys()
        if new:
            self._formats.update(Load.objects.filter(pk__in=new).values_list("pk", "format"))

    def _first_published(self, telling: Telling) -> date:
        """A year's figures usually come out on a certain day; a file of a later day repeats them."""
        usual = self._dataset(telling).published_on(telling.year)
        return min(usual, self._staging.as_at)

    def _dataset(self, telling: Telling) -> Dataset:
        return self._policy.dataset_by_key[telling.dataset]

    def _settle(self, pair: tuple[str, int]) -> None:
        """Compare some tellings, figure by figure, with what stands, and write those that say something else."""
        tellings = self._pending.pop(pair, [])
        told = self._told(*pair)
        wanted = [row.pk for telling in tellings for row in told[telling.place.identity]]
        stored: dict[int, Result] = {}
        for start in range(0, len(wanted), STEP):
            stored.update(Result.objects.in_bulk(wanted[start : start + STEP]))
        for telling in tellings:
            self._settle_one(telling, [stored[row.pk] for row in told[telling.place.identity]])

    def _settle_one(self, telling: Telling, rows: Sequence[Result]) -> None:
        stood = self._as_they_stood(rows)
        by_then = [row for row in stood if row.as_at <= self._staging.as_at]
        before = layers.merged(stood)
        foreign = {key for key, row in before.source.items() if self._formats.get(row.load) != self._format}
        said, changes = layers.difference(before.values, telling.values, covers=self._covers, foreign=foreign)
        if by_then:
            was_provisional = any(row.period.endswith("provisional") for row in rows)
            self._changes.compare(before.values, telling.values, changes, was_provisional=was_provisional)
        if not changes and telling.values.keys() <= before.values.keys():
            self._staging.count("unchanged")
            return
        self._staging.count("changed")
        self._keep(telling, changes)
        self._write(telling, said, self._staging.as_at)
        if stood:
            self._restate(telling, before, stood[-1], rows)

    def _write(self, telling: Telling, said: Values, published: date) -> None:
        place, dataset = telling.place, self._dataset(telling)
        period = telling.period or dataset.words(telling.year)
        if self._provisional:
            period = f"{period}, provisional"[:40]
        self._staging.insert(
            Result,
            COLUMNS,
            [
                (telling.dataset, place.level, place.urn, place.area, place.authority_code, place.sector,
                 telling.year, period, published, self._staging.as_at, telling.row, None,
                 _encode(said), telling.digest, _encode(telling.origins) if telling.origins else None)
            ],
        )  # fmt: skip

    def _keep(self, telling: Telling, changes: Mapping[str, tuple[Any, Any]]) -> None:
        """Old and new of what changed, in words; bounded, for a wrong file may change everything."""
        if not changes or self._kept >= MOST_CHANGES_KEPT:
            return
        self._kept += len(changes)
        place = telling.place
        year = self._dataset(telling).words(telling.year)
        subject = f"school {place.urn}" if place.urn is not None else f"{place.area}"[:40]
        fields = {alarms.label(self._policy, key, year): pair for key, pair in changes.items()}
        self._staging.changed(subject, place.urn, fields)

    def _as_they_stood(self, rows: Sequence[Result]) -> list[Result]:
        """What readers saw as at the day of this file, lowest first (`queries.laid_over`): a file of a later day may
        have told what was published by then.
        """
        day = self._staging.as_at
        later = [row for row in rows if row.as_at > day and row.published <= day]
        return [*reversed(later), *(row for row in rows if row.as_at <= day)]

    def _restate(self, telling: Telling, before: layers.Merged, newest: Result, rows: Sequence[Result]) -> None:
        """An older file must not hide what a newer one confirmed: that is said again, at the newer file's day."""
        day = alarms.confirmed_later(self._family, telling.dataset, telling.year, self._staging)
        if day is None or any(self._staging.as_at < row.as_at <= day for row in rows):
            return
        self._staging.insert(
            Result,
            COLUMNS,
            [
                (telling.dataset, newest.level, newest.urn, newest.area, newest.authority_code, newest.sector,
                 newest.year, newest.period, day, day, newest.row, newest.said_in or newest.load,
                 _encode(dict(before.values)), newest.digest, _encode(newest.origins) if newest.origins else None)
            ],
        )  # fmt: skip

    def _count_gone(self, dataset: str, year: int) -> None:
        """Places of the same year that stood in what was loaded and not in this file: what was said of them stands."""
        here = {identity for name, of, identity in self._seen if (name, of) == (dataset, year)}
        gone = sum(1 for identity in self._told(dataset, year) if identity not in here and identity[0] == "school")
        if gone:
            self._staging.count("gone", gone)
