"""Measures are data: the shape of policies/measures.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from alongside.floor.kernel import policy

Better = Literal["higher", "lower", "neither"]
Unit = Literal["percent", "points", "score", "pupils", "pounds", "ratio", "number"]
# What a measure speaks of. Pages give each the same room.
Kind = Literal["results", "attendance", "intake", "destinations", "wellbeing", "money", "staff", "place"]
Against = Literal["similar", "district", "city", "neighbours", "region", "england"]

# Groups of pupils for which a measure may be published beside that for all.
GROUPS = {
    "disadvantaged": "disadvantaged pupils",
    "others": "pupils who are not disadvantaged",
    "boys": "boys",
    "girls": "girls",
    "eal": "pupils whose first language is not English",
    "sen": "pupils with special educational needs",
    "mobile": "pupils who moved school",
    "fsm": "pupils eligible for free school meals",
    "not-fsm": "pupils not eligible for free school meals",
    "sen-support": "pupils with support for special educational needs",
    "ehcp": "pupils with an education, health and care plan",
    "no-sen": "pupils without special educational needs",
    "white": "white pupils",
    "mixed": "pupils of mixed ethnicity",
    "asian": "Asian pupils",
    "black": "black pupils",
    "chinese": "Chinese pupils",
    "other-ethnic": "pupils of other ethnicity",
}


class Break(policy.Part):
    """From this year on the instrument is another: no line is drawn across, and no change is worked out."""

    year: int
    why: str


class MonthDay(policy.Part):
    """A day of the year in which a school year ends."""

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)


class Dataset(policy.Part):
    """A published set of figures: one row a place and year.

    `published`: month and day on which a year's figures usually first appear, and how many calendar years after the one
    in which the year ends. Our reading of past publications, for files that carry no date. `provisional`: the same of
    provisional figures, where a table is published twice.

    `behind`: how many years before the year of the tables (which is in a file's name) the figures speak of: the
    destinations in the tables of 2018/19 are of those who left school in 2016/17.
    """

    key: str = Field(pattern=r"^[a-z0-9-]{2,24}$")
    title: str
    publisher: str = "Department for Education"
    page: str = ""
    year: Literal["school", "financial", "calendar"] = "school"
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    later: int = Field(default=0, ge=0, le=3)
    provisional: MonthDay | None = None
    behind: int = Field(default=0, ge=0, le=3)
    counts_within: bool = False  # counted within the year, and so published before it ends
    span: int = Field(default=1, ge=1, le=5)  # years that a figure takes together
    not_held: Mapping[int, str] = Field(default_factory=dict)  # year to why nothing was published
    # The pupils it counts begin their year at the first age and end it at the second: a school for ages 4 to 11 has no
    # key stage 4. Ages as GIAS gives a school's range.
    ages: tuple[int, int] | None = None

    def published_on(self, year: int) -> date:
        """The day on which the figures of a year usually first appear."""
        return date(year + self.later, self.month, self.day)

    def provisional_on(self, year: int) -> date | None:
        """The day on which the provisional figures of a year usually appear, where there are any."""
        return date(year, self.provisional.month, self.provisional.day) if self.provisional else None

    def year_by(self, day: date) -> int:
        """The newest year whose figures have usually appeared by a day; the usual day of provisional ones is theirs."""
        if self.provisional_on(day.year) == day:
            return day.year
        year = day.year - self.later
        return year if self.published_on(year) <= day else year - 1

    def first_day(self, year: int) -> date:
        """The day on which a year begins, by the calendar that the dataset keeps."""
        return date(year, 1, 1) if self.year == "calendar" else date(year - 1, 4 if self.year == "financial" else 9, 1)

    def is_over(self, year: int, day: date) -> bool:
        """Whether a year has ended by a day: nothing can be published of it before, but what is counted on one day in
        it (the census) or while it runs."""
        return self.counts_within or self.first_day(year + 1) <= day

    def words(self, year: int) -> str:
        """A year as people say it: 2018/19, or 2019 for a calendar year; of several together, 2017 to 2019."""
        if self.span > 1:
            first = year - self.span + 1
            return (
                f"{first} to {year}"
                if self.year == "calendar"
                else f"{first - 1}/{first % 100:02d} to {self._one(year)}"
            )
        return self._one(year)

    def _one(self, year: int) -> str:
        return str(year) if self.year == "calendar" else f"{year - 1}/{year % 100:02d}"


class Measure(policy.Part):
    """One measure, in plain words. `cohort` names the measure that counts the pupils it speaks of.

    `columns`: the headers under which files carry it, in any layout of its dataset. `groups`: the same for a group of
    pupils. `low`, `high`: the ends of a published confidence interval.

    `area_items`: the names of the same indicator in the authority-level tables (LAIT), for the comparison with region,
    neighbours and England; `area_groups`: those of the same for a group of pupils; `area_sectors`: those that count the
    schools of a phase only. `year`, `span`: by which calendar, and over how many years, where it is not the dataset's.
    """

    key: str = Field(pattern=r"^[a-z0-9-]{2,60}$")
    name: str
    short: str
    means: str
    dataset: str
    kind: Kind
    unit: Unit
    better: Better
    decimals: int = Field(default=0, ge=0, le=3)
    over: Literal["pupils", "entries"] = (
        "pupils"  # what an average is over; how many entries there were is not published
    )
    phases: tuple[str, ...] = ()  # keys of schools.vocabulary.PHASES; empty: any
    cohort: str = ""
    columns: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    low: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    first: int | None = None  # the first year of which it was published for schools, where that is known
    not_held: Mapping[int, str] = Field(default_factory=dict)  # as of a dataset, for this measure alone
    compare: tuple[Against, ...] = ("similar", "district", "city", "neighbours", "region", "england")
    area_items: tuple[str, ...] = ()
    area_groups: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    area_sectors: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    year: Literal["", "school", "financial", "calendar"] = ""
    span: int = Field(default=1, ge=1, le=5)
    area_only: bool = False  # published for authorities, not for schools
    headline: bool = False  # shown first, and in the sentences of the School page
    adopted: str = ""  # by which body, where schools proposed it

    @model_validator(mode="after")
    def _groups_are_known(self) -> Measure:
        unknown = {*self.groups, *self.area_groups} - set(GROUPS)
        if unknown:
            raise ValueError(f"{self.key}: no such group of pupils: {', '.join(sorted(unknown))}")
        return self

    def comparable(self, one: int, other: int) -> Break | None:
        """None where two years compare; else the break between them."""
        first, last = sorted((one, other))
        return next((found for found in self.breaks if first < found.year <= last), None)


class Protection(policy.Part):
    """How small numbers stay protected in what is added up here."""

    least_pupils: int = Field(ge=1)
    least_schools: int = Field(ge=1)
    says: str


class Measures(policy.Policy):
    """policies/measures.yaml."""

    protection: Protection
    small_cohort: int = Field(ge=1)  # below it, a page says that a few pupils move the figure
    datasets: tuple[Dataset, ...]
    measures: tuple[Measure, ...]

    @model_validator(mode="after")
    def _they_fit(self) -> Measures:
        datasets = {dataset.key for dataset in self.datasets}
        keys = [measure.key for measure in self.measures]
        if len(keys) != len(set(keys)) or len(datasets) != len(self.datasets):
            raise ValueError("measures, datasets: each key stands once")
        for measure in self.measures:
            if measure.dataset not in datasets:
                raise ValueError(f"{measure.key}: no dataset {measure.dataset}")
            if measure.cohort and measure.cohort not in keys:
                raise ValueError(f"{measure.key}: no measure {measure.cohort} for its cohort")
        return self

    @cached_property
    def by_key(self) -> Mapping[str, Measure]:
        return {measure.key: measure for measure in self.measures}

    @cached_property
    def dataset_by_key(self) -> Mapping[str, Dataset]:
        return {dataset.key: dataset for dataset in self.datasets}

    def of(self, dataset: str) -> tuple[Measure, ...]:
        return tuple(measure for measure in self.measures if measure.dataset == dataset)

    def not_held(self, key: str, year: int) -> str:
        """Why nothing was published of a measure in a year, for a sentence of its own; empty where something was."""
        measure = self.by_key[key.partition(":")[0]]
        dataset = self.dataset_by_key[measure.dataset]
        if measure.first and year < measure.first:
            return f"It was first published for {dataset.words(measure.first)}."
        return measure.not_held.get(year) or dataset.not_held.get(year, "")

    def dataset_of(self, measure: str) -> Dataset:
        """The dataset of a measure, with the calendar that the measure keeps where that is another."""
        said = self.by_key[measure.partition(":")[0]]
        dataset = self.dataset_by_key[said.dataset]
        if not said.year and said.span == 1:
            return dataset
        return dataset.model_copy(update={"year": said.year or dataset.year, "span": said.span})


def measures() -> Measures:
    """The measures of this installation. Raises PolicyError where the file is not right."""
    return policy.read("measures", Measures)
