"""Who records people and roles, invites and closes accounts, and what is said when something is not right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place, Post
from alongside.floor.mail.models import Letter
from alongside.knowledge.people import actions, queries
from alongside.knowledge.people.models import Body, Holding, Person
from alongside.knowledge.schools.models import Profile
from tests.cast import person_holding
from tests.people.city import ada, bob, director, elsewhere, lead, lockside, school, small_files, staff
from tests.people.telling import AT, ClientOf, body, recorded
from tests.small_city import Lockside

__all__ = ["ada", "bob", "director", "elsewhere", "lead", "lockside", "school", "small_files", "staff"]
pytestmark = pytest.mark.django_db


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
    actions.change_person(
        person=Person.objects.get(user=ruth).pk, version=1, name="Ruth", email="", phone="", by=None, at=AT
    )
    told = {"name": "Ada Archer", "email": ruth.email, "phone": ""}
    actions.change_person(person=ada.person_id, version=1, by=None, at=AT, **told)
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
