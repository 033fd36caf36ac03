"""The pages of a visit: who is shown what, who is refused, what each button does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from alongside.floor.audit.models import Entry
from alongside.work.engagement.visits.answers import actions as answers
from alongside.work.engagement.visits.models import Draft, Opening, Report, Visit
from alongside.work.tasks.models import Task
from tests.visits.conftest import ASHGROVE, AT, BIRCHWOOD, CEDAR, CONCERN, NOTE, SEEN, TODAY

if TYPE_CHECKING:
    from tests.visits.conftest import People

pytestmark = pytest.mark.django_db

ALL = (
    "lead",
    "head",
    "chair",
    "governor",
    "other_head",
    "academy_head",
    "far",
    "coordinator",
    "director",
    "council",
    "board",
)


def address(name: str, *args: Any) -> str:
    return reverse(f"visits:{name}", args=args)


def who_may(people: People, client_of: Callable, page: str) -> set[str]:
    """Who is answered, and not refused."""
    found = {name: client_of(getattr(people, name)).get(page).status_code for name in ALL}
    assert set(found.values()) <= {200, 403, 404}, found
    return {name for name, status in found.items() if status == 200}


def test_a_plan_is_seen_by_the_partnership_and_by_who_is_invited(people, planned, client_of):
    assert who_may(people, client_of, address("one", planned().pk)) == {"lead", "coordinator", "director", "head"}
    with_chair = planned(invite_chair=True, invite_head=False)
    assert who_may(people, client_of, address("one", with_chair.pk)) == {"lead", "coordinator", "director", "chair"}


def test_the_school_sees_nothing_before_it_is_sent(people, held, client_of):
    assert who_may(people, client_of, address("one", held().pk)) == {"lead", "coordinator", "director"}


def test_what_was_sent_is_seen_by_the_head_and_the_council_and_the_chair_where_included(people, sent, client_of):
    ours = {"lead", "coordinator", "director"}
    assert who_may(people, client_of, address("one", sent().pk)) == ours | {"head", "council"}
    assert who_may(people, client_of, address("one", sent(chair=True).pk)) == ours | {"head", "council", "chair"}


def test_the_council_sees_no_visit_to_an_academy(people, sent, client_of):
    ours = {"lead", "coordinator", "director"}
    assert who_may(people, client_of, address("one", sent(BIRCHWOOD).pk)) == ours | {"academy_head"}


def test_the_restricted_note_is_read_by_few_and_each_reading_is_journalled(people, sent, client_of):
    visit = sent(chair=True)
    assert who_may(people, client_of, address("note", visit.pk)) == {"lead", "director"}
    assert Entry.objects.filter(action="visit.note-read").count() == 2
    for name in ALL:
        page = client_of(getattr(people, name)).get(address("one", visit.pk)).content.decode()
        assert NOTE not in page, name
        assert ("restricted note" in page.lower()) == (name in ("lead", "director")), name


@pytest.mark.parametrize("page", ["write", "send", "files", "mend", "stand-by", "carry-out"])
def test_only_who_writes_visits_there_reaches_the_pages_of_writing(people, held, client_of, page):
    visit = held()
    for name in ALL:
        status = client_of(getattr(people, name)).get(address(page, visit.pk)).status_code
        assert (status in (200, 302)) == (name in ("lead", "coordinator", "director")), (name, status)


@pytest.mark.parametrize("page", ["plan", "record"])
def test_only_who_plans_visits_there_reaches_the_pages_of_planning(people, client_of, page):
    for urn, own in ((ASHGROVE, {"lead", "coordinator", "director"}), (CEDAR, {"far", "director"})):
        assert who_may(people, client_of, address(page, urn)) == own


def test_a_visitor_is_asked_to_sign_in(sent, visitor):
    visit = sent()
    for page in ("one", "write", "note", "answer"):
        assert "/sign-in/" in visitor.get(address(page, visit.pk))["Location"]


def test_a_visit_is_planned_by_the_form(people, client_of):
    said = {
        "kind": "review",
        "lead": people.lead.person.pk,
        "on_day": "20",
        "on_month": "11",
        "on_year": "2026",
        "begins": "9.30",
        "invite_head": "on",
    }
    answer = client_of(people.lead).post(address("plan", ASHGROVE), said)
    visit = Visit.objects.get()
    assert answer["Location"] == address("one", visit.pk)
    assert (visit.on, str(visit.begins), visit.minutes) == (date(2026, 11, 20), "09:30:00", 120)
    page = client_of(people.head).get(address("one", visit.pk)).content.decode()
    assert "Lena Lead" in page
    assert "Change it" not in page


def test_of_two_who_change_a_plan_the_later_is_shown_both(people, planned, client_of):
    visit = planned()
    said = {"kind": "conversation", "lead": people.lead.person.pk, "on": "2026-11-20", "where": "Room 1", "seen": "1"}
    assert client_of(people.lead).post(address("change", visit.pk), said).status_code == 302
    answer = client_of(people.coordinator).post(address("change", visit.pk), {**said, "where": "Room 2"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Room 1" in page
    assert "Room 2" in page
    assert Visit.objects.get().where == "Room 1"


def test_a_visit_is_called_off_by_the_form(people, planned, client_of):
    visit = planned()
    client_of(people.lead).post(address("cancel", visit.pk), {"why": "Snow.", "seen": "1"})
    assert Visit.objects.get().state == Visit.State.CANCELLED


def test_a_planned_visit_is_carried_out_and_then_written(people, planned, client_of, the_day_is):
    visit = planned()
    the_day_is(date(2026, 11, 18))
    answer = client_of(people.lead).post(address("carry-out", visit.pk), {"on": "2026-11-18", "seen": "1"})
    assert answer["Location"] == address("write", visit.pk)
    assert client_of(people.lead).get(answer["Location"]).status_code == 200


def boxes(people: People, **more: Any) -> dict[str, Any]:
    head = people.head.person.holdings.get()
    return {
        "version": "0",
        "present": [str(head.pk)],
        "part-seen": SEEN,
        "part-concerns": CONCERN,
        "action-0-words": "Look at Fridays",
        "action-0-owner": str(people.head.person.pk),
        "action-0-due_day": "1",
        "action-0-due_month": "12",
        "action-0-due_year": "2026",
        "note": NOTE,
        **more,
    }


def test_it_is_written_read_through_and_sent_without_javascript(people, held, client_of):
    visit, lena = held(), client_of(people.lead)
    assert lena.post(address("write", visit.pk), boxes(people, do="save"))["Location"] == address("write", visit.pk)
    page = lena.get(address("write", visit.pk)).content.decode()
    assert CONCERN in page
    assert 'value="12"' in page
    answer = lena.post(address("write", visit.pk), boxes(people, version="1", do="check"))
    assert answer["Location"] == address("send", visit.pk)
    preview = lena.get(answer["Location"]).content.decode()
    assert CONCERN in preview
    assert NOTE not in preview
    assert lena.post(address("send", visit.pk), {"seen": "1"})["Location"] == address("one", visit.pk)
    assert Report.objects.get().said[0]["words"] == SEEN
    assert Task.objects.get().words == "Look at Fridays"


def test_what_is_missing_is_said_and_what_was_typed_stays(people, held, client_of):
    visit = held()
    said = boxes(people, do="check", **{"part-seen": "", "action-0-due_day": "41", "present": []})
    answer = client_of(people.lead).post(address("write", visit.pk), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("What we saw and heard", "Say whom you met at the school", "There is no such day"):
        assert sentence in page
    assert CONCERN in page
    assert Draft.objects.get().boxes["part-concerns"] == [CONCERN]


def test_what_is_typed_is_kept_by_itself(people, held, client_of):
    visit, lena = held(), client_of(people.lead)
    answer = lena.post(address("keep", visit.pk), boxes(people))
    assert answer.json()["version"] == 1
    assert lena.post(address("keep", visit.pk), boxes(people, **{"part-seen": "x"})).status_code == 409
    assert Draft.objects.get().boxes["part-seen"] == [SEEN]
    assert Draft.objects.get().note == NOTE


def test_the_later_of_two_writers_is_shown_both(people, held, client_of):
    visit = held()
    client_of(people.lead).post(address("write", visit.pk), boxes(people, do="save"))
    said = boxes(people, do="save", **{"part-seen": "Loud lessons."})
    answer = client_of(people.coordinator).post(address("write", visit.pk), said)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert SEEN in page
    assert page.count("Loud lessons.") == 2, "in the table, and in the box"
    assert NOTE not in page
    assert 'name="version" value="1"' in page


def test_who_may_not_read_restricted_notes_neither_sees_nor_changes_one(people, held, client_of):
    visit = held()
    client_of(people.lead).post(address("write", visit.pk), boxes(people, do="save"))
    cora = client_of(people.coordinator)
    assert NOTE not in cora.get(address("write", visit.pk)).content.decode()
    cora.post(address("write", visit.pk), boxes(people, do="save", version="1", note="Nothing."))
    assert Draft.objects.get().note == NOTE


def test_open_actions_come_first_and_are_done_or_kept_there(people, sent, held, client_of):
    sent(on=date(2026, 11, 2))
    visit, lena = held(), client_of(people.lead)
    task = Task.objects.get()
    page = lena.get(address("write", visit.pk)).content.decode()
    assert page.index("Look at Fridays with the team") < page.index("Who was there")
    until = {f"until-{task.pk}_{part}": value for part, value in (("day", "15"), ("month", "12"), ("year", "2026"))}
    lena.post(address("write", visit.pk), {**boxes(people), **until, "do": f"keep-{task.pk}"})
    task.refresh_from_db()
    assert (task.due, task.state) == (date(2026, 12, 15), "open")
    assert Draft.objects.get().boxes["part-seen"] == [SEEN], "what was typed is kept with the same press"
    came = {f"came-{task.pk}": "A plan for Fridays."}
    lena.post(address("write", visit.pk), {**boxes(people, version="1"), **came, "do": f"done-{task.pk}"})
    task.refresh_from_db()
    assert (task.state, task.ended_why) == ("done", "A plan for Fridays.")


def test_a_task_of_another_school_is_not_ended_from_here(people, sent, held, client_of):
    sent(CEDAR)
    task = Task.objects.get()
    client_of(people.lead).post(address("write", held().pk), {**boxes(people), "do": f"done-{task.pk}"})
    task.refresh_from_db()
    assert task.state == "open"


def test_opened_is_noted_when_the_school_opens_it_and_by_nobody_else(people, sent, client_of):
    visit = sent(chair=True)
    for user in (people.lead, people.director, people.council):
        client_of(user).get(address("one", visit.pk))
    assert not Opening.objects.exists()
    client_of(people.chair).get(address("one", visit.pk))
    visit.refresh_from_db()
    assert visit.opened is None, "the chair is not the head"
    client_of(people.head).get(address("one", visit.pk))
    client_of(people.head).get(address("one", visit.pk))
    visit.refresh_from_db()
    assert visit.opened is not None
    assert Opening.objects.count() == 2


def test_the_head_answers_with_a_correction_and_the_author_mends(people, sent, client_of):
    visit, hana, lena = sent(), client_of(people.head), client_of(people.lead)
    said = {"accurate": "no", "report": "1", "part-concerns": "Since June, not since September."}
    assert hana.post(address("answer", visit.pk), said)["Location"] == address("one", visit.pk)
    page = lena.get(address("mend", visit.pk)).content.decode()
    assert "Since June, not since September." in page
    assert CONCERN in page
    mended = {"part-seen": SEEN, "part-concerns": "Attendance on Fridays has fallen since June.", "report": "1"}
    lena.post(address("mend", visit.pk), {**mended, "words": "Thank you."})
    page = hana.get(address("one", visit.pk)).content.decode()
    for words in ("has fallen since June", CONCERN, "Since June, not since September.", "Thank you."):
        assert words in page
    assert hana.post(address("answer", visit.pk), {"accurate": "yes", "report": "2"}).status_code == 302
    assert Visit.objects.get().accurate is True


def test_an_answer_that_says_nothing_is_asked_again(people, sent, client_of):
    answer = client_of(people.head).post(address("answer", sent().pk), {"accurate": "no", "report": "1"})
    assert answer.status_code == 422
    assert "Say what is not accurate" in answer.content.decode()


def test_nobody_but_the_head_answers(people, sent, client_of):
    visit = sent(chair=True)
    for name in ALL:
        status = client_of(getattr(people, name)).post(address("answer", visit.pk), {"accurate": "yes", "report": "1"})
        assert (status.status_code == 302) == (name == "head"), name


def test_the_author_keeps_it_and_says_why(people, sent, client_of):
    visit = sent()
    answers.answer(visit=visit.pk, report=1, accurate=False, words="No.", by=people.head, at=AT)
    client_of(people.lead).post(address("stand-by", visit.pk), {"words": "The register says so.", "report": "1"})
    assert "The register says so." in client_of(people.head).get(address("one", visit.pk)).content.decode()


def test_the_plan_leaves_as_an_event(people, planned, client_of):
    answer = client_of(people.head).get(address("calendar", planned().pk))
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in answer.content
    assert Visit.objects.get().on > TODAY


def test_signing_out_clears_what_the_device_kept(people, client_of):
    answer = client_of(people.lead).post("/account/sign-out/")
    assert answer["Clear-Site-Data"] == '"storage"'
