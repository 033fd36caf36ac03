"""The register that follows each load: its lines, what changed, what a preview says, and how it is searched."""

from __future__ import annotations

from datetime import date

import pytest

from tests.schools.conftest import SCHOOL, Loading, gias, school, told

pytestmark = pytest.mark.django_db

ACADEMY = {
    "urn": 900009,
    "name": "Canal Academy",
    "type": "Academy Converter",
    "opened": "01/09/2025",
    "before": 900001,
}


def changes() -> list[tuple[str, str, str]]:
    from alongside.knowledge.opendata.models import Change

    return sorted(Change.objects.filter(urn=900001).values_list("field", "old", "new"))


def test_what_a_load_changes_is_kept_old_and_new(loaded: Loading) -> None:
    loaded("edubasealldata20260101.csv", gias(SCHOOL))
    assert changes() == []
    loaded(
        "edubasealldata20260201.csv",
        gias(school(name="Canal Academy", type="Academy converter", pupils=390, SchoolCapacity=450)),
    )
    assert changes() == [
        ("capacity", "420", "450"),
        ("name", "Canal Street Primary School", "Canal Academy"),
        ("pupils", "400", "390"),
        ("type", "Community school", "Academy converter"),
    ]


def test_capitals_alone_are_no_change_and_nor_is_what_another_source_adds(teller_format: None, loaded: Loading) -> None:
    loaded("told_20250831.csv", told({"urn": 900001, "name": "CANAL STREET PRIMARY SCHOOL", "pupils": 400}))
    loaded("edubasealldata20260101.csv", gias(SCHOOL))
    assert changes() == []


def test_a_line_is_written_only_where_it_differs(loaded: Loading) -> None:
    from alongside.knowledge.schools.models import Profile

    loaded("edubasealldata20260101.csv", gias(SCHOOL, school(urn=900002, number=2002)))
    loaded("edubasealldata20260201.csv", gias(SCHOOL, school(urn=900002, number=2002, pupils=1)))
    assert sorted(Profile.objects.values_list("urn", "since", "until")) == [
        (900001, 1, None), (900002, 1, 2), (900002, 2, None),
    ] or Profile.objects.count() == 3  # fmt: skip


def test_the_first_preview_counts_and_later_ones_name(teller_format: None, loaded: Loading) -> None:
    first = loaded("told_20250831.csv", told({"urn": 900001, "name": "Canal Street"}, {"urn": 900002, "name": "Lock"}))
    assert first.preview["schools.profile"] == {
        "title": "The register of schools",
        "says": ["The register begins with 2 schools, 2 of them open in Birmingham."],
        "open in Birmingham": {"Maintained": 2},
    }
    rows = (ACADEMY, {"urn": 900002, "name": "Lock Lane", "trust": "Water Trust"}, {"urn": 900003, "name": "New"})
    said = loaded("told_20260228.csv", told(*rows), check_only=True).preview["schools.profile"]
    assert (
        said["says"]
        == [
            "2 schools that are new.",
            "1 school that closed.",
            "1 school that became academies.",
            "1 school with another name.",
            "1 school with another trust.",
        ]
        or said["says"][2] == "1 school that became an academy."
    )
    assert said["schools that closed"][0]["name"] == "Canal Street"
    assert said["schools that became academies"][0]["why"] == "follows Canal Street"
    assert said["schools with another name"][0]["why"] == "until now Lock"
    assert said["schools with another trust"][0]["why"] == "no trust before, now Water Trust"


def test_long_lists_are_cut_and_say_so(loaded: Loading) -> None:
    loaded("edubasealldata20260101.csv", gias(SCHOOL))
    rows = [school(urn=900100 + n, number=2100 + n, name=f"School {n:02}", authority="Solihull") for n in range(60)]
    said = loaded("edubasealldata20260201.csv", gias(SCHOOL, *rows, school(urn=900002))).preview["schools.profile"]
    assert said["says"] == ["61 schools that are new."]
    assert len(said["schools that are new"]) == 41
    assert said["schools that are new"][0]["authority"] == "Birmingham"
    assert said["schools that are new"][-1] == {"name": "and 21 more"}


