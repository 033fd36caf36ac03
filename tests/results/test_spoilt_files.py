"""Five hundred spoilt files of figures: each loads with a clean report, or stops with a clear sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import connection

from alongside.knowledge.opendata import actions, registry
from tests.opendata.conftest import visible
from tests.opendata.harm import faults_of
from tests.opendata.mutator import mutants
from tests.results.conftest import absence, census, destinations, ks2, ks4
from tests.schools.conftest import gias, school, table

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
URNS = range(910001, 910013)


def rows(**said: Any) -> list[Mapping[str, Any]]:
    """A row for each school; a list gives each school another value in turn."""
    return [
        {"URN": urn}
        | {name: value[n % len(value)] if isinstance(value, list) else value for name, value in said.items()}
        for n, urn in enumerate(URNS)
    ]


def renamed(name: str, made: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name if key == "URN" else key: value for key, value in row.items()} for row in made]


SCORES = [46.3, 41.2, "SUPP", "NE", -0.25, 50]
SHARES = ["63%", "71.2%", "SUPP", "", "LOWCOV", "100%"]
LAIT_AREAS = (("Birmingham", 330), ("England", 970), ("West Midlands", 984), ("Nottingham", 892), ("Leeds", 383))
LAIT_ITEMS = ("InfMort", "AVG_Attain8_Score", "PriTotAbs", "ChildPov", "No such thing")
LEVELS = ("Local authority", "National", "Regional")
LONG = {"time_period": "202324", "time_identifier": "Academic year", "old_la_code": 330, "region_name": "West Midlands"}

FILES: Mapping[str, tuple[str, int]] = {
    "2018-2019_england_ks4final.csv": (
        ks4(*rows(ATT8SCR=SCORES, PTL2BASICS_95=SHARES), {"RECTYPE": 4, "ATT8SCR": 45.1}, {"RECTYPE": 7, "LEA": ""}),
        60,
    ),
    "2018-2019_england_ks2final.csv": (ks2(*rows(READPROG=SCORES, PTRWM_EXP=SHARES), {"RECTYPE": 3}), 45),
    "2018-2019_england_census.csv": (census(*rows(NOR=[400, 212], PNUMEAL=SHARES), {"URN": "NAT", "LA": "NAT"}), 35),
    "2018-2019_england_abs.csv": (absence(*rows(PERCTOT=[6.1, 4.4, "SUPP", 9]), {"LA": "NAT", "ESTAB": "PRI"}), 35),
    "2018-2019_england_ks4-pupdest.csv": (destinations(*rows(EDUCATIONPER=SHARES), {"RECTYPE": "LA"}), 35),
    "2018_ks2_key_measures.csv": (
        table(rows(**{"KS2 Pupils": [60, 31], "Reading Progress": SCORES, "Writing Score": [106, ""],
                      "Overall Meet Std": SHARES, "Academic Year": 2018, "LAESTAB": 3302001})),
        30,
    ),
    "2016_ks4_key_measures.csv": (
        table(rows(**{"KS4 Pupils": [186, 1], "Progress 8": SCORES, "Attainment 8": SCORES, "Eng Maths Grade 5": SHARES,
                      "Academic Year": 2016})),
        30,
    ),
    "2019_ks4_beside_ofsted.csv": (
        table(rows(RECTYPE=1, P8MEA=SCORES, ATT8SCR=SCORES, OFSTEDRATING="Good", INSPECTIONDT="20170516")), 20
    ),
    "2022-23_subset.csv": (
        table(rows(LEA=330, TOTPUPS=900, ATT8SCR=[41.8, "NA"], P8MEA=SCORES, PNUMEAL=[26.2], PERCTOT=[12.2, ""],
                   MINORGROUP="Academy")),
        30,
    ),
    "2018_finance.csv": (
        table(rows(**{"Income": [2_000_000, 0], "Expenditure": 1_900_000, "Balance": [100_000, ""],
                      "Academic Year": 2018})),
        30,
    ),
    "202324_information_about_schools.csv": (
        table(renamed("school_urn", rows(**LONG, geographic_level="School", t_allks_pupils=900, t_pupils=[180, "c"],
                                         avg_ks2_scaledscore=[101.6, "z"], p8_banding="Average"))),
        30,
    ),
    "2023-24_balances.csv": (
        table([LONG | {"geographic_level": level, "la_name": "Birmingham", "school_phase": phase, "number_schools": 20,
                       "revenue_balance_as_pc_total_income": -2.1,
                       "PC_schools_with_deficit": [12.5, "x"][len(phase) % 2]}
               for level in LEVELS for phase in ("Nursery", "Primary", "Secondary")]),
        30,
    ),
    "absence_2025-08-10.csv": (
        table([LONG | {"time_period": 2025, "time_identifier": f"Week {week}", "geographic_level": "Local authority",
                       "la_name": "Birmingham", "education_phase": "Primary", "persistent_absence_percent": 17.5}
               for week in (8, 20, 30, 38)]),
        20,
    ),
    "lait_2026-04-08.csv": (
        table([{"Short Desc": item, "Data item": "", "Years": years, "LA and Regions": name, "Values": value,
                "LA Number": number, "Region": "NA"}
               for item in LAIT_ITEMS for name, number in LAIT_AREAS
               for years, value in (("2023", 8.8), ("2014-16", "-"), ("2024-25 (OT)", "4.67E-2"))]),
        45,
    ),
    "2024-25_absence_list.json": (
        json.dumps(renamed("Id", rows(LAId="330", Abs_Tot_Est_Current_Pct=["6.06903", None, "c"],
                                      Abs_Tot_Est_Previous2_Pct=7, Abs_Persistent_Est_Current_Pct="18.6"))),
        50,
    ),
}  # fmt: skip


def test_there_are_five_hundred_of_them_and_every_one_is_of_another_format():
    assert sum(count for _, count in FILES.values()) >= 500
    assert len(FILES) >= 15


@pytest.mark.parametrize("name", FILES)
def test_a_spoilt_file_of_figures_does_no_harm(name: str):
    content, count = FILES[name]
    register = gias(*(school(urn=urn, number=4000 + urn % 100) for urn in URNS))
    before_it = {"edubasealldata20260301.csv": register, "2017-2018_england_ks4final.csv": ks4(*rows(ATT8SCR=SCORES))}
    for known, text in {**before_it, name: content}.items():
        file = actions.keep(stream=BytesIO(text.encode()), name=known, by=None, at=AT)
        load = actions.load(file=file, by=None, at=AT)
        assert load.state == "done", load.says
    assert load.family.startswith("results-")
    assert load.format in {form.key for form in registry.formats()}
    before = visible()
    # What a file may be is no matter of the database; a part is enough to see what PostgreSQL refuses.
    count = count if connection.vendor == "sqlite" else count // 4
    harm = {
        what: faults
        for at, (what, spoilt) in enumerate(mutants(content.encode(), count=count))
        if (faults := faults_of(name, spoilt, at=AT, before=before, seen=visible, let_through=at % 2 == 0))
    }
    assert harm == {}
