from __future__ import annotations

from datetime import date

import pytest

from tests.schools.conftest import Loading, gias, school, table

pytestmark = pytest.mark.django_db

YEARS = date(2026, 6, 1)


def links(*rows: tuple[int, int, str, str]) -> str:
    return table(
        [
            {"URN": urn, "LinkURN": other, "LinkName": f"School {other}", "LinkType": kind, "LinkEstablishedDate": day}
            for urn, other, kind, day in rows
        ]
    )


def relations(urn: int, on: date = YEARS, **more: object):  # type: ignore[no-untyped-def]
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.lineage import relations

    found = relations(urn, on=on, version=head(), **more)  # type: ignore[arg-type]
    return [[one.urn for one in some] for some in (found.predecessors, found.successors, found.others)]


def test_a_link_told_from_one_side_counts_for_both(loaded: Loading) -> None:
    loaded("links_edubasealldata20260101.csv", links((900001, 900002, "Predecessor", "01-09-2015")))
    assert relations(900001) == [[900002], [], []]
    assert relations(900002) == [[], [900001], []]


def test_a_link_told_from_both_sides_counts_once(loaded: Loading) -> None:
    loaded(
        "links_edubasealldata20260101.csv",
        links((900001, 900002, "Predecessor", ""), (900002, 900001, "Successor", "01-09-2015")),
    )
    assert relations(900001) == [[900002], [], []]


def test_a_successor_is_not_known_before_its_day(loaded: Loading) -> None:
    loaded("links_edubasealldata20260101.csv", links((900002, 900001, "Successor - merged", "01-09-2015")))
    assert relations(900002, date(2015, 8, 31)) == [[], [], []]
    assert relations(900002, date(2015, 9, 1)) == [[], [900001], []]


def test_a_successor_without_a_date_counts_from_the_day_it_opened_or_the_school_closed(loaded: Loading) -> None:
    loaded("edubasealldata20260101.csv", gias(school(urn=900001, opened="01-09-2015")))
    loaded(
        "links_edubasealldata20260101.csv", links((900002, 900001, "Successor", ""), (900003, 900009, "Successor", ""))
    )
    assert relations(900002, date(2015, 8, 31)) == [[], [], []]
    assert relations(900002, date(2015, 9, 1)) == [[], [900001], []]
    assert relations(900003, date(2015, 1, 1), closed=date(2015, 8, 31)) == [[], [], []]
    assert relations(900003, date(2015, 9, 1), closed=date(2015, 8, 31)) == [[], [900009], []]


def test_of_an_amalgamation_the_school_that_closed_came_first(loaded: Loading) -> None:
    loaded(
        "edubasealldata20260101.csv",
        gias(school(urn=900001), school(urn=900002, status="Closed", closed="31-08-2015")),
    )
    both = [(900001, 900002, "Result of Amalgamation", ""), (900002, 900001, "Result of Amalgamation", "")]
    loaded("links_edubasealldata20260101.csv", links(*both, (900001, 900005, "Sixth Form Centre Link", "")))
    assert relations(900001) == [[900002], [], [900005]]
    assert relations(900002, closed=date(2015, 8, 31)) == [[], [900001], []]


def test_all_who_came_before_are_found_also_in_a_circle(loaded: Loading) -> None:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.lineage import ancestry, predecessors_of

    loaded(
        "links_edubasealldata20260101.csv",
        links(
            (900001, 900002, "Predecessor", ""), (900002, 900003, "Predecessor", ""),
            (900004, 900002, "Successor - Split School", ""), (900003, 900001, "Predecessor", ""),
        ),
    )  # fmt: skip
    assert ancestry(900001, version=head()) == [900002, 900004, 900003] or ancestry(900001, version=head()) == [
        900002, 900003, 900004,
    ]  # fmt: skip
    assert predecessors_of([900002], version=head())[900002] == [900003, 900004]
    assert set(predecessors_of(version=head())) == {900001, 900002, 900003}


def test_a_link_that_is_gone_ends_and_an_older_file_changes_nothing(loaded: Loading) -> None:
    one, two = (900001, 900002, "Predecessor", ""), (900001, 900003, "Predecessor", "")
    loaded("links_edubasealldata20260101.csv", links(one, two, (900007, 900008, "Predecessor", "")))
    loaded("links_edubasealldata20260201.csv", links(one))
    assert relations(900001)[0] == [900002]
    assert relations(900007)[0] == [900008]  # the newer file does not speak of that school
    loaded("links_edubasealldata20250101.csv", links(two))
    assert relations(900001)[0] == [900002]


