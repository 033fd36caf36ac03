"""A visit from its plan to the last word about it, through the actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from alongside.floor.audit import journal
from alongside.floor.audit.editing import ChangedMeanwhile
from alongside.floor.audit.models import Details, Entry
from alongside.floor.mail.models import Letter, Notice
from alongside.work.contacts.models import Contact
from alongside.work.engagement.visits import actions
from alongside.work.engagement.visits.answers import actions as answers
from alongside.work.engagement.visits.models import Draft, Note, Report, Visit
from alongside.work.engagement.visits.writing import actions as writing
from alongside.work.tasks.models import Task
from tests.visits.conftest import ASHGROVE, AT, CONCERN, NOTE, SEEN, TODAY

if TYPE_CHECKING:
    from tests.visits.conftest import People

pytestmark = pytest.mark.django_db


def events(letters: list[Letter]) -> list[tuple[str, str, int]]:
    """Method, number of the event and sequence, of each invitation."""
    found = []
    for letter in letters:
        calendar = Calendar.from_ical(letter.calendar)
        event = calendar.walk("VEVENT")[0]
        assert calendar.walk("VTIMEZONE"), "a moment in England needs its zone"
        assert letter.calendar_method == calendar["METHOD"]
        found.append((str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"])))
    return found


def test_a_plan_invites_and_each_change_is_the_next_of_the_same_event(people: People, planned: Callable[..., Visit]):
    visit = planned()
    plan = actions.Plan(
        kind="conversation", lead=people.lead.person, on=date(2026, 11, 19), begins=time(10), invite_chair=True
    )
    actions.change(visit=visit.pk, version=1, plan=plan, by=people.lead, at=AT)
    actions.cancel(visit=visit.pk, version=2, why="Lena is ill.", by=people.lead, at=AT)
    letters = list(Letter.objects.order_by("pk"))
    assert [letter.to for letter in letters] == [people.head.email] + [people.head.email, people.chair.email] * 2
    uid = f"{visit.uid}@alongside"
    assert events(letters) == [
        ("REQUEST", uid, 0),
        ("REQUEST", uid, 1),
        ("REQUEST", uid, 1),
        ("CANCEL", uid, 2),
        ("CANCEL", uid, 2),
    ]
    assert "Lena is ill." in letters[-1].text


def test_who_is_no_longer_invited_gets_a_withdrawal(people: People, planned: Callable[..., Visit]):
    visit = planned(invite_chair=True)
    plan = actions.Plan(kind="conversation", lead=people.lead.person, on=date(2026, 11, 19), begins=time(10))
    actions.change(visit=visit.pk, version=1, plan=plan, by=people.lead, at=AT)
    last = Letter.objects.filter(to=people.chair.email).order_by("pk").last()
    assert last is not None
    assert last.calendar_method == "CANCEL"


def test_the_invitation_says_when_it_is_in_england(planned: Callable[..., Visit]):
    planned(on=date(2027, 6, 14), begins=time(9))
    event = Calendar.from_ical(Letter.objects.get().calendar).walk("VEVENT")[0]
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event["DTSTART"].dt.isoformat() == "2027-06-14T09:00:00+01:00"
    assert event["ORGANIZER"] == "mailto:lena.lead@partnership.example"


def test_a_visit_without_an_hour_takes_the_whole_day(planned: Callable[..., Visit]):
    planned(begins=None)
    event = Calendar.from_ical(Letter.objects.get().calendar).walk("VEVENT")[0]
    assert event["DTSTART"].dt == date(2026, 11, 18)
    assert event["DTEND"].dt == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"on": date(2026, 11, 15)}, "has gone by"),
        ({"kind": "party"}, "There is no kind of visit"),
        ({"school": 999999}, "No loaded file tells of"),
    ],
)
def test_a_plan_that_cannot_stand_is_refused_in_a_sentence(planned: Callable[..., Visit], said, sentence):
    with pytest.raises(actions.CannotRecord, match=sentence):
        planned(**said)
    assert not Visit.objects.exists()
    assert not Letter.objects.exists()


def test_of_two_who_change_a_plan_the_later_is_refused(people: People, planned: Callable[..., Visit]):
    visit = planned()
    plan = actions.Plan(kind="conversation", lead=people.lead.person, on=date(2026, 11, 20))
    actions.change(visit=visit.pk, version=1, plan=plan, by=people.lead, at=AT)
    with pytest.raises(ChangedMeanwhile):
        actions.change(visit=visit.pk, version=1, plan=plan, by=people.coordinator, at=AT)


def test_a_visit_of_tomorrow_was_not_carried_out(people: People, planned: Callable[..., Visit]):
    visit = planned()
    with pytest.raises(actions.CannotRecord, match="still to come"):
        actions.carry_out(visit=visit.pk, version=1, on=TODAY + timedelta(days=1), by=people.lead, at=AT)


def test_sending_posts_the_contact_agrees_the_tasks_and_tells_the_head(people: People, sent: Callable[..., Visit]):
    visit = sent()
    contact = Contact.objects.get(source=f"visit {visit.pk}")
    assert (contact.kind, contact.on, contact.school, contact.district) == ("visit", TODAY, ASHGROVE, "ladywood")
    assert [(one.role, one.name, one.ours, one.school) for one in contact.takings.all()] == [
        ("district-lead", "Lena Lead", True, None),
        ("head", "Hana Head", False, ASHGROVE),
    ]
    task = Task.objects.get()
    assert (task.source, task.owner, task.due, task.school) == (
        f"visit {visit.pk}",
        people.head.person,
        date(2026, 12, 1),
        ASHGROVE,
    )
    assert [notice.user for notice in Notice.objects.filter(kind="visits")] == [people.head]
    assert Report.objects.get().said[0]["words"] == SEEN
    assert not Draft.objects.exists()


def test_the_chair_is_told_only_where_included(people: People, sent: Callable[..., Visit]):
    sent(chair=True)
    assert {notice.user for notice in Notice.objects.filter(kind="visits")} == {people.head, people.chair}


def test_what_is_restricted_stands_in_the_note_alone(sent: Callable[..., Visit]):
    sent()
    assert Note.objects.get().words == NOTE
    said = str(Report.objects.get().said) + str(list(Details.objects.values_list("said", flat=True)))
    said += str(list(Notice.objects.values_list("subject", "words"))) + str(
        list(Letter.objects.values_list("text", "html"))
    )
    said += str(list(Visit.history.values())) + str(list(Contact.history.values())) + str(list(Task.history.values()))
    assert NOTE not in said
    assert "grievance" not in said


def test_what_was_found_does_not_travel_by_mail_nor_stand_in_the_journal(sent: Callable[..., Visit]):
    sent()
    said = str(list(Letter.objects.values_list("text", "subject"))) + str(
        list(Details.objects.values_list("said", flat=True))
    )
    assert SEEN not in said
    assert CONCERN not in said


def test_reading_a_restricted_note_is_journalled(people: People, sent: Callable[..., Visit]):
    visit = sent()
    assert [note.words for note in writing.read_note(visit=visit, by=people.director, at=AT)] == [NOTE]
    entry = Entry.objects.get(action="visit.note-read")
    assert (entry.by, entry.subject) == (people.director, f"visit {visit.pk}")
    assert NOTE not in str(entry.details.said)


def test_inaccurate_mended_accurate_and_all_stays(people: People, sent: Callable[..., Visit]):
    visit = sent()
    later = AT + timedelta(days=1)
    answers.note_opened(visit=visit.pk, by=people.head, at=later, is_head=True)
    answers.answer(
        visit=visit.pk,
        report=1,
        accurate=False,
        words="The fall began in June.",
        corrections={"concerns": "Attendance on Fridays has fallen since June.", "nonsense": "x"},
        by=people.head,
        at=later,
    )
    visit.refresh_from_db()
    assert (visit.answered, visit.accurate) == (date(2026, 11, 17), False)
    answers.mend(
        visit=visit.pk,
        report=1,
        parts={"concerns": "Attendance on Fridays has fallen since June."},
        words="You are right.",
        by=people.lead,
        at=later,
    )
    visit.refresh_from_db()
    assert (visit.answered, visit.opened, visit.sent) == (None, None, date(2026, 11, 17))
    first, second = visit.reports.all()
    assert first.answer.corrections == {"concerns": "Attendance on Fridays has fallen since June."}
    assert first.answer.reply.mended == second
    assert [part["words"] for part in first.said if part["key"] == "concerns"] == [CONCERN]
    assert second.said[0]["words"] == SEEN, "what nobody touched stands as it was"
    answers.answer(visit=visit.pk, report=2, accurate=True, by=people.head, at=later)
    assert journal.verify() == []


def test_the_author_may_keep_what_stands_and_must_say_why(people: People, sent: Callable[..., Visit]):
    visit = sent()
    answers.answer(visit=visit.pk, report=1, accurate=False, words="No.", by=people.head, at=AT)
    with pytest.raises(actions.CannotRecord, match="Say why"):
        answers.stand_by(visit=visit.pk, report=1, words=" ", by=people.lead, at=AT)
    answers.stand_by(visit=visit.pk, report=1, words="The register says so.", by=people.lead, at=AT)
    visit.refresh_from_db()
    assert visit.replied == TODAY
    with pytest.raises(actions.CannotRecord, match="already"):
        answers.mend(visit=visit.pk, report=1, parts={"seen": "x"}, words="", by=people.lead, at=AT)


def test_answers_that_cannot_stand(people: People, sent: Callable[..., Visit]):
    visit = sent()
    with pytest.raises(actions.CannotRecord, match="Say what is not accurate"):
        answers.answer(visit=visit.pk, report=1, accurate=False, by=people.head, at=AT)
    with pytest.raises(actions.CannotRecord, match="has not said"):
        answers.stand_by(visit=visit.pk, report=1, words="x", by=people.lead, at=AT)
    answers.answer(visit=visit.pk, report=1, accurate=True, by=people.head, at=AT)
    with pytest.raises(actions.CannotRecord, match="already"):
        answers.answer(visit=visit.pk, report=1, accurate=True, by=people.head, at=AT)
    with pytest.raises(actions.CannotRecord, match="not said that something is inaccurate"):
        answers.mend(visit=visit.pk, report=1, parts={"seen": "x"}, words="", by=people.lead, at=AT)


def test_drafts_are_kept_box_by_box_and_an_older_page_is_refused(people: People, held: Callable[..., Visit]):
    visit = held()

    def keep(version: int, text: str, by=people.lead, at: datetime = AT, **more) -> Draft:
        return writing.keep(visit=visit.pk, version=version, boxes={"part-seen": [text]}, by=by, at=at, **more)

    assert keep(0, "Calm").version == 1
    assert keep(1, "Calm lessons", aloud=False).version == 2
    assert keep(2, "Calm lessons", aloud=False).version == 2, "the same again is no new version"
    with pytest.raises(ChangedMeanwhile) as refused:
        keep(1, "Other words", by=people.coordinator)
    assert refused.value.theirs.boxes == {"part-seen": ["Calm lessons"]}
    with pytest.raises(ChangedMeanwhile):
        keep(0, "From the beginning", by=people.coordinator)
    keep(2, "Calm lessons, busy yard", by=people.coordinator, aloud=False)
    assert Entry.objects.filter(action="visit.draft-kept").count() == 2, "Lena's beginning, Cora's beginning"


def test_a_page_without_the_note_leaves_the_note_alone(people: People, held: Callable[..., Visit]):
    visit = held()
    writing.keep(visit=visit.pk, version=0, boxes={}, note=NOTE, by=people.lead, at=AT)
    draft = writing.keep(visit=visit.pk, version=1, boxes={"part-seen": ["x"]}, by=people.coordinator, at=AT)
    assert draft.note == NOTE
    assert writing.read_drafted_note(draft=draft, by=people.lead, at=AT) == NOTE
    assert not Entry.objects.filter(action="visit.note-read").exists()
    writing.read_drafted_note(draft=draft, by=people.director, at=AT)
    assert Entry.objects.filter(action="visit.note-read").count() == 1


def test_what_was_sent_is_not_written_anew(people: People, sent: Callable[..., Visit]):
    visit = sent()
    with pytest.raises(actions.CannotRecord, match="has been sent"):
        writing.keep(visit=visit.pk, version=0, boxes={"part-seen": ["x"]}, by=people.lead, at=AT)
