"""The pages about people: who sees whom, who records what, and what they say when something is not right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place, Post
from alongside.floor.mail.models import Letter
from alongside.knowledge.people import actions, queries
from alongside.knowledge.people.heads import actions as heads
from alongside.knowledge.people.models import Body, HeadChange, Holding, Person
from alongside.knowledge.schools.models import Profile, Record
from tests.cast import person_holding
from tests.small_city import Lockside, lockside, small_files

__all__ = ["lockside", "small_files"]
pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
ClientOf = Callable[[User], Any]


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return unescape(content.decode("utf-8-sig"))


@pytest.fixture
def school(lockside: Lockside) -> Profile:
    known = Profile.objects.current().filter(authority="Lockside", status="open", group="maintained")
    return known.exclude(district="").order_by("urn")[0]


@pytest.fixture
def elsewhere(school: Profile) -> Profile:
    known = Profile.objects.current().filter(authority="Lockside", status="open", group="academy")
    return known.exclude(district__in=["", school.district]).order_by("urn")[0]


@pytest.fixture
def lead(school: Profile, client_of: ClientOf) -> Any:
    return client_of(person_holding("Lena Lead", Post("district-lead", "district", school.district)))


@pytest.fixture
def director(lockside: Lockside, client_of: ClientOf) -> Any:
    return client_of(person_holding("Dot Director", Post("director", "partnership")))


@pytest.fixture
def staff(lockside: Lockside, client_of: ClientOf, ruth: User) -> Any:
    return client_of(ruth)


@pytest.fixture
def ada(school: Profile) -> Holding:
    return recorded("Ada Archer", "head", Place(school=school.urn), email="ada@school.example")


@pytest.fixture
def bob(elsewhere: Profile) -> Holding:
    return recorded("Bob Baker", "chair", Place(school=elsewhere.urn), email="bob@school.example")


def recorded(name: str, role: str, where: Place, email: str = "", **period: date) -> Holding:
    person = actions.record_person(name=name, email=email, by=None, at=AT)
    return actions.hold(person=person, role=role, where=where, by=None, at=AT, **period)  # type: ignore[arg-type]


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


def test_a_lead_records_a_head_of_the_own_district_and_of_no_other(
    lead: Any, school: Profile, elsewhere: Profile
) -> None:
    said = {
        "name": "Nia New",
        "role": "head",
        "kind": "interim",
        "school": school.name,
        "since_day": "1",
        "since_month": "9",
        "since_year": "2026",
    }
    answer = lead.post("/people/record/", said)
    assert answer.status_code == 302
    head = queries.head_of(school.urn, on=date(2026, 9, 1))
    assert head
    assert (head.person.name, head.kind, head.since) == ("Nia New", "interim", date(2026, 9, 1))
    answer = lead.post("/people/record/", said | {"name": "Nia Next", "school": str(elsewhere.urn)})
    assert answer.status_code == 403
    assert not Person.objects.filter(name="Nia Next").exists()


def test_nobody_but_the_director_gives_a_role_of_the_office(
    lead: Any, staff: Any, director: Any, ada: Holding, school: Profile
) -> None:
    address = f"/people/{ada.person_id}/role/"
    for client in (lead, staff):
        for said in (
            {"role": "director"},
            {"role": "council-officer"},
            {"role": "district-lead", "district": school.district},
        ):
            assert client.post(address, said).status_code == 422  # it is not among the roles that are offered
    assert director.post(address, {"role": "director"}).status_code == 302
    assert queries.holders(role="director", on=date(2026, 11, 16))


def test_whoever_holds_a_role_of_the_office_is_changed_and_invited_by_the_director_alone(
    staff: Any, director: Any, lockside: Lockside
) -> None:
    """Else somebody could put their own address in the director's place."""
    dara = Person.objects.get(user=person_holding("Dara Data", Post("data-officer", "partnership")))
    held = dara.holdings.get()
    for address in (f"/people/{dara.pk}/change/", f"/people/{dara.pk}/invite/", f"/people/{dara.pk}/close/"):
        assert staff.get(address).status_code == 403
        assert director.get(address).status_code == 200
    assert staff.get(f"/people/roles/{held.pk}/end/").status_code == 403
    assert director.get(f"/people/roles/{held.pk}/end/").status_code == 200


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"role": "head"}, "Say at which school the role is held"),
        ({"role": "head", "school": "nowhere at all"}, "No school of"),
        ({"role": "head", "school": "999999"}, "The register has no school with the number 999999"),
        ({"role": "chair", "kind": "interim", "school": "own"}, "Chair of governors has no such kind"),
        ({"role": "governor", "school": "own", "district": "own"}, "Give one place only"),
        ({"name": "", "role": "governor", "school": "own"}, "Fill in “What is their name?”"),
        ({"role": "governor", "school": "own", "email": "ada@school.example"}, "Ada Archer has the address"),
    ],
)
def test_what_cannot_be_recorded_is_explained(
    said: dict[str, str], fault: str, staff: Any, ada: Holding, school: Profile
) -> None:
    own = {"school": str(school.urn), "district": school.district}
    asked = {"name": "Nia New"} | {name: own[name] if value == "own" else value for name, value in said.items()}
    before = Person.objects.count()
    answer = staff.post("/people/record/", asked)
    assert answer.status_code == 422
    assert fault in body(answer)
    assert Person.objects.count() == before


