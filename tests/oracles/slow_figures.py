"""A second reading of the performance tables: the csv of the standard library, and a list of columns written by hand.

It shares no line with the product. What a figure should be is found from the cell alone; which column a measure is in
was read from the publisher's dictionaries, not from our policy.
"""

from __future__ import annotations

import csv
from pathlib import Path

# file: year, which column is which measure
FILES = {
    "2016-2017_850_ks4final.csv": (
        2017,
        {
            "TPUP": "ks4-pupils", "ATT8SCR": "ks4-attainment8", "P8MEA": "ks4-progress8",
            "ATT8SCR_FSM6CLA1A": "ks4-attainment8:disadvantaged", "ATT8SCR_BOYS": "ks4-attainment8:boys",
            "P8MEA_GIRLS": "ks4-progress8:girls", "PTL2BASICS_95": "ks4-basics-strong",
            "PTL2BASICS_94": "ks4-basics-standard", "PTEBACC_E_PTQ_EE": "ks4-ebacc-entered",
            "KS2APS": "ks4-prior-score", "PTFSM6CLA1A": "ks4-disadvantaged", "P8MEAMAT": "ks4-progress8-maths",
        },
    ),
    "2017-2018_850_ks4final.csv": (
        2018,
        {"ATT8SCR": "ks4-attainment8", "P8MEA": "ks4-progress8", "EBACCAPS": "ks4-ebacc-score",
         "PTNMOB": "ks4-settled", "PTPRIORHI": "ks4-prior-high", "ATT8SCRENG": "ks4-attainment8-english"},
    ),
    "2016-850-ks2.csv": (
        2017,
        {"TELIG": "ks2-pupils", "PTRWM_EXP": "ks2-rwm-expected", "READPROG": "ks2-reading-progress",
         "PTRWM_EXP_FSM6CLA1A": "ks2-rwm-expected:disadvantaged", "MAT_AVERAGE": "ks2-maths-score",
         "PTGPS_HIGH": "ks2-grammar-higher", "TKS1AVERAGE": "ks2-prior-score"},
    ),
    "2018-850-ks2.csv": (
        2019,
        {"PTRWM_HIGH": "ks2-rwm-higher", "WRITPROG": "ks2-writing-progress", "PTWRITTA_EXP": "ks2-writing-expected",
         "PTSCITA_EXP": "ks2-science-expected", "PTEALGRP2": "ks2-eal",
         "PTRWM_EXP_3YR": "ks2-rwm-expected-three-years"},
    ),
    "2017_birmingham_ks5final.csv": (
        2017,
        {"TALLPUP_ALEV_1618": "ks5-alevel-students", "TALLPPE_ALEV_1618": "ks5-alevel-points",
         "TB3PTSE": "ks5-best3-points", "VA_INS_ALEV": "ks5-alevel-progress", "PROGEX_M": "ks5-maths-resit-progress",
         "PT_Retained_ALEV_Ret": "ks5-alevel-retained"},
    ),
    "2022-23_birmingham_ks4_pupil_destinations.csv": (
        2021,
        {"COHORT": "ks4-destinations-pupils", "OVERALL_DESTPER": "ks4-destinations-sustained",
         "APPRENPER_DIS": "ks4-destinations-apprenticeship:disadvantaged",
         "NOT_SUSTAINEDPER": "ks4-destinations-not-sustained", "UNKNOWNPER": "ks4-destinations-unknown"},
    ),
    "2022-23_birmingham_census.csv": (
        2023,
        {"NOR": "census-pupils", "PNUMFSMEVER": "census-fsm6", "PNUMEAL": "census-eal",
         "PSENELK": "census-sen-support"},
    ),
    "2018-19_birmingham_abs.csv": (2019, {"PERCTOT": "absence-overall", "PPERSABS10": "absence-persistent"}),
}  # fmt: skip

REASONS = {
    "SUPP": "suppressed",
    "NP": "not published",
    "NA": "not applicable",
    "NEW": "not applicable",
    "NE": "no entries",
    "LOWCOV": "too few to be reliable",
    "SP": "under half a per cent, not given exactly",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, restval=""))


def schools(path: Path) -> list[dict[str, str]]:
    return [row for row in rows(path) if row["URN"].strip().isdigit()]


def total(path: Path, record: str) -> dict[str, str]:
    return next(row for row in rows(path) if row["RECTYPE"] == record)


def said(cell: str) -> float | str | None:
    """A number, a reason in words, or None for a blank."""
    cell = cell.strip()
    if not cell:
        return None
    return REASONS[cell] if cell in REASONS else float(cell.rstrip("%"))
