"""The pages about people: who sees whom, who records what, and what they say when something is not right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.floor.accounts.roles import Place, Post
from alongside.knowledge.people import actions, queries
from alongside.knowledge.people.heads import actions as heads
from alongside.knowledge.people.models import HeadChange, Holding
from alongside.knowledge.schools.models import Profile
from tests.cast import person_holding
from tests.people.city import ada, bob, director, elsewhere, lead, lockside, school, small_files, staff
from tests.people.register import names_another_head
from tests.people.telling import AT, ClientOf, body, recorded

__all__ = ["ada", "bob", "director", "elsewhere", "lead", "lockside", "school", "small_files", "staff"]
pytestmark = pytest.mark.django_db


def test_the_office_finds_people_by_name_school_role_and_district(
    staff: Any, ada: Holding, bob: Holding, school: Profile, elsewhere: Profile
) -> None:
    everybody = body(staff.get("/people/"))
    assert "Ada Archer" in everybody
    assert "Bob Baker" in everybody
    for asked in (
        "q=archer",
        f"q={school.urn}",
        f"q={school.name.split()[0]}",
        "role=head",
        f"district={school.district}",
    ):
        page = body(staff.get(f"/people/?{asked}"))
        assert "Ada Archer" in page, asked
    for asked in ("q=archer", "role=head", f"district={school.district}", f"q={school.urn}"):
        assert "Bob Baker" not in body(staff.get(f"/people/?{asked}"))
    assert "Nobody is found" in body(staff.get("/people/?q=zzz"))


def test_a_file_holds_what_the_list_shows(staff: Any, ada: Holding, bob: Holding) -> None:
    said = body(staff.get("/people/list.csv?role=head"))
    assert "Ada Archer" in said
    assert "Bob Baker" not in said
    sheet = staff.get("/people/list.xlsx")
    assert b"".join(sheet.streaming_content).startswith(b"PK")
    sheet.close()


def test_roles_that_ended_are_found_as_such(staff: Any, school: Profile) -> None:
    recorded("Old Olga", "head", Place(school=school.urn), until=date(2024, 8, 31))
    assert "Old Olga" not in body(staff.get("/people/"))
    assert "until 31 August 2024" in body(staff.get("/people/?when=ended"))


@pytest.mark.parametrize("role", ["head", "chair", "clerk"])
def test_a_school_sees_its_own_people_and_no_others(
    role: str, ada: Holding, bob: Holding, school: Profile, client_of: ClientOf
) -> None:
    client = client_of(person_holding("Cleo Clark", Post(role, "school", str(school.urn))))
    for address in ("/people/", "/people/list.csv"):
        said = body(client.get(address))
        assert "Ada Archer" in said
        assert "Bob Baker" not in said
    assert client.get(f"/people/{ada.person_id}/").status_code == 200
    assert client.get(f"/people/{bob.person_id}/").status_code == 403
    assert client.get("/people/record/").status_code == 403


def test_the_council_sees_the_people_of_maintained_schools(ada: Holding, bob: Holding, client_of: ClientOf) -> None:
    client = client_of(person_holding("Cora Council", Post("council-officer", "partnership")))
    said = body(client.get("/people/list.csv"))
    assert "Ada Archer" in said
    assert "Bob Baker" not in said
    assert client.get(f"/people/{bob.person_id}/").status_code == 403


def test_a_role_at_another_school_is_not_shown_to_this_one(
    ada: Holding, school: Profile, elsewhere: Profile, client_of: ClientOf, staff: Any
) -> None:
    actions.hold(person=ada.person, role="governor", where=Place(school=elsewhere.urn), by=None, at=AT)
    head = client_of(person_holding("Hal Head", Post("head", "school", str(school.urn))))
    assert elsewhere.name not in body(head.get(f"/people/{ada.person_id}/"))
    assert elsewhere.name in body(staff.get(f"/people/{ada.person_id}/"))


def test_the_school_page_names_its_people_to_who_may_see_them(
    staff: Any, visitor: Any, ada: Holding, school: Profile, lead: Any
) -> None:
    page = body(staff.get(f"/schools/{school.urn}/"))
    assert 'id="panel-people"' in page
    assert "Ada Archer" in page
    assert "Lena Lead" in page
    assert "Not recorded: Chair of governors." in page
    public = body(visitor.get(f"/schools/{school.urn}/"))
    for hidden in ("Ada Archer", "Lena Lead", "panel-people"):
        assert hidden not in public


def test_a_past_day_shows_who_led_it_then(staff: Any, school: Profile) -> None:
    recorded("Old Olga", "head", Place(school=school.urn), until=date(2024, 8, 31))
    recorded("New Nia", "head", Place(school=school.urn), since=date(2024, 9, 1))
    assert "New Nia" in body(staff.get(f"/schools/{school.urn}/"))
    then = body(staff.get(f"/schools/{school.urn}/?on=2024-08-31"))
    assert "Old Olga" in then
    assert "New Nia" not in then


@pytest.fixture
def change(school: Profile, ada: Holding) -> HeadChange:
    names_another_head(school.urn)
    heads.note(by=None, at=AT, version=10**6)
    return HeadChange.objects.get(urn=school.urn)


def test_a_change_of_head_is_shown_until_it_is_settled_to_who_may_settle_it(
    change: HeadChange, school: Profile, lead: Any, visitor: Any, client_of: ClientOf
) -> None:
    address = f"/people/heads/{change.pk}/"
    own_head = client_of(person_holding("Hal Head", Post("head", "school", str(school.urn))))
    for page in ("/people/", f"/schools/{school.urn}/"):
        assert address in body(lead.get(page))
    for client in (visitor, own_head):
        assert address not in body(client.get(f"/schools/{school.urn}/"))
    assert own_head.get(address).status_code == 403
    page = body(lead.get(address))
    assert "Mr Ben Booth" in page
    said = {
        "new": "1",
        "name": "Ben Booth",
        "kind": "substantive",
        "since_day": "2",
        "since_month": "11",
        "since_year": "2026",
        "seen": "1",
    }
    assert lead.post(address, said).status_code == 302
    head = queries.head_of(school.urn, on=date(2026, 11, 16))
    assert head
    assert head.person.name == "Ben Booth"
    for page_ in ("/people/", f"/schools/{school.urn}/"):
        assert address not in body(lead.get(page_))
    assert "A new head, recorded" in body(lead.get(address))


def test_the_same_person_written_otherwise_changes_nothing(change: HeadChange, ada: Holding, lead: Any) -> None:
    address = f"/people/heads/{change.pk}/"
    wrong = lead.post(address, {"how": "wrong", "why": "", "seen": "1"})
    assert wrong.status_code == 422
    assert "Say how you know that the file is wrong." in body(wrong)
    assert lead.post(address, {"how": "spelling", "why": "", "seen": "1"}).status_code == 302
    assert Holding.objects.get(pk=ada.pk).until is None


def test_the_pages_cost_few_queries(
    staff: Any, ada: Holding, bob: Holding, django_assert_max_num_queries: Any, school: Profile
) -> None:
    for number in range(8):
        recorded(f"Gus Gale {number}", "governor", Place(school=school.urn))
    for address in ("/people/", "/people/?q=gale", "/people/list.csv", f"/people/{ada.person_id}/", "/people/bodies/"):
        with django_assert_max_num_queries(12):
            body(staff.get(address))
