"""Performance tables made on the spot in the shapes that are published, and a small city with some years of them.

Every school in them is invented. For other packages' tests: `from tests.results.conftest import …` what you need, and
name the fixtures in `__all__`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.schools.conftest import Loading, gias, loaded, school, table

if TYPE_CHECKING:
    from alongside.knowledge.opendata.models import Load

__all__ = ["Loading", "loaded"]

CODE = 330
Row = Mapping[str, Any]


def ks4(*rows: Row, **columns: Any) -> str:
    """A table of key stage 4. Each row gives what it has; `columns` are for all rows. One without URN is a total."""
    plain = {"RECTYPE": 1, "LEA": CODE, "ESTAB": "4000", "URN": "", "SCHNAME": "A school", "TPUP": 100, "ATT8SCR": 46.5,
             "P8MEA": 0.1, "P8CILOW": -0.1, "P8CIUPP": 0.3, "PTL2BASICS_95": "43%"}  # fmt: skip
    return table(_filled(plain, rows, columns))


def ks2(*rows: Row, **columns: Any) -> str:
    """A table of key stage 2."""
    plain = {"RECTYPE": 1, "LEA": CODE, "ESTAB": "2000", "URN": "", "SCHNAME": "A school", "TELIG": 60,
             "PTRWM_EXP": "65%", "READPROG": 0.4, "READPROG_LOWER": -1.2, "READPROG_UPPER": 2.0}  # fmt: skip
    return table(_filled(plain, rows, columns))


def destinations(*rows: Row, **columns: Any) -> str:
    """A table of destinations after key stage 4."""
    plain = {"RECTYPE": 1, "LEA": CODE, "ESTAB": "4000", "URN": "", "ICLOSE": 0, "SCHNAME": "A school", "NFTYPE": "CY",
             "COHORT": 100, "OVERALL_DEST": 94, "OVERALL_DESTPER": "94%", "EDUCATIONPER": "88%"}  # fmt: skip
    return table(_filled(plain, rows, columns))


def census(*rows: Row, **columns: Any) -> str:
    """A table of the January census."""
    plain = {"URN": "", "LA": CODE, "Estab": "2000", "SCHOOLTYPE": "State-funded primary", "NOR": 400,
             "PSENELSE": "2.1%", "PSENELK": "14.0%", "PNUMEAL": "40.5%", "PNUMFSMEVER": "38.2%"}  # fmt: skip
    return table(_filled(plain, rows, columns))


def absence(*rows: Row, **columns: Any) -> str:
    """A table of absence."""
    plain = {"LA": CODE, "ESTAB": "2000", "URN": "", "PERCTOT": 6.1, "PPERSABS10": 18.4}
    return table(_filled(plain, rows, columns))


def _filled(plain: Row, rows: tuple[Row, ...], columns: Row) -> list[dict[str, Any]]:
    extra = dict.fromkeys(name for row in (columns, *rows) for name in row)
    return [{**dict.fromkeys(extra, ""), **plain, **columns, **row} for row in rows]


SECONDARIES = range(910001, 910005)
PRIMARIES = range(910101, 910107)


@dataclass(frozen=True)
class City:
    """What was loaded: secondary schools with key stage 4 and destinations, primary schools with key stage 2, and all
    of them with census and absence. One secondary school's progress is held back in 2019.
    """

    loads: Mapping[str, Load]
    secondaries: range = SECONDARIES
    primaries: range = PRIMARIES
    code: int = CODE


@pytest.fixture
def city_with_results(loaded: Loading) -> City:
    """A small made city with results of 2017/18 and 2018/19, loaded through the loaders."""
    schools = [
        *(school(urn=urn, name=f"Bridge School {urn % 100}", number=4000 + urn % 100, phase="Secondary")
          for urn in SECONDARIES),
        *(school(urn=urn, name=f"Lock Primary School {urn % 100}", number=2000 + urn % 100) for urn in PRIMARIES),
    ]  # fmt: skip
    files = {"edubasealldata20260301.csv": gias(*schools)}
    for ends in (2018, 2019):
        year, more = f"{ends - 1}-{ends}", ends - 2018
        files[f"{year}_england_ks4final.csv"] = ks4(
            *({"URN": urn, "ATT8SCR": 40 + 2 * n + more, "TPUP": 90 + 10 * n, "ATT8SCR_FSM6CLA1A": 36 + 2 * n,
               "TFSM6CLA1A": 30, "P8MEA": "SUPP" if (n, ends) == (0, 2019) else round(0.2 * n - 0.3, 2)}
              for n, urn in enumerate(SECONDARIES)),
            {"RECTYPE": 4, "TPUP": 420, "ATT8SCR": 43.2 + more, "SCHNAME": ""},
            {"RECTYPE": 7, "LEA": "", "TPUP": 520_000, "ATT8SCR": 46.6, "SCHNAME": ""},
        )  # fmt: skip
        files[f"{year}_england_ks2final.csv"] = ks2(
            *({"URN": urn, "TELIG": 30 + 5 * n, "PTRWM_EXP": f"{55 + 4 * n + more}%"}
              for n, urn in enumerate(PRIMARIES)),
            {"RECTYPE": 3, "TELIG": 255, "PTRWM_EXP": f"{66 + more}%", "SCHNAME": "Birmingham"},
            {"RECTYPE": 5, "LEA": "", "TELIG": 600_000, "PTRWM_EXP": "64%", "SCHNAME": ""},
        )  # fmt: skip
        both = [*SECONDARIES, *PRIMARIES]
        files[f"{year}_england_census.csv"] = census(
            *({"URN": urn, "NOR": 300 + 20 * n, "PNUMFSMEVER": f"{20 + 3 * n}%"} for n, urn in enumerate(both))
        )
        files[f"{year}_england_abs.csv"] = absence(
            *({"URN": urn, "PERCTOT": round(4.5 + 0.2 * n + more, 1)} for n, urn in enumerate(both)),
            {"LA": "NAT", "ESTAB": "PRI", "PERCTOT": 4.2 + more},
        )
        files[f"{year}_england_ks4-pupdest.csv"] = destinations(
            *({"URN": urn, "COHORT": 90 + 10 * n, "OVERALL_DESTPER": f"{90 + n}%"}
              for n, urn in enumerate(SECONDARIES)),
            {"RECTYPE": "LA", "COHORT": 420, "OVERALL_DESTPER": "92%", "SCHNAME": ""},
        )  # fmt: skip
    return City({name: loaded(name, text) for name, text in files.items()})