def test_schools_are_counted_by_phase_and_type_in_the_order_of_phases(loaded: Loading) -> None:
    from alongside.knowledge.schools.queries import authorities, counts, profiles

    loaded(
        "edubasealldata20260101.csv",
        gias(
            SCHOOL,
            school(urn=900002, number=2002, type="Academy converter"),
            school(urn=900003, number=1001, type="Local authority nursery school", phase="Nursery"),
            school(urn=900004, number=6001, type="Other independent school", phase="Not applicable"),
            school(
                urn=900005, number=7001, type="Community special school", phase="Not applicable", authority="Dudley"
            ),
        ),
    )
    found = counts(profiles().state_funded().open())
    assert [(one.phase, one.total) for one in found] == [("nursery", 1), ("primary", 2), ("special", 1)]
    assert found[1].groups == {"maintained": 1, "academy": 1}
    assert profiles().in_authority("Birmingham").maintained().count() == 2
    assert authorities(profiles()) == ["Birmingham", "Dudley"]


def test_the_register_holds_every_school_of_ours_and_the_open_state_funded_ones_of_others(loaded: Loading) -> None:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.models import Profile, Record
    from alongside.knowledge.schools.queries import school_as_at

    closed = {"status": "Closed", "closed": "31-08-2020"}
    independent = {"type": "Other independent school", "phase": "Not applicable"}
    rows = [
        school(urn=900001, number=2001), school(urn=900002, number=2002, **closed),
        school(urn=900003, number=2003, **independent), school(urn=900004, number=2004, authority="Dudley"),
        school(urn=900005, number=2005, authority="Dudley", **closed),
        school(urn=900006, number=2006, authority="Dudley", **independent),
    ]  # fmt: skip
    loaded("edubasealldata20260101.csv", gias(*rows))
    assert sorted(Profile.objects.current().values_list("urn", flat=True)) == [900001, 900002, 900003, 900004]
    assert Record.objects.count() == 6
    known = school_as_at(900005, on=date(2019, 1, 1), version=head())
    assert known
    assert known.facts.open_on_day is True
    rows[3] |= {"EstablishmentStatus (name)": "Closed", "CloseDate": "31-12-2025"}
    later = loaded("edubasealldata20260201.csv", gias(*rows))
    assert later.preview["schools.profile"]["says"] == ["1 school that closed."]
    assert later.counts["fields"]["status"] == 1
    assert not Profile.objects.current().filter(urn=900004).exists()


@pytest.fixture
def city(loaded: Loading) -> None:
    names = ["St Mary's Church of England Primary School", "St Mary's Catholic Primary School",
             "Marybone Junior School", "Saint Maryam School", "Old St Mary's", "The Oaks Infant and Nursery School",
             "King Edward's Lock School", "Lock & Wharf Academy"]  # fmt: skip
    rows = [
        school(urn=900001 + n, number=2001 + n, name=name, postcode=f"B{33 + n} 8QB") for n, name in enumerate(names)
    ]
    rows[4] |= {"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2020"}
    rows[7] |= {"LA (name)": "Solihull"}
    loaded(
        "edubasealldata20260101.csv",
        gias(*rows, school(urn=900020, type="Other independent school", name="St Mary's Hall")),
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("saint marys c of e", [900001]),
        ("st mary RC", [900002]),
        ("st mary", [900004, 900001, 900002, 900005]),
        ("mary st", [900004, 900001, 900002, 900005]),
        ("jnr", [900003]),
        ("oaks infants", [900006]),
        ("king edwards", [900007]),
        ("lock and wharf", [900008]),
        ("b33 8qb", [900001]),
        ("B338QB", [900001]),
        ("B35", [900003]),
        ("900003", [900003]),
        ("330/2003", [900003]),
        ("3302003", [900003]),
        ("marybonne", [900003]),
        ("oask", [900006]),
        ("nothing like it", []),
        ("", []),
        ("'; drop table", []),
    ],
)
def test_schools_are_found_as_people_write_them(city: None, typed: str, found: list[int]) -> None:
    from alongside.knowledge.schools import search

    assert sorted(search.find(typed)) == sorted(found)


def test_the_best_comes_first_and_closed_schools_last(city: None) -> None:
    from alongside.knowledge.schools import search

    assert search.find("st mary")[-1] == 900005
    assert search.find("marys")[0] in (900001, 900002)
    assert search.find("lock", authority="Birmingham") == [900007]


def test_a_load_is_found_by_the_next_search(city: None, loaded: Loading) -> None:
    from alongside.knowledge.schools import search

    assert search.find("aqueduct") == []
    loaded("edubasealldata20260201.csv", gias(school(name="Aqueduct School")))
    assert search.find("aqueduct") == [900001]
