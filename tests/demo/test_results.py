"""The tables of results: as they are published, with what is held back and what was cancelled, and one story told."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

import pytest

from alongside.knowledge.results.formats.tables import TABLES as FORMATS
from alongside.knowledge.results.formats.wide import keys_of
from alongside.knowledge.results.measures import Measure, measures
from demo.deliveries import Posted, write_files
from demo.files import performance
from demo.files.areas import told_of_areas
from demo.inspections import Kind
from demo.outcomes import cells
from demo.outcomes.city import TABLES, Country, Outcomes, Told
from demo.outcomes.intake import intake_of
from demo.world import World

ROOT = Path(__file__).resolve().parents[2]
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def outcomes(city: World) -> Outcomes:
    return Outcomes(city)


@pytest.fixture(scope="module")
def tables(posted: list[Posted]) -> dict[str, Rows]:
    """The rows of every table of results of a small city, by the name of its file."""
    return {
        post.path.name: _read(post.path) for post in posted if post.path.name[:4].isdigit() and "999" in post.path.name
    }


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


REAL = {  # a published file, and the table and year whose headers it shows
    "2016-850-ks2.csv": ("ks2", 2017),
    "2017-850-ks2.csv": ("ks2", 2018),
    "2018-850-ks2.csv": ("ks2", 2019),
    "2016-2017_850_ks4final.csv": ("ks4", 2017),
    "2017-2018_850_ks4final.csv": ("ks4", 2018),
    "2016_birmingham_ks5final.csv": ("ks5", 2016),
    "2017_birmingham_ks5final.csv": ("ks5", 2017),
    "2018-19_birmingham_census.csv": ("census", 2019),
    "2022-23_birmingham_census.csv": ("census", 2023),
    "2018-19_birmingham_abs.csv": ("presence", 2019),
    "2018-19_birmingham_ks4_pupil_destinations.csv": ("leavers", 2019),
    "2022-23_birmingham_ks4_pupil_destinations.csv": ("leavers", 2023),
}


@pytest.mark.parametrize("name", REAL)
def test_headers_are_those_that_are_published(name: str, shared_data: Path) -> None:
    with (shared_data / "performance" / name).open(encoding="utf-8-sig", newline="") as file:
        published = [header.strip() for header in next(csv.reader(file))]
    assert list(performance.headers(*REAL[name])) == published


def test_tables_of_cancelled_years_do_not_exist(tables: dict[str, Rows]) -> None:
    policy = measures()
    for key, dataset in (("ks2final", "ks2"), ("ks4final", "ks4"), ("ks5final", "ks5"), ("abs", "absence")):
        years = {int(name[5:9]) for name in tables if name.endswith(f"_{key}.csv")}
        assert not years & set(policy.dataset_by_key[dataset].not_held)
        assert years >= {2016, 2017, 2018, 2019, 2023, 2024, 2025}
    assert not [name for name in tables if name.startswith(("2019-2020", "2020-2021")) and "final" in name]


def test_a_progress_that_nobody_published_is_in_no_table(tables: dict[str, Rows]) -> None:
    for row in tables["2024-2025_999_ks4final.csv"]:
        assert row["P8MEA"] in ("NP", "SUPP", "")
    for row in tables["2023-2024_999_ks2final.csv"]:
        assert row["READPROG"] in ("NP", "SUPP", "")


def test_what_speaks_of_a_few_is_held_back(tables: dict[str, Rows]) -> None:
    found = {
        word: [name for name, rows in tables.items() if any(word in row.values() for row in rows)]
        for word in ("SUPP", "NE", "NP", "NA")
    }
    assert all(found.values()), found
    for row in tables["2018-2019_999_ks2final.csv"]:
        few = row["URN"] and 0 < int(row["TFSM6CLA1A"].replace("SUPP", "1")) < 6
        if few:
            assert row["PTRWM_EXP_FSM6CLA1A"] == "SUPP"
            assert row["PTRWM_EXP_NotFSM6CLA1A"] in ("SUPP", "NA")  # from which it could be worked out


def test_low_coverage_is_said(city: World, outcomes: Outcomes) -> None:
    said = {
        cell for year in (2017, 2018, 2019, 2023) for told in outcomes.of("ks2", year) for cell in told.cells.values()
    }
    assert "SUPP" in said
    raw = dict(outcomes.of("ks2", 2019)[60].raw) | {"READCOV": 0.3}
    from demo.outcomes import ks2

    assert ks2.told(raw, 2019)["READPROG"] == "LOWCOV"


def test_an_authoritys_row_adds_up_its_schools(tables: dict[str, Rows]) -> None:
    for name, record, count, figure in (
        ("2018-2019_999_ks2final.csv", "3", "TELIG", "PTRWM_EXP"),
        ("2022-2023_999_ks4final.csv", "4", "TPUP", "ATT8SCR"),
    ):
        rows = tables[name]
        here = next(row for row in rows if row["RECTYPE"] == record)
        schools = [row for row in rows if row["URN"] and row["NFTYPE"] not in ("IND", "INDSPEC")]
        assert int(here[count]) == sum(int(row[count]) for row in schools)
        known = [(int(row[count]), _number(row[figure])) for row in schools if row[figure][0].isdigit()]
        mean = sum(pupils * value for pupils, value in known) / sum(pupils for pupils, _ in known)
        assert _number(here[figure]) == pytest.approx(mean, abs=1.0)


def _number(text: str) -> float:
    return float(text.rstrip("%"))


def test_groups_make_up_the_whole(outcomes: Outcomes) -> None:
    for told in outcomes.of("ks2", 2019):
        raw = told.raw
        assert raw["TFSM6CLA1A"] + raw["TNotFSM6CLA1A"] == raw["TELIG"] == raw["BELIG"] + raw["GELIG"]
        both = raw["PTRWM_EXP_FSM6CLA1A"] * raw["TFSM6CLA1A"] + raw["PTRWM_EXP_NotFSM6CLA1A"] * raw["TNotFSM6CLA1A"]
        assert both / raw["TELIG"] == pytest.approx(raw["PTRWM_EXP"])
    for told in outcomes.of("ks4", 2023):
        raw = told.raw
        assert raw["TPRIORLO"] + raw["TPRIORAV"] + raw["TPRIORHI"] == raw["TPUP"]


PUBLISHED = {  # datasets that the demo has, and what their files are called
    "ks2": "ks2final",
    "ks4": "ks4final",
    "ks5": "ks5final",
    "ks4-destinations": "ks4-pupdest",
    "absence": "abs",
    "census": "census",
    "workforce": "swf",
}
# What no table of the demo carries, or only tables of other years.
_LEFT_OUT = ("three-years", "resit", "technical", "-ehc", "-sen-support")


@pytest.mark.parametrize("form", [form for form in FORMATS if form.dataset in PUBLISHED], ids=lambda f: f.key)
def test_every_measure_that_a_table_has_a_column_for_has_figures(form: object, tables: dict[str, Rows]) -> None:
    name = PUBLISHED[form.dataset]  # type: ignore[attr-defined]
    rows = [row for year in ("2018-2019", "2022-2023") for row in tables[f"{year}_999_{name}.csv"]]
    empty = [key for measure in measures().of(form.dataset) for key in _empty(measure, rows)]  # type: ignore[attr-defined]
    assert not [key for key in empty if not any(part in key for part in _LEFT_OUT)]


def _empty(measure: Measure, rows: Rows) -> Iterator[str]:
    for key, headers in keys_of(measure).items():
        wanted = {header.casefold() for header in headers}
        here = [cell for row in rows for header, cell in row.items() if header.casefold() in wanted]
        if here and not any(cell.lstrip("-")[:1].isdigit() for cell in here):
            yield key


def test_districts_differ_and_schools_stay_what_they_are(city: World) -> None:
    primaries = [s for s in city.schools if s.life.stage.key == "primary" and s.closed is None and s.opened.year < 2015]
    by_district: dict[int, list[float]] = {}
    for school in primaries:
        first, last = intake_of(city, school, 2016), intake_of(city, school, 2025)
        assert abs(last.language - first.language) < 0.3
        by_district.setdefault(school.ground.district, []).append(last.disadvantaged)
    poorest, richest = max(map(fmean, by_district.values())), min(map(fmean, by_district.values()))
    assert poorest - richest > 0.2


def test_poor_schools_and_schools_in_trouble_do_worse_and_support_helps(city: World, outcomes: Outcomes) -> None:
    told = outcomes.of("ks2", 2019)
    by_need = sorted(told, key=lambda one: one.raw["PTFSM6CLA1A"])
    assert _expected(by_need[:80]) - _expected(by_need[-80:]) > 0.08
    poor = [
        (visit.started.year, life)
        for life, visits in city.inspections.items()
        for visit in visits
        if visit.kind is Kind.GRADED and visit.overall in (3, 4) and 2017 <= visit.started.year <= 2019
    ]
    falling, risen = [], []
    for year, key in poor:
        life = city.by_life[key][0].life
        falling.append(outcomes.fortune(city.by_life[key][0], year))
        risen.append(outcomes.fortune(city.by_life[key][0], year + 4))
        assert life.key == key
    assert fmean(risen) - fmean(falling) > 0.6


def _expected(told: list[Told]) -> float:
    return fmean(one.raw["PTRWM_EXP"] for one in told)


def test_a_small_cohort_moves_more_from_year_to_year(outcomes: Outcomes) -> None:
    moves: dict[bool, list[float]] = {True: [], False: []}
    before = {told.school.urn: told.raw for told in outcomes.of("ks2", 2018)}
    for told in outcomes.of("ks2", 2019):
        if told.school.urn in before and told.school.life.stage.key != "special":
            small = told.raw["TELIG"] < 40
            moves[small].append(abs(told.raw["PTRWM_EXP"] - before[told.school.urn]["PTRWM_EXP"]))
    assert fmean(moves[True]) > fmean(moves[False])


def test_the_country_is_calm_and_of_the_size_that_policies_expect() -> None:
    raw = Country().of("ks2", 2019)
    assert raw["PTRWM_EXP"] == pytest.approx(0.65, abs=0.02)
    assert abs(Country().of("ks4", 2019)["P8MEA"]) < 0.1
    assert cells.totals([raw], TABLES["ks2"].columns)["TELIG"] == 610_000


def test_everything_told_of_areas_is_a_measure() -> None:
    assert told_of_areas().keys() <= measures().by_key.keys()


@pytest.mark.parametrize("size", [60, 120])
def test_a_city_of_another_size_can_be_published(size: int, tmp_path: Path) -> None:
    written = write_files(tmp_path, size)
    assert len(written) > 80
    for post in written:
        assert post.path.stat().st_size > 60


def test_the_citys_own_policies_can_be_read() -> None:
    from alongside.face.reporting.policies import Contracts
    from alongside.floor.kernel import policy
    from alongside.knowledge.results.neighbours import Neighbours
    from alongside.knowledge.schools.districts import Districts

    shapes: dict[str, type[policy.Policy]] = {"contracts": Contracts, "neighbours": Neighbours, "districts": Districts}
    for name, shape in shapes.items():
        assert policy.loaded(ROOT / "demo" / "policies" / f"{name}.yaml", shape).agreed_by.startswith("Invented")