def test_a_row_that_links_nothing_is_left_out(loaded: Loading) -> None:
    load = loaded(
        "links_edubasealldata20260101.csv", links((900001, 900001, "Predecessor", ""), (900001, 900002, "", ""))
    )
    assert load.state == "refused" or load.rows_refused == 2


MEMBER = {
    "": 0, "URN": 900001, "Group UID": 5001, "Group ID": "TR05001", "Group Name": "WATER MULTI ACADEMY TRUST",
    "Companies House Number": "01234567", "Group Type": "Multi-academy trust", "Closed Date": "",
    "Open date": "2015-09-01", "Group Status": "Open", "Joined date": "2015-09-01", "LA (code)": 330,
}  # fmt: skip


def members(*rows: dict[str, object]) -> str:
    return table([MEMBER | row for row in rows])


def groups_of(urn: int, on: date) -> list[tuple[str, str]]:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.membership import memberships

    return [(one.name, one.kind) for one in memberships(urn, on=on, version=head())]


def test_a_trust_that_is_also_its_schools_sponsor_is_told_once(loaded: Loading) -> None:
    sponsor = {"Group Type": "School sponsor", "Group UID": 6001}
    loaded(
        "alllinksdata20220331.csv",
        members(
            {}, sponsor | {"Group Name": "Water (WMAT)"}, sponsor | {"Group UID": 6002, "Group Name": "Canal College"}
        ),
    )
    assert groups_of(900001, YEARS) == [
        ("WATER MULTI ACADEMY TRUST", "Multi-academy trust"),
        ("Canal College", "School sponsor"),
    ]


def test_a_place_counts_from_the_day_of_joining_and_without_one_always(loaded: Loading) -> None:
    loaded(
        "alllinksdata20220331.csv",
        members(
            {}, {"Group UID": 7001, "Group Type": "Federation", "Group Name": "Locks", "Joined date": "1900-01-01"}
        ),
    )
    assert groups_of(900001, date(2015, 8, 31)) == [("Locks", "Federation")]
    assert len(groups_of(900001, date(2015, 9, 1))) == 2


def test_a_place_that_is_no_longer_listed_has_ended_by_then(loaded: Loading) -> None:
    loaded("edubasealldata20220101.csv", gias(school(urn=900001), school(urn=900002, authority_code=334)))
    loaded("alllinksdata20220331.csv", members({}, {"URN": 900002}, {"URN": 900003}))
    loaded("alllinksdata20230331.csv", members({"URN": 900003}))
    assert len(groups_of(900001, date(2023, 3, 30))) == 1
    assert groups_of(900001, date(2023, 3, 31)) == []
    assert len(groups_of(900002, YEARS)) == 1  # the file does not cover its authority


def test_an_older_list_adds_what_was_and_hides_nothing(loaded: Loading) -> None:
    loaded("alllinksdata20230331.csv", members({"Group Name": "NEW NAME"}))
    old = {"Group UID": 5002, "Group Name": "FIRST TRUST", "Joined date": "2012-09-01"}
    loaded("alllinksdata20140331.csv", members({"Group Name": "OLD NAME"}, old))
    assert groups_of(900001, YEARS) == [("NEW NAME", "Multi-academy trust")]
    assert ("FIRST TRUST", "Multi-academy trust") in groups_of(900001, date(2014, 6, 1))


def test_the_trust_of_the_register_comes_from_the_list_where_no_other_file_says(loaded: Loading) -> None:
    from alongside.knowledge.schools.queries import profiles

    loaded("edubasealldata20220101.csv", gias(school(type="Academy converter")))
    loaded("alllinksdata20220331.csv", members({}))
    line = profiles().get(urn=900001)
    assert (line.trust, line.trust_uid) == ("WATER MULTI ACADEMY TRUST", 5001)


def test_groups_are_kept_and_changed_by_newer_files_only(loaded: Loading) -> None:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.models import Group

    plain = {key: value for key, value in MEMBER.items() if key not in ("", "URN", "Joined date", "LA (code)")}
    loaded("allgroupsdata20230331.csv", table([plain]))
    loaded("allgroupsdata20220331.csv", table([plain | {"Group Name": "OLD"}, plain | {"Group UID": 5009}]))
    assert sorted(Group.objects.at(head()).values_list("uid", "name")) == [
        (5001, "WATER MULTI ACADEMY TRUST"), (5009, "WATER MULTI ACADEMY TRUST"),
    ]  # fmt: skip
    loaded("allgroupsdata20240331.csv", table([plain | {"Group Name": "NEW", "Group Status": "Closed"}]))
    assert Group.objects.at(head()).get(uid=5001).status == "Closed"
