"""A bulletin from the first word to the last answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.audit.editing import ChangedMeanwhile
from alongside.floor.mail import actions as mail
from alongside.floor.mail.models import Letter
from alongside.work.contacts.models import Contact
from alongside.work.engagement.bulletins import actions, own, presenters, queries
from alongside.work.engagement.bulletins.facts import Said
from alongside.work.engagement.bulletins.models import Bulletin, Copy
from tests.town import AT, CANAL, TODAY, Town

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def said(**more: Any) -> Said:
    given: dict[str, Any] = {"subject": "Attendance day", "text": "It is on Friday.\n\nSee https://x.example/day"}
    return Said(**{**given, "roles": ("head",), **more})


def names(**more: Any) -> list[str]:
    return [one.person.name for one in queries.readers(said(**more), on=TODAY)]


def sent(town: Town, **more: Any) -> Bulletin:
    written = actions.write(said=said(**more), by=town.director, at=AT)
    readers = queries.readers(presenters.said(written), on=TODAY)
    return actions.send(bulletin=written.pk, version=1, readers=readers, by=town.director, at=AT)


@pytest.mark.parametrize(
    ("chosen", "reached"),
    [
        ({}, ["Hana Head", "Hilda", "Hugo Head"]),
        ({"roles": ("chair", "head"), "districts": ("ladywood",)}, ["Chen Chair", "Hana Head", "Hugo Head"]),
        ({"phases": ("secondary",)}, ["Hugo Head"]),
        ({"groups": ("maintained",), "phases": ("primary",)}, ["Hana Head", "Hilda"]),
        ({"districts": ("erdington",), "roles": ("head", "district-lead")}, ["Fara Lead", "Hilda"]),
        ({"phases": ("primary",), "roles": ("director", "district-lead")}, []),
        ({"roles": ("director",)}, ["Dora Director"]),
        ({"roles": ()}, []),
    ],
)
def test_whom_it_is_for_follows_from_role_phase_type_and_district(town: Town, chosen: Any, reached: list[str]):
    found = [name.partition(" of ")[0] for name in names(**chosen)]
    assert [name.split()[0] for name in found] == [name.split()[0] for name in reached]


def test_whom_it_reaches_costs_few_queries(town: Town, django_assert_max_num_queries: Any):
    with django_assert_max_num_queries(5):
        names(roles=("head", "chair", "governor"))


def test_each_reader_gets_a_letter_and_a_link_of_their_own(town: Town):
    bulletin = sent(town)
    copies = list(Copy.objects.filter(bulletin=bulletin))
    with_letter = [copy for copy in copies if copy.letter]
    assert len({copy.token for copy in copies}) == len(copies) == 3
    assert {copy.letter.to for copy in with_letter if copy.letter} >= {town.head.email, town.other_head.email}
    letter = Letter.objects.get(to=town.head.email)
    assert Copy.objects.get(person__user=town.head).token in letter.text
    assert "https://x.example/day" not in letter.text, "a letter holds the beginning; the page the rest"
    assert "List-Unsubscribe" in letter.headers
    assert journal.verify() == []


def test_what_was_sent_is_neither_changed_nor_sent_again(town: Town):
    bulletin = sent(town)
    with pytest.raises(actions.CannotRecord, match="sent already"):
        actions.send(bulletin=bulletin.pk, version=2, readers=[], by=town.director, at=AT)
    with pytest.raises(actions.CannotRecord, match="stays as it is"):
        actions.change(bulletin=bulletin.pk, version=2, said=said(), by=town.director, at=AT)


def test_who_sends_upon_a_newer_draft_is_refused(town: Town):
    written = actions.write(said=said(), by=town.director, at=AT)
    actions.change(bulletin=written.pk, version=1, said=said(subject="Another day"), by=town.lead, at=AT)
    with pytest.raises(ChangedMeanwhile):
        actions.send(bulletin=written.pk, version=1, readers=[], by=town.director, at=AT)


@pytest.mark.parametrize(
    ("wrong", "says"), [({"subject": " "}, "subject"), ({"text": ""}, "subject"), ({"roles": ()}, "roles")]
)
def test_a_bulletin_without_a_subject_a_text_or_readers_is_refused(town: Town, wrong: Any, says: str):
    with pytest.raises(actions.CannotRecord, match=says):
        actions.write(said=said(**wrong), by=town.director, at=AT)


def test_nothing_is_sent_to_nobody(town: Town):
    written = actions.write(said=said(phases=("nursery",)), by=town.director, at=AT)
    with pytest.raises(actions.CannotRecord, match="Nobody would get it"):
        actions.send(bulletin=written.pk, version=1, readers=[], by=town.director, at=AT)


def test_who_wants_no_letters_finds_it_on_the_site_alone(town: Town, client_of: ClientOf):
    mail.prefer(user=town.head, wishes={"bulletins": "off"}, by=town.head, at=AT)
    sent(town)
    copy = Copy.objects.get(person__user=town.head)
    assert (copy.letter, copy.no_letter) == (None, "wants no bulletins by letter")
    from alongside.floor.accounts.waiting import Who

    (line,) = own.unopened(Who(town.head, copy.person_id), TODAY)
    assert line.words == "Attendance day"
    assert client_of(town.head).get(line.address).status_code == 200
    assert "Attendance day" in client_of(town.head).get("/bulletins/received/").content.decode()


def test_it_counts_as_opened_where_a_browser_shows_it_and_not_where_a_program_looks_at_the_link(
    town: Town, visitor: Client
):
    sent(town)
    copy = Copy.objects.get(person__user=town.head)
    page = visitor.get(f"/bulletins/read/{copy.token}/")
    assert 'href="https://x.example/day"' in page.content.decode()
    visitor.head(f"/bulletins/read/{copy.token}/seen.gif")
    copy.refresh_from_db()
    assert copy.opened_at is None
    assert visitor.get(f"/bulletins/read/{copy.token}/seen.gif").headers["Content-Type"] == "image/gif"
    copy.refresh_from_db()
    assert copy.opened_at is not None
    reach = presenters.reach(list(queries.copies(copy.bulletin)))
    assert (reach.readers, reach.opened, reach.answered) == (3, 1, 0)


def test_a_link_that_was_guessed_opens_nothing(town: Town, visitor: Client):
    sent(town)
    for path in ("/bulletins/read/guess/", "/bulletins/read/guess/seen.gif"):
        assert visitor.get(path).status_code == 404


def test_an_answer_comes_back_as_a_contact_and_its_author_is_told(town: Town, visitor: Client, client_of: ClientOf):
    bulletin = sent(town, question="Do you come?")
    copy = Copy.objects.get(person__user=town.head)
    posted = visitor.post(f"/bulletins/read/{copy.token}/", {"said": "We come, <b>all</b>."})
    assert posted.status_code == 302
    contact = Contact.objects.get()
    assert (contact.kind, contact.school, contact.subject) == ("answer", CANAL, "Answer to “Attendance day”")
    assert [taking.name for taking in contact.takings.order_by("ours")] == ["Hana Head", "Dora Director"]
    from alongside.floor.mail.queries import unread

    (notice,) = unread(town.director)
    assert notice.thing == f"bulletin {bulletin.pk}"
    assert "We come" not in notice.words
    page = client_of(town.director).get(f"/bulletins/{bulletin.pk}/").content.decode()
    assert "We come, &lt;b&gt;all&lt;/b&gt;." in page
    assert "1 answered" in page


def test_an_empty_answer_and_a_flood_of_them_are_refused(town: Town, visitor: Client):
    sent(town)
    path = f"/bulletins/read/{Copy.objects.get(person__user=town.head).token}/"
    assert visitor.post(path, {"said": " "}).status_code == 422
    assert [visitor.post(path, {"said": "Yes"}).status_code for _ in range(11)] == [302] * 10 + [422]


def test_a_lead_writes_to_the_own_district_alone(town: Town, client_of: ClientOf):
    client = client_of(town.lead)
    form = {"subject": "Coffee", "text": "On Friday.", "roles": ["head"]}
    assert client.post("/bulletins/write/", {**form, "districts": ["erdington"]}).status_code == 422
    assert client.post("/bulletins/write/", form).status_code == 422, "not to every district"
    posted = client.post("/bulletins/write/", {**form, "districts": ["ladywood"]})
    assert posted.status_code == 302
    bulletin = Bulletin.objects.get()
    assert client_of(town.far_lead).get(f"/bulletins/{bulletin.pk}/").status_code == 403, "it is a draft of hers"
    assert client_of(town.far_lead).post(f"/bulletins/{bulletin.pk}/send/", {"seen": "1"}).status_code == 403
    assert client.post(f"/bulletins/{bulletin.pk}/send/", {"seen": "1"}).status_code == 302
    assert Copy.objects.count() == 2
    assert client_of(town.far_lead).get(f"/bulletins/{bulletin.pk}/").status_code == 200
    assert client_of(town.head).get(f"/bulletins/{bulletin.pk}/").status_code == 403


def test_a_lead_cannot_send_what_a_director_widened(town: Town, client_of: ClientOf):
    written = actions.write(said=said(districts=("ladywood",)), by=town.lead, at=AT)
    actions.change(bulletin=written.pk, version=1, said=said(), by=town.director, at=AT + timedelta(hours=1))
    assert client_of(town.lead).post(f"/bulletins/{written.pk}/send/", {"seen": "2"}).status_code == 403
    assert Letter.objects.count() == 0


def test_two_who_change_a_draft_are_shown_both(town: Town, client_of: ClientOf):
    written = actions.write(said=said(), by=town.director, at=AT)
    actions.change(bulletin=written.pk, version=1, said=said(subject="Theirs"), by=town.director, at=AT)
    form = {"subject": "Mine", "text": "On Friday.", "roles": ["head"], "seen": "1"}
    page = client_of(town.director).post(f"/bulletins/{written.pk}/change/", form)
    assert page.status_code == 422
    assert "Both, side by side" in page.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_whom_it_reaches_leaves_as_a_table(town: Town, client_of: ClientOf, kind: str):
    written = actions.write(said=said(), by=town.director, at=AT)
    client = client_of(town.director)
    for _ in range(2):
        response = client.get(f"/bulletins/{written.pk}/readers.{kind}")
        content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
        assert response.status_code == 200
        if kind == "csv":
            assert "Hana Head" in content.decode()
        client.post(f"/bulletins/{written.pk}/send/", {"seen": "1"})


def test_pages_cost_few_queries(town: Town, client_of: ClientOf, django_assert_max_num_queries: Any):
    bulletin = sent(town)
    draft = actions.write(said=said(), by=town.director, at=AT)
    client = client_of(town.director)
    for path in ("/bulletins/", f"/bulletins/{bulletin.pk}/", f"/bulletins/{draft.pk}/", "/bulletins/received/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
