"""The published files themselves: every row is taken, or refused with a reason."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.schools.conftest import Loading

pytestmark = pytest.mark.django_db


def load(loaded: Loading, path: Path):  # type: ignore[no-untyped-def]
    return loaded(path.name, path.read_bytes())


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("gias/2021-05_gias_search_results_LA936.csv.gz", 590),
        ("gias/2015-04-07_edubase_freeschools_134cols.csv", 323),
        ("gias/2026-08_dfe_sap_establishment_birmingham79.csv", 79),
        ("gias/2025-04-22_gias_links_national.csv.gz", 33_801),
        ("gias/2022-03-31_gias_groups_national.csv.gz", 6_883),
        ("gias/2022-03-31_gias_group_links_national.csv.gz", 20_395),
        ("boundaries/birmingham_districts_constituencies_2010_10.geojson", 10),
        ("boundaries/birmingham_constituencies_2024_11.geojson", 11),
        ("boundaries/birmingham_solihull_constituencies_2024_12.geojson", 12),
        ("boundaries/uk_constituencies_2024_buc.geojson.gz", 650),
        ("boundaries/birmingham_wards_2018_69.geojson", 69),
        ("boundaries/birmingham_wards_pre2018_40.geojson", 40),
        ("boundaries/birmingham_la_outline.geojson", 1),
        ("boundaries/birmingham_postcodes_ward_constituency_DERIVED.csv.gz", 34_742),
    ],
)
def test_every_row_is_taken_and_every_column_known(loaded: Loading, shared_data: Path, name: str, rows: int) -> None:
    done = load(loaded, shared_data / name)
    assert (done.state, done.rows_read, done.rows_taken, done.counts["cells_set_aside"]) == ("done", rows, rows, 0)
    if name.startswith("gias"):
        assert done.unknown_columns == []
    assert done.counts.get("types not known", 0) == 0


@pytest.mark.parametrize(
    "name",
    [
        "gias/2018_birmingham_spine.csv",
        "gias/2026-03-07_birmingham_secondary_merged.csv",
        "boundaries/birmingham_constituencies_2010_10.topojson",
    ],
)
def test_a_file_that_is_none_of_these_is_refused_with_a_reason(loaded: Loading, shared_data: Path, name: str) -> None:
    refused = load(loaded, shared_data / name)
    assert refused.state == "refused"
    assert refused.says


def test_no_school_is_doubled_by_trusts_that_are_sponsors_too(loaded: Loading, shared_data: Path) -> None:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.membership import memberships
    from alongside.knowledge.schools.models import GroupMember

    load(loaded, shared_data / "gias/2022-03-31_gias_group_links_national.csv.gz")
    members = GroupMember.objects.at(head())
    both = set(members.filter(kind="School sponsor").values_list("urn", flat=True)) & set(
        members.filter(kind="Multi-academy trust").values_list("urn", flat=True)
    )
    kinds = Counter(
        tuple(sorted(one.kind for one in memberships(urn, on=date(2022, 4, 1), version=head())))
        for urn in sorted(both)[:300]
    )
    assert kinds[("Multi-academy trust",)] > 150


def test_the_city_stands_on_ofsteds_file_alone(loaded: Loading, shared_data: Path) -> None:
    """443 schools, 196 of them maintained, 27 of those nurseries; all but one in a district by their postcode."""
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.queries import profiles, schools_as_at

    load(loaded, shared_data / "boundaries/birmingham_districts_constituencies_2010_10.geojson")
    load(loaded, shared_data / "boundaries/birmingham_postcodes_ward_constituency_DERIVED.csv.gz")
    load(loaded, shared_data / "ofsted/2025-08-31_state_funded_schools_five_authorities.csv")
    city = profiles().in_authority("Birmingham").open().state_funded()
    assert (city.count(), city.maintained().count(), city.filter(type="nursery").count()) == (443, 196, 27)
    assert city.filter(district="").count() == 1
    assert len(set(city.values_list("district", flat=True)) - {""}) == 10
    then = schools_as_at(on=date(2025, 8, 31), version=head(), authority="Birmingham", state_funded=True)
    assert Counter(one.group for one in then if one.open_on_day) == {"maintained": 196, "academy": 247}