def test_the_end_of_a_role_is_recorded_and_its_access_with_it(lead: Any, ada: Holding) -> None:
    said = {"until_day": "31", "until_month": "10", "until_year": "2026", "why": "Retired."}
    assert lead.post(f"/people/roles/{ada.pk}/end/", said).status_code == 302
    ada.refresh_from_db()
    assert (ada.until, ada.why_ended) == (date(2026, 10, 31), "Retired.")
    again = lead.post(f"/people/roles/{ada.pk}/end/", said)
    assert again.status_code == 422
    assert "It ended on 31 October 2026 already." in body(again)


def test_of_two_who_change_a_person_the_second_sees_both(staff: Any, lead: Any, ada: Holding) -> None:
    address = f"/people/{ada.person_id}/change/"
    assert staff.post(address, {"name": "Ada Abbot", "email": "", "phone": "", "seen": "1"}).status_code == 302
    answer = lead.post(address, {"name": "Ada Ash", "email": "", "phone": "", "seen": "1"})
    page = body(answer)
    assert answer.status_code == 422
    assert "Ruth changed this on" in page
    assert "Ada Abbot" in page
    assert "Ada Ash" in page
    assert lead.post(address, {"name": "Ada Ash", "email": "", "phone": "", "seen": "2"}).status_code == 302
    assert Person.objects.get(pk=ada.person_id).name == "Ada Ash"


def test_of_two_who_put_a_role_right_the_second_sees_both(staff: Any, lead: Any, ada: Holding) -> None:
    address = f"/people/roles/{ada.pk}/change/"
    assert staff.post(address, {"kind": "interim", "seen": "1"}).status_code == 302
    answer = lead.post(address, {"kind": "acting", "seen": "1"})
    assert answer.status_code == 422
    assert "Both, side by side" in body(answer)
    assert Holding.objects.get(pk=ada.pk).kind == "interim"


def test_an_invitation_goes_out_by_letter_and_can_be_sent_again(lead: Any, ada: Holding) -> None:
    assert lead.get(f"/people/{ada.person_id}/invite/").status_code == 200
    for count in (1, 2):
        assert lead.post(f"/people/{ada.person_id}/invite/").status_code == 302
        letters = Letter.objects.filter(to="ada@school.example")
        assert letters.count() == count
    person = Person.objects.get(pk=ada.person_id)
    assert person.user
    assert [post.role for post in person.user.posts_on(date(2026, 11, 16))] == ["head"]
    assert "have not signed in yet" in body(lead.get(f"/people/{person.pk}/"))


def test_who_has_no_address_cannot_be_invited_and_the_page_says_why(lead: Any, school: Profile) -> None:
    held = recorded("Nora Nowhere", "governor", Place(school=school.urn))
    answer = lead.post(f"/people/{held.person_id}/invite/")
    assert answer.status_code == 422
    assert "has no e-mail address here: record it first" in body(answer)


def test_an_address_of_somebody_elses_account_is_not_given_away(staff: Any, ruth: User, ada: Holding) -> None:
    """A person with the address of an account that is another person's would take over its roles."""
    ruth.email = "ada@school.example"
    ruth.save()
    answer = staff.post(f"/people/{ada.person_id}/invite/")
    assert answer.status_code == 422
    assert "is that of Ruth" in body(answer)


def test_a_closed_account_lets_nobody_in_and_the_role_stays(lead: Any, school: Profile, client_of: ClientOf) -> None:
    user = person_holding("Hal Head", Post("head", "school", str(school.urn)))
    client, pk = client_of(user), Person.objects.get(user=user).pk
    assert client.get("/people/").status_code == 200
    assert lead.post(f"/people/{pk}/close/").status_code == 302
    assert client.get("/people/").status_code == 302
    assert queries.head_of(school.urn, on=date(2026, 11, 16))


def test_bodies_are_recorded_by_the_office_with_a_key_of_their_own(staff: Any, lead: Any) -> None:
    for _ in range(2):
        assert staff.post("/people/bodies/record/", {"name": "The Board", "kind": "board"}).status_code == 302
    assert list(Body.objects.values_list("key", flat=True)) == ["the-board", "the-board-2"]
    assert "The Board" in body(staff.get("/people/bodies/"))
    assert lead.get("/people/bodies/record/").status_code == 403


# The School page


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
    Record.objects.filter(urn=school.urn, source="gias").update(head="Mrs Ada Archer")
    newest = Record.objects.filter(urn=school.urn, source="gias").order_by("as_at", "load").last()
    assert newest
    newest.pk, newest.as_at, newest.load, newest.head = None, date(2026, 11, 9), newest.load + 1, "Mr Ben Booth"
    newest.save()
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
