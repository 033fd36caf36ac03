"""What several files say, one after the other or in the wrong order, as at a day and as known at a version."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.schools.conftest import NOW, SCHOOL, Loading, gias, school, told

pytestmark = pytest.mark.django_db


def as_at(urn: int, on: date, version: int | None = None):  # type: ignore[no-untyped-def]
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.queries import school_as_at

    return school_as_at(urn, on=on, version=head() if version is None else version)


def records(urn: int = 900001) -> list[tuple[str, str, bool]]:
    from alongside.knowledge.schools.models import Record

    rows = Record.objects.filter(urn=urn).order_by("as_at", "load")
    return [(str(row.as_at), row.name, row.listed) for row in rows]


def gias_of(day: str, **said: object) -> tuple[str, str]:
    return f"edubasealldata{day}.csv", gias(school(**said))


def test_a_file_loaded_twice_changes_nothing(loaded: Loading) -> None:
    loaded(*gias_of("20260101"))
    again = loaded(*gias_of("20260101"))
    assert again.state == "unchanged"
    assert len(records()) == 1


def test_a_file_that_says_the_same_confirms_and_writes_no_record(loaded: Loading) -> None:
    loaded(*gias_of("20260101"))
    loaded(*gias_of("20260201"))
    assert len(records()) == 1
    said = as_at(900001, date(2026, 2, 15)).said["name"]
    assert (said.as_at, said.confirmed) == (date(2026, 1, 1), date(2026, 2, 1))


def test_a_school_is_shown_as_it_was_on_the_day(loaded: Loading) -> None:
    loaded(*gias_of("20250101", name="Old name"))
    loaded(*gias_of("20260101", name="New name"))
    assert as_at(900001, date(2025, 6, 1)).facts.name == "Old name"
    assert as_at(900001, date(2026, 1, 1)).facts.name == "New name"
    early = as_at(900001, date(2020, 1, 1))
    assert (early.facts.name, early.first_recorded) == ("Old name", date(2025, 1, 1))


def test_what_was_known_at_a_version_stays_as_it_was(loaded: Loading) -> None:
    from alongside.knowledge.opendata.queries import version_known_at

    first = loaded(*gias_of("20250101", name="Old name"), at=datetime(2025, 1, 10, tzinfo=UTC))
    loaded(*gias_of("20260101", name="New name"), at=datetime(2026, 1, 10, tzinfo=UTC))
    known = version_known_at(date(2025, 12, 31))
    assert known == first.pk
    assert as_at(900001, date(2026, 2, 1), known).facts.name == "Old name"


def test_an_older_file_fills_in_the_past_and_hides_nothing_newer(loaded: Loading) -> None:
    """January is confirmed in June; March, loaded last, says otherwise: June and after stay as they were."""
    loaded(*gias_of("20250101", name="January"))
    june = loaded(*gias_of("20250601", name="January"))
    march = loaded(*gias_of("20250301", name="March"))
    assert "older" in [alarm["key"] for alarm in march.alarms]
    for day, name in [(date(2025, 2, 1), "January"), (date(2025, 4, 1), "March"), (date(2025, 7, 1), "January")]:
        assert as_at(900001, day).facts.name == name
    from alongside.knowledge.schools.queries import profiles

    assert profiles().get(urn=900001).name == "January"
    assert as_at(900001, date(2025, 7, 1)).said["name"].load < june.pk  # it was said first in January


def test_an_older_file_stops_unless_a_person_lets_it_through(loaded: Loading) -> None:
    loaded(*gias_of("20250601"))
    assert loaded(*gias_of("20250301", name="March"), yes=False).state == "stopped"
    assert records() == [("2025-06-01", "Canal Street Primary School", True)]


def test_a_school_that_a_complete_file_no_longer_lists_is_gone(teller_format: None, loaded: Loading) -> None:
    loaded("told_20240831.csv", told({"urn": 900001, "name": "Canal Street"}, {"urn": 900002, "name": "Lock Lane"}))
    load = loaded("told_20250831.csv", told({"urn": 900002, "name": "Lock Lane"}))
    assert load.counts["gone"] == 1
    school = as_at(900001, date(2025, 9, 1))
    assert (school.facts.name, school.facts.open_on_day) == ("Canal Street", False)
    assert as_at(900001, date(2024, 9, 1)).facts.open_on_day is None  # it closed in that year, nobody says when
    assert as_at(900001, date(2024, 8, 31)).facts.open_on_day is True


def test_a_file_cut_for_one_authority_says_nothing_of_the_others(teller_format: None, loaded: Loading) -> None:
    rows = [{"urn": 900000 + n, "name": f"School {n}", "authority": "Solihull"} for n in range(12)]
    loaded("told_20240831.csv", told(*rows, {"urn": 900100, "name": "Canal Street"}))
    load = loaded("told_20250831.csv", told({"urn": 900100, "name": "Canal Street"}))
    assert load.counts.get("gone", 0) == 0
    assert "authority gone" in [alarm["key"] for alarm in load.alarms]
    assert as_at(900001, date(2025, 9, 1)).facts.open_on_day is True


def test_half_an_authority_missing_raises_an_alarm(teller_format: None, loaded: Loading) -> None:
    rows = [{"urn": 900000 + n, "name": f"School {n}"} for n in range(20)]
    loaded("told_20240831.csv", told(*rows))
    stopped = loaded("told_20250831.csv", told(*rows[:8]), yes=False)
    assert stopped.state == "stopped"
    assert "half an authority gone" in [alarm["key"] for alarm in stopped.alarms]
    assert as_at(900019, date(2025, 9, 1)).facts.open_on_day is True


def test_an_older_file_without_a_school_does_not_make_it_gone_now(teller_format: None, loaded: Loading) -> None:
    both = told({"urn": 900001, "name": "Canal Street"}, {"urn": 900002, "name": "Lock Lane"})
    loaded("told_20230831.csv", both)
    loaded("told_20250831.csv", both)
    loaded("told_20240831.csv", told({"urn": 900002, "name": "Lock Lane"}))
    assert as_at(900001, date(2025, 9, 1)).facts.open_on_day is True
    assert as_at(900001, date(2024, 9, 1)).facts.open_on_day is False


def test_a_school_that_only_an_older_file_lists_is_gone_by_the_next(teller_format: None, loaded: Loading) -> None:
    loaded("told_20250831.csv", told({"urn": 900002, "name": "Lock Lane"}))
    loaded("told_20240831.csv", told({"urn": 900001, "name": "Canal Street"}, {"urn": 900002, "name": "Lock Lane"}))
    assert as_at(900001, date(2024, 8, 31)).facts.open_on_day is True
    assert as_at(900001, date(2025, 9, 1)).facts.open_on_day is False


def test_gias_takes_precedence_field_by_field_when_it_comes(teller_format: None, loaded: Loading) -> None:
    loaded("told_20250831.csv", told({"urn": 900001, "name": "Canal St", "pupils": 390, "trust": "Water Trust"}))
    loaded(*gias_of("20250901", pupils=""))
    said = as_at(900001, date(2025, 9, 2)).said
    assert (said["name"].value, said["name"].source) == ("Canal Street Primary School", "gias")
    assert (said["pupils"].value, said["pupils"].source) == (390, "ofsted")
    assert said["trust"].value == "Water Trust"


def test_gias_is_not_pushed_aside_by_ofsted_coming_after_it(teller_format: None, loaded: Loading) -> None:
    from alongside.knowledge.schools.queries import profiles

    loaded(*gias_of("20250101"))
    loaded("told_20250831.csv", told({"urn": 900001, "name": "Canal St"}))
    assert profiles().get(urn=900001).name == "Canal Street Primary School"


def test_a_predecessor_is_known_from_the_row_of_its_successor(teller_format: None, loaded: Loading) -> None:
    loaded("told_20250831.csv", told({"urn": 900009, "name": "Academy", "type": "Academy Converter",
                                      "opened": "01/09/2018", "before": 900001}))  # fmt: skip
    old = as_at(900001, date(2016, 1, 1))
    assert (old.facts.name, old.facts.group, old.facts.closed) == ("Old Academy", "maintained", date(2018, 8, 31))
    assert old.facts.open_on_day is True
    assert as_at(900001, date(2018, 9, 1)).facts.open_on_day is False
    assert as_at(900001, date(2010, 1, 1)).facts.open_on_day is None
    assert [one.urn for one in as_at(900009, date(2025, 9, 1)).predecessors] == [900001]
    assert [one.urn for one in as_at(900001, date(2025, 9, 1)).successors] == [900009]
    assert as_at(900001, date(2016, 1, 1)).successors == ()


def test_who_is_in_the_file_itself_is_nobodys_closed_predecessor(teller_format: None, loaded: Loading) -> None:
    loaded("told_20250831.csv", told({"urn": 900009, "name": "Academy", "opened": "01/09/2018", "before": 900001},
                                     {"urn": 900001, "name": "Canal Street"}))  # fmt: skip
    assert as_at(900001, date(2025, 9, 1)).facts.open_on_day is True


def test_a_check_leaves_nothing_behind(loaded: Loading) -> None:
    loaded(*gias_of("20250101", name="Old name"))
    checked = loaded(*gias_of("20260101", name="New name"), check_only=True)
    assert checked.state == "checked"
    assert checked.preview["schools.profile"]["says"] == ["1 school with another name."]
    assert records() == [("2025-01-01", "Old name", True)]


def test_a_school_is_told_in_three_queries(loaded: Loading, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.queries import school_as_at

    loaded("edubasealldata20260101.csv", gias(SCHOOL))
    version = head()
    with django_assert_num_queries(3):
        assert school_as_at(900001, on=date(2026, 2, 1), version=version)
    with django_assert_num_queries(1):
        assert school_as_at(900002, on=date(2026, 2, 1), version=version) is None


def test_many_schools_at_once_say_the_same_as_one_by_one(teller_format: None, loaded: Loading) -> None:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.queries import schools_as_at

    loaded("told_20240831.csv", told({"urn": 900001, "name": "Canal Street"}, {"urn": 900002, "name": "Lock Lane"},
                                     {"urn": 900003, "name": "Wharf", "authority": "Solihull"}))  # fmt: skip
    loaded("edubasealldata20250101.csv", gias(SCHOOL, school(urn=900004, status="Closed", closed="31-08-2024")), at=NOW)
    academy = {"urn": 900009, "name": "Academy", "opened": "01/09/2024", "before": 900002, "type": "Academy Converter"}
    loaded("told_20250831.csv", told({"urn": 900001, "name": "Canal Street"}, academy))
    version = head()
    for on in (date(2020, 1, 1), date(2024, 8, 31), date(2024, 12, 1), date(2025, 9, 1)):
        every = schools_as_at(on=on, version=version)
        assert {one.urn: one for one in every} == {
            urn: as_at(urn, on, version).facts for urn in (900001, 900002, 900003, 900004, 900009)
        }
        assert {one.urn for one in schools_as_at(on=on, version=version, authority="Solihull")} == {900003}
        assert [one.urn for one in schools_as_at(on=on, version=version, urns=[900004])] == [900004]
