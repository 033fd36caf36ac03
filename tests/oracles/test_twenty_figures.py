"""Twenty figures drawn at random from each file of another layout than the tables, read a second time by hand."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from alongside.knowledge.opendata import queries as loads
from alongside.knowledge.results import queries
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.queries import Area
from tests.schools.conftest import Loading, loaded

__all__ = ["loaded"]
pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


class Asked(NamedTuple):
    """A cell of a file, and which figure of ours it should be. `row` as a spreadsheet counts it."""

    place: int | Area
    dataset: str
    key: str
    year: int
    cell: str | None
    row: int


def by_hand(path: Path) -> list[dict[str, Any]]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = content.decode("utf-8-sig")
    return json.loads(text) if ".json" in path.suffixes else list(csv.DictReader(text.splitlines()))


KS2 = {
    "KS2 Pupils": "ks2-pupils", "KS2 Boys": "ks2-pupils:boys", "KS2 Girls": "ks2-pupils:girls",
    "Reading Progress": "ks2-reading-progress", "Reading Score": "ks2-reading-score",
    "Reading Meet Std": "ks2-reading-expected", "Reading Exceed Std": "ks2-reading-higher",
    "Writing Progress": "ks2-writing-progress", "Writing Score": "ks2-grammar-score",
    "Writing Meet Std": "ks2-grammar-expected", "Writing Exceed Std": "ks2-grammar-higher",
    "Maths Progress": "ks2-maths-progress", "Maths Score": "ks2-maths-score", "Maths Meet Std": "ks2-maths-expected",
    "Maths Exceed Std": "ks2-maths-higher", "Overall Meet Std": "ks2-rwm-expected",
    "Overall Exceed Std": "ks2-rwm-higher",
}  # fmt: skip
KS4 = {
    "KS4 Pupils": "ks4-pupils", "KS4 Boys": "ks4-pupils:boys", "KS4 Girls": "ks4-pupils:girls",
    "Progress 8": "ks4-progress8", "Progress 8 Boys": "ks4-progress8:boys", "Progress 8 Girls": "ks4-progress8:girls",
    "Attainment 8": "ks4-attainment8", "Attainment 8 Boys": "ks4-attainment8:boys",
    "Attainment 8 Girls": "ks4-attainment8:girls", "Eng Maths Grade 5": "ks4-basics-strong",
    "Entering EBacc": "ks4-ebacc-entered", "EBacc Avg Score": "ks4-ebacc-score", "EBacc Grade 5": "ks4-ebacc-strong",
}  # fmt: skip
KS2_2019 = {"READPROG": "ks2-reading-progress", "WRITPROG": "ks2-writing-progress", "MATPROG": "ks2-maths-progress"}
KS4_2019 = {
    "P8MEA": "ks4-progress8", "ATT8SCR": "ks4-attainment8", "PTL2BASICS_95": "ks4-basics-strong",
    "PTEBACC_E_PTQ_EE": "ks4-ebacc-entered", "EBACCAPS": "ks4-ebacc-score",
}  # fmt: skip
SUBSET = {
    "ATT8SCR": "ks4-attainment8", "ATT8SCR_BOYS": "ks4-attainment8:boys", "P8MEA": "ks4-progress8",
    "P8MEA_FSM6CLA1A": "ks4-progress8:disadvantaged", "PTFSM6CLA1A": "ks4-disadvantaged", "PTPRIORLO": "ks4-prior-low",
    "PNUMEAL": "census-eal", "PNUMFSMEVER": "census-fsm6", "NORB": "census-pupils:boys", "PERCTOT": "absence-overall",
    "PPERSABS10": "absence-persistent",
}  # fmt: skip
INFORMATION = {
    "t_pupils": "ks4-pupils", "t_boys": "ks4-pupils:boys", "avg_ks2_scaledscore": "ks4-prior-score",
    "pt_prior_lo": "ks4-prior-low", "pt_prior_hi": "ks4-prior-high", "pt_disadvantaged": "ks4-disadvantaged",
    "pt_language_not_english": "ks4-eal", "pt_not_mobile": "ks4-settled", "pt_sen_with_ehcp": "ks4-ehc",
    "pt_sen_no_ehcp": "ks4-sen-support", "diffn_att8": "ks4-gap-attainment8", "diffn_p8mea": "ks4-gap-progress8",
}  # fmt: skip
ABSENCE = {"Abs_Tot_Est_{}_Pct": "absence-overall", "Abs_Persistent_Est_{}_Pct": "absence-persistent"}
KS2_2025 = {
    "RwmExpected_Tot_Cohort_Est_{}_Num": "ks2-rwm-expected", "RwmHigher_Tot_Cohort_Est_{}_Num": "ks2-rwm-higher",
    "ReadingScaledScore_Tot_Cohort_Est_{}_Num": "ks2-reading-score",
    "MathsScaledScore_Tot_Cohort_Est_{}_Num": "ks2-maths-score",
    "GpsExpected_Tot_Cohort_Est_{}_Num": "ks2-grammar-expected",
    "ScienceExpected_Tot_Cohort_Est_{}_Num": "ks2-science-expected",
}  # fmt: skip
BACK = {"Current": 0, "Previous": 1, "Previous2": 2}
BALANCES = {
    "number_schools": "la-schools-counted", "number_schools_with_deficit": "la-schools-deficit-count",
    "PC_schools_with_deficit": "la-schools-in-deficit", "average_revenue_balance": "la-balance-average",
    "revenue_balance_as_pc_total_income": "la-balance-share",
}  # fmt: skip


def of_schools(keys: dict[str, str], year: int, urn: str = "URN", first: int = 2) -> Callable[..., Iterator[Asked]]:
    def asked(rows: list[dict[str, Any]]) -> Iterator[Asked]:
        for at, row in enumerate(rows, start=first):
            for header, key in keys.items():
                years = BACK.items() if "{}" in header else [("", 0)]
                for word, back in years:
                    dataset = measures().dataset_of(key).key
                    yield Asked(int(row[urn]), dataset, key, year - back, row[header.format(word)], at)

    return asked


def of_balances(rows: list[dict[str, Any]]) -> Iterator[Asked]:
    for at, row in enumerate(rows, start=2):
        phase = row["school_phase"].lower().replace("all local authority maintained schools", "all")
        for header, key in BALANCES.items():
            year = 2000 + int(row["time_period"][-2:])
            yield Asked(Area("authority", "Birmingham", phase), "la-balances", key, year, row[header], at)


ITEMS = {
    "InfMort": ("infant-mortality", "all"), "AVG_Attain8_Score": ("ks4-attainment8", "all"),
    "DAP_KS4_ATT8": ("ks4-attainment8:disadvantaged", "all"), "PriTotAbs": ("absence-overall", "primary"),
    "TotPermEx": ("exclusions-permanent", "all"), "SEN_EHC_All_20wks": ("plans-in-time", "all"),
    "16-17_not known_NEET": ("neet", "all"), "Hosp_Adm_Alc_<18yrs": ("alcohol", "all"),
    "SENFinance": ("cost-sen", "all"), "ChildPov": ("child-poverty", "all"),
}  # fmt: skip


def of_indicators(rows: list[dict[str, Any]]) -> Iterator[Asked]:
    levels = {"England": "england", "West Midlands": "region"}
    for at, row in enumerate(rows, start=2):
        if row["Short Desc"] in ITEMS:
            key, sector = ITEMS[row["Short Desc"]]
            words = row["Years"].split(" ")[0]
            year = int(words) if len(words) == 4 else 2000 + int(words[-2:])
            place = Area(levels.get(row["LA and Regions"], "authority"), row["LA and Regions"], sector)
            yield Asked(place, "lait", key, year, row["Values"], at)


FILES = {
    "2016_ks2_key_measures_birmingham.csv": of_schools(KS2, 2016),
    "2017_ks2_key_measures_birmingham.csv": of_schools(KS2, 2017),
    "2018_ks2_key_measures_birmingham.csv": of_schools(KS2, 2018),
    "2017_ks4_key_measures_birmingham.csv": of_schools(KS4, 2017),
    "2018_ks4_key_measures_birmingham.csv": of_schools(KS4, 2018),
    "2016_ks4_key_measures_birmingham.csv": of_schools(
        {name: key for name, key in KS4.items() if name != "EBacc Grade 5"}
        | {"Eng Maths Grade 5": "ks4-basics-standard"},
        2016,
    ),
    "2019_ks2_key_measures_birmingham.csv": of_schools(KS2_2019, 2019),
    "2019_ks4_key_measures_birmingham.csv": of_schools(KS4_2019, 2019),
    "2022-23_birmingham_secondary_ks4_subset.csv": of_schools(SUBSET, 2023),
    "2023-24_ees_ks4_information_about_schools_birmingham.csv": of_schools(INFORMATION, 2024, "school_urn"),
    "2024-25_absence_school_sample.json.gz": of_schools(ABSENCE, 2025, "Id", first=1),
    "2025_ks2_school_sample.json.gz": of_schools(KS2_2025, 2025, "Id", first=1),
    "2015-24_la_maintained_revenue_balances_birmingham.csv": of_balances,
    "2025-26_lait_birmingham_neighbours_region_england.csv.gz": of_indicators,
}
ASKS = {"2024-25_absence_school_sample.json.gz", "2025-26_lait_birmingham_neighbours_region_england.csv.gz"}


@pytest.mark.parametrize("name", FILES)
def test_twenty_figures_drawn_at_random_are_those_of_the_file(loaded: Loading, shared_data: Path, name: str):
    path = shared_data / "performance" / name
    load = loaded(name, path.read_bytes(), as_at=DAY if name in ASKS else None)
    assert load.state == "done", load.says
    every = list(FILES[name](by_hand(path)))
    drawn = Random(name).sample(every, 20) + [one for one in every if one.cell in ("c", "z", "NE", "SUPP")][:3]
    different = {one: found for one in drawn if not agrees(one, found := figure(one), load.pk)}
    assert different == {}


def figure(asked: Asked) -> Any:
    if isinstance(asked.place, int):
        return queries.figures_of(asked.place, on=DAY, version=loads.head()).figure(asked.key, asked.year)
    found = queries.areas(asked.dataset, on=DAY, version=loads.head())
    return queries.figure_in(found[asked.place].rows[asked.dataset, asked.year], asked.key)


def agrees(asked: Asked, found: Any, load: int) -> bool:
    """The same number, from the same row; where the cell has none, none here."""
    cell = (asked.cell or "").rstrip("%")
    try:
        number = float(cell)
    except ValueError:
        return found.value is None
    return found.value == number and (found.load, found.row) == (load, asked.row)
