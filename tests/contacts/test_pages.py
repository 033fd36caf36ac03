"""The list, one contact, recording it by hand: who may, what is shown, what leaves."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contacts.test_actions import SECRET, post
from tests.reading import body, rows
from tests.town import AT, BRIDGE, CANAL, LOCK, QUAY, TODAY, Town

pytestmark = pytest.mark.django_db


def form(**said: Any) -> dict[str, Any]:
    told = {
        "kind": "call",
        "on_day": TODAY.day,
        "on_month": TODAY.month,
        "on_year": TODAY.year,
        "new_name": "",
        "new_role": "other",
        "subject": "The new timetable",
        "said": "",
    }
    return told | said


def head_of(town: Town) -> str:
    return f"{town.person(town.head).pk}-head-{CANAL}"


def test_a_contact_is_recorded_from_the_school_in_one_form(town: Town, client_of: Any) -> None:
    from alongside.work.contacts.models import Contact

    client = client_of(town.lead)
    page = body(client.get(f"/contacts/record/?school={CANAL}"))
    assert "Hana Head, Headteacher" in page
    assert page.index("Hana Head") < page.index("Chen Chair") < page.index("Gus Governor")
    answer = client.post(f"/contacts/record/?school={CANAL}", form(who=[head_of(town)], new_name="Tess Teacher"))
    made = Contact.objects.get()
    assert answer["Location"] == f"/contacts/{made.pk}/"
    parties = [(one.name, one.role, one.ours, one.school) for one in made.takings.order_by("pk")]
    assert parties == [
        ("Hana Head", "head", False, CANAL),
        ("Tess Teacher", "other", False, CANAL),
        ("Lena Lead", "district-lead", True, None),
    ]
    assert "Was anything agreed" in body(client.get(answer["Location"]))


def test_the_school_is_looked_for_first_and_more_than_one_may_take_part(town: Town, client_of: Any) -> None:
    from alongside.work.contacts.models import Contact

    client = client_of(town.far_lead)
    assert "Which school was it with?" in body(client.get("/contacts/record/"))
    found = body(client.get("/contacts/record/?q=canal"))
    assert f"/contacts/record/?school={CANAL}" in found
    more = body(client.get(f"/contacts/record/?school={CANAL}&q=bridge"))
    assert f"/contacts/record/?school={CANAL}&amp;school={BRIDGE}" in more
    assert "No school of that name" in body(client.get("/contacts/record/?q=zzzz"))
    address = f"/contacts/record/?school={CANAL}&school={BRIDGE}"
    client.post(address, form(new_name="Tess", new_school=str(BRIDGE), who=[head_of(town)], kind="event"))
    made = Contact.objects.get()
    assert (made.school, made.district) == (None, "")
    assert {one.school for one in made.takings.filter(ours=False)} == {CANAL, BRIDGE}


def test_without_a_school_and_without_anybody_it_says_what_is_missing(town: Town, client_of: Any) -> None:
    client = client_of(town.lead)
    answer = client.post("/contacts/record/?none=yes", form(subject=""))
    assert answer.status_code == 422
    assert "Say with whom, or name somebody" in body(answer)
    answer = client.post("/contacts/record/?none=yes", form(new_name="Vic Visitor", on_year=TODAY.year + 1))
    assert "still to come" in body(answer)


def test_who_may_record_and_who_may_see(town: Town, client_of: Any, visitor: Any) -> None:
    made, group = post(town, said="We spoke of the timetable"), post(town, school=None, kind="event")
    assert visitor.get(f"/contacts/{made.pk}/").status_code == 302
    for user in (town.director, town.lead, town.far_lead, town.head, town.chair):
        assert "We spoke of" in body(client_of(user).get(f"/contacts/{made.pk}/")), user
    for user in (town.other_head, town.council, town.board, town.governor, town.representative):
        assert client_of(user).get(f"/contacts/{made.pk}/").status_code == 403, user
        assert client_of(user).get("/contacts/record/").status_code == 403, user
    for user in (town.head, town.other_head):
        assert client_of(user).get(f"/contacts/{group.pk}/").status_code == 403
        assert client_of(user).get("/contacts/record/").status_code == 403, user


def test_a_school_sees_its_own_contacts_in_list_and_sheet_and_nothing_for_few(town: Town, client_of: Any) -> None:
    post(town, subject="Open matter")
    post(town, subject="About the head", said=SECRET, restricted=True)
    post(town, subject="Of another school", school=LOCK, parties=_of(LOCK))
    client = client_of(town.head)
    for said in (body(client.get("/contacts/")), body(client.get("/contacts/list.csv"))):
        assert "Open matter" in said
        assert "About the head" not in said
        assert "Of another school" not in said
    office = body(client_of(town.far_lead).get("/contacts/list.csv"))
    assert "About the head" in office
    assert SECRET not in office
    assert SECRET not in body(client_of(town.director).get("/contacts/list.xlsx"))


def _of(school: int) -> list[Any]:
    from alongside.work.contacts.actions import Party

    return [Party(role="head", name="Somebody Else", school=school)]


def test_what_is_for_few_is_read_by_few_and_noted(town: Town, client_of: Any) -> None:
    from alongside.floor.audit.models import Entry

    made = post(town, said=SECRET, restricted=True)
    address = f"/contacts/{made.pk}/restricted/"
    for user in (town.head, town.chair):
        assert client_of(user).get(f"/contacts/{made.pk}/").status_code == 403
        assert client_of(user).post(address).status_code == 403
    far = client_of(town.far_lead)
    assert "for few people to read" in body(far.get(f"/contacts/{made.pk}/"))
    assert far.post(address).status_code == 403
    assert not Entry.objects.filter(action="contact.restricted-read").exists()
    for user in (town.lead, town.director):
        assert SECRET not in body(client_of(user).get(f"/contacts/{made.pk}/"))
        assert SECRET in body(client_of(user).post(address))
    assert Entry.objects.filter(action="contact.restricted-read").count() == 2


def test_it_is_changed_and_two_who_change_it_see_both(town: Town, client_of: Any) -> None:
    from alongside.work.contacts.models import Contact

    made = post(town, said="First")
    client = client_of(town.lead)
    address = f"/contacts/{made.pk}/change/"
    before = f"taking-{made.takings.get().pk}"
    assert f'value="{before}"' in body(client.get(address))
    assert client.post(address, form(who=[before], subject="Second", said="First", seen=1)).status_code == 302
    now = Contact.objects.get(pk=made.pk)
    assert (now.subject, now.version, now.takings.get().name) == ("Second", 2, "Hana Head")
    late = client.post(address, form(who=[before], subject="Third", said="First", seen=1))
    assert late.status_code == 422
    assert "Second" in body(late)
    assert "Third" in body(late)
    assert client_of(town.far_lead).get(address).status_code == 403
    assert client_of(town.head).get(address).status_code == 403


def test_to_change_what_is_for_few_is_to_read_it(town: Town, client_of: Any) -> None:
    from alongside.floor.audit.models import Entry

    made = post(town, said=SECRET, restricted=True, by=town.lead)
    assert SECRET in body(client_of(town.lead).get(f"/contacts/{made.pk}/change/"))
    assert Entry.objects.filter(action="contact.restricted-read", by=town.lead).count() == 1


def test_it_is_taken_back(town: Town, client_of: Any) -> None:
    made = post(town)
    client = client_of(town.lead)
    client.post(f"/contacts/{made.pk}/withdraw/", {"why": "It was Lock Academy", "seen": 1})
    assert "It was Lock Academy" in body(client.get(f"/contacts/{made.pk}/"))
    assert "The new timetable" not in body(client.get("/contacts/"))
    assert client.get(f"/contacts/{made.pk}/change/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?district=ladywood", {"Canal call", "Lock meeting"}),
        ("?district=erdington", {"Bridge call"}),
        ("?role=chair", {"Canal call"}),
        ("?role=head&phase=secondary", {"Lock meeting"}),
        ("?type=maintained&role=head", {"Bridge call"}),
        ("?kind=meeting", {"Lock meeting"}),
        (f"?school={CANAL}", {"Canal call"}),
        ("?since=2026-11-10", {"Canal call"}),
        ("?until=2026-11-09", {"Lock meeting", "Bridge call"}),
        ("?district=nowhere&kind=dream&since=never&page=x", {"Canal call", "Lock meeting", "Bridge call"}),
    ],
)
def test_the_list_narrows_by_its_address(town: Town, client_of: Any, query: str, found: set[str]) -> None:
    from datetime import date

    from alongside.work.contacts.actions import Party

    post(town, subject="Canal call", parties=[Party(role="chair", name="Chen", school=CANAL)])
    on = date(2026, 11, 1)
    post(town, subject="Lock meeting", kind="meeting", school=LOCK, parties=_of(LOCK), on=on)
    post(town, subject="Bridge call", school=BRIDGE, parties=_of(BRIDGE), on=on)
    client = client_of(town.director)
    page = body(client.get(f"/contacts/{query}"))
    assert {name for name in ("Canal call", "Lock meeting", "Bridge call") if name in page} == found
    assert {row["About"] for row in rows(body(client.get(f"/contacts/list.csv{query}")))} == found


def test_a_page_of_the_list_asks_the_database_little(
    town: Town, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        post(town, subject=f"Call {number:02}")
    client = client_of(town.director)
    client.get("/contacts/")
    with django_assert_max_num_queries(8):
        page = body(client.get("/contacts/"))
    assert "Earlier contacts" in page
    assert "Call 00" not in page
    assert "Call 00" in body(client.get("/contacts/?page=2"))


def test_the_school_page_says_who_talked_with_whom(town: Town, client_of: Any) -> None:
    from django.test import RequestFactory

    from alongside.work.contacts import panels

    post(town, subject="Open matter")
    post(town, subject="About the head", said=SECRET, restricted=True)
    office, own = (
        panels.contacts(_asked(user, office=office)) for user, office in ((town.lead, True), (town.head, False))
    )
    assert office is not None
    assert own is not None
    assert [one.contact.subject for one in office["shown"]] == ["About the head", "Open matter"]
    assert [one.contact.subject for one in own["shown"]] == ["Open matter"]
    assert office["last"] == [
        ("Last heard: head", "November 2026, today"),
        ("Last heard: chair of governors", "no contact is recorded"),
    ]
    assert (office["may_record"], own["may_record"]) == (True, False)
    assert RequestFactory


def _asked(user: Any, *, office: bool) -> Any:
    from types import SimpleNamespace

    from alongside.floor.accounts.roles import Place
    from alongside.knowledge.schools.panels import Asked

    school = SimpleNamespace(facts=SimpleNamespace(urn=CANAL))
    place = Place(school=CANAL, district="ladywood", contract=True)
    return Asked(school, TODAY, 1, True, office, user=user, place=place)  # type: ignore[arg-type]


def test_who_is_of_no_office_any_more_changes_nothing(town: Town, client_of: Any) -> None:
    from alongside.floor.accounts import actions as accounts

    made = post(town, said=SECRET, restricted=True)
    accounts.give_posts(user=town.lead, posts=[], by=None, at=AT)
    client = client_of(town.lead)
    assert client.get(f"/contacts/{made.pk}/change/").status_code == 403
    assert client.post(f"/contacts/{made.pk}/restricted/").status_code == 403
    assert client.get(f"/contacts/record/?school={QUAY}").status_code == 403
