"""Series, agenda, papers, and invitations that stay one event in a calendar."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction
from icalendar import Calendar

from alongside.floor.audit.editing import ChangedMeanwhile
from tests.meetings.conftest import AT, LATER, PDF, TODAY, part_of, version_of, when

pytestmark = pytest.mark.django_db
NEXT = date(2026, 12, 3)


def letters(**where: Any) -> list[Any]:
    from alongside.floor.mail.models import Letter

    return list(Letter.objects.filter(**where).order_by("pk"))


def event_of(letter: Any) -> tuple[str, str, int, Any]:
    """Method, UID, SEQUENCE and start of the calendar part."""
    said = Calendar.from_ical(letter.calendar)
    event = said.walk("VEVENT")[0]
    return str(said["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), event.decoded("DTSTART")


def test_heads_and_chairs_of_the_district_are_invited_and_nobody_of_another(plan: Any, people: Any) -> None:
    from alongside.work.meetings.planning import actions

    meeting = plan(NEXT)
    made = actions.invite(meeting=meeting, by=people.coordinator, at=AT)
    assert {part.name for part in made} == {
        "Hana Head", "Carl Chair", "Ann Academy", "Lena Lead", "Cora Coordinator"
    }  # fmt: skip
    ann = part_of(meeting, people.academy_head)
    assert (ann.role, ann.school_name, ann.ours) == ("head", "Birchwood Academy", False)
    assert part_of(meeting, people.lead).ours
    assert actions.invite(meeting=meeting, by=people.coordinator, at=LATER) == []
    assert len(letters()) == 5


def test_one_meeting_is_one_event_whose_sequence_rises(plan: Any, people: Any) -> None:
    from alongside.work.meetings.planning import actions

    meeting = plan(NEXT)
    actions.invite(meeting=meeting, only=["chair"], by=people.coordinator, at=AT)
    moved = when(date(2026, 12, 10), starts=time(9), ends=time(11), where="", online="https://meet.example/x")
    actions.move(meeting=meeting.pk, version=version_of(meeting), when=moved, by=people.coordinator, at=AT)
    actions.cancel(meeting=meeting.pk, version=version_of(meeting), why="Snow.", by=people.coordinator, at=LATER)
    told = [event_of(letter) for letter in letters()]
    assert [(method, sequence) for method, _, sequence, _ in told] == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    assert len({uid for _, uid, _, _ in told}) == 1
    assert [f"{start:%d %H:%M}" for *_, start in told] == ["03 14:00", "10 09:00", "10 09:00"]
    assert "Snow." in letters()[-1].text


def test_an_invitation_that_is_taken_back_leaves_the_calendar_and_can_be_given_again(plan: Any, people: Any) -> None:
    from alongside.work.meetings.planning import actions

    meeting = plan(NEXT)
    actions.invite(meeting=meeting, only=["chair"], by=people.coordinator, at=AT)
    actions.uninvite(part=part_of(meeting, people.chair), by=people.coordinator, at=AT)
    assert event_of(letters()[-1])[0] == "CANCEL"
    actions.invite(meeting=meeting, only=["chair"], by=people.coordinator, at=LATER)
    assert [event_of(letter)[0] for letter in letters()] == ["REQUEST", "CANCEL", "REQUEST"]


def test_somebody_without_an_address_is_invited_and_gets_no_letter(plan: Any, people: Any) -> None:
    from alongside.knowledge.people import actions as of_people
    from alongside.work.meetings.planning import actions

    meeting = plan(NEXT)
    guest = of_people.record_person(name="Gwen Guest", by=people.director, at=AT)
    made = actions.invite(meeting=meeting, only=[], people=[guest], by=people.coordinator, at=AT)
    assert [(part.name, part.role) for part in made] == [("Gwen Guest", "other")]
    assert letters() == []


def test_who_is_invited_answers_and_apologies_go_into_the_record(plan: Any, people: Any) -> None:
    from alongside.work.meetings.planning import actions

    meeting = plan(NEXT)
    actions.invite(meeting=meeting, by=people.coordinator, at=AT)
    actions.answer(part=part_of(meeting, people.chair), coming=False, words="At work.", by=people.chair, at=AT)
    assert part_of(meeting, people.chair).came == "sorry"
    actions.answer(part=part_of(meeting, people.chair), coming=True, by=people.chair, at=AT)
    assert part_of(meeting, people.chair).came == ""


def test_a_series_is_one_a_district_and_of_what_its_kind_says(group: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.meetings.models import Series
    from alongside.work.meetings.planning import actions

    how = {"kind": "district-strategy-group", "name": "Again", "by": people.director, "at": AT}
    for wrong in ({"district": "ladywood"}, {}, {"district": "erdington", "kind": "picnic"}, {"name": " "}):
        with pytest.raises(CannotRecord):
            actions.start_series(**{**how, **wrong})
    with pytest.raises(IntegrityError), transaction.atomic():
        Series.objects.create(kind=group.kind, name="Two", district="ladywood", at=AT)


def test_what_cannot_be_is_refused_in_a_sentence(group: Any, plan: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.meetings.planning import actions
    from alongside.work.meetings.planning.agenda import actions as agenda
    from alongside.work.meetings.planning.agenda.actions import Topic

    by = {"by": people.coordinator, "at": AT}
    for wrong in ({"ends": time(14)}, {"where": ""}, {"where": "", "online": "meet.example"}):
        with pytest.raises(CannotRecord):
            actions.plan(series=group, when=when(NEXT, **wrong), **by)
    meeting = plan(NEXT)
    with pytest.raises(CannotRecord):
        agenda.add_item(meeting=meeting, topic=Topic(title=" "), **by)
    with pytest.raises(CannotRecord):
        actions.cancel(meeting=meeting.pk, version=version_of(meeting), why=" ", **by)
    actions.cancel(meeting=meeting.pk, version=version_of(meeting), why="Snow", **by)
    for late in (
        lambda: actions.invite(meeting=meeting, **by),
        lambda: agenda.add_item(meeting=meeting, topic=Topic(title="More"), **by),
        lambda: actions.move(meeting=meeting.pk, version=version_of(meeting), when=when(TODAY), **by),
        lambda: actions.cancel(meeting=meeting.pk, version=version_of(meeting), why="Again", **by),
    ):
        with pytest.raises(CannotRecord):
            late()


def test_two_who_change_one_item_do_not_overwrite_each_other(plan: Any, people: Any) -> None:
    from alongside.work.meetings.planning.agenda import actions as agenda
    from alongside.work.meetings.planning.agenda.actions import Topic

    item = plan(NEXT).items.first()
    agenda.change_item(item=item.pk, version=1, topic=Topic(title="Fridays"), by=people.coordinator, at=AT)
    with pytest.raises(ChangedMeanwhile) as met:
        agenda.change_item(item=item.pk, version=1, topic=Topic(title="Absence"), by=people.director, at=LATER)
    assert met.value.theirs.title == "Fridays"
    assert [state.title for state in item.history.order_by("history_id")] == ["Attendance on Fridays", "Fridays"]


def test_items_change_places_and_what_holds_a_record_stays(plan: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.meetings.planning.agenda import actions as agenda
    from alongside.work.meetings.record import actions as record

    meeting = plan(TODAY)
    first, second = meeting.items.all()
    agenda.shift_item(item=second, up=True, by=people.coordinator, at=AT)
    assert list(meeting.items.all()) == [second, first]
    agenda.shift_item(item=second, up=True, by=people.coordinator, at=AT)
    assert list(meeting.items.all()) == [second, first]
    record.write(item=first.pk, version=version_of(first), said="Much.", by=people.coordinator, at=AT)
    with pytest.raises(CannotRecord):
        agenda.drop_item(item=first, by=people.coordinator, at=AT)
    agenda.drop_item(item=second, by=people.coordinator, at=AT)
    assert list(meeting.items.filter(dropped=False)) == [first]


def word(*names: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return out.getvalue()


WORD = word("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (WORD, "docx"),
        (word("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), ""),  # macros
        (word("anything.txt"), ""),
        (b"PK not a zip", ""),
        (b"<html><script>alert(1)</script>", ""),
        (b"MZ\x90", ""),
        (b"", ""),
    ],
)
def test_a_paper_is_what_it_holds_and_not_what_it_is_called(content: bytes, kind: str) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.meetings.planning import papers

    try:
        found = papers.keep(content).kind
    except CannotRecord:
        found = ""
    assert found == kind


def test_papers_are_kept_once_and_can_be_taken_back(plan: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.meetings.planning import papers
    from alongside.work.meetings.planning.agenda import actions as agenda

    meeting = plan(NEXT)
    by = {"by": people.coordinator, "at": AT}
    made = agenda.add_paper(meeting=meeting, title="Absence", content=PDF, item=meeting.items.first(), **by)
    again = agenda.add_paper(meeting=meeting, title="The same", content=PDF, **by)
    assert made.sha256 == again.sha256
    assert papers.path_of(made.sha256).read_bytes() == PDF
    agenda.withdraw_paper(paper=again, **by)
    assert [paper.title for paper in meeting.papers.filter(withdrawn_at=None)] == ["Absence"]
    for wrong in ({"content": b"MZ"}, {"title": " "}, {"content": b"%PDF-" + bytes(20 * 1024 * 1024)}):
        with pytest.raises(CannotRecord):
            agenda.add_paper(**{"meeting": meeting, "title": "x", "content": PDF, **by, **wrong})


def test_agenda_and_papers_are_told_to_who_is_invited(plan: Any, group: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.floor.mail.models import Notice
    from alongside.work.meetings.planning import actions

    meeting = plan(NEXT)
    actions.invite(meeting=meeting, only=["head"], by=people.coordinator, at=AT)
    actions.send_papers(meeting=meeting.pk, version=version_of(meeting), by=people.coordinator, at=AT)
    assert {notice.to_name for notice in Notice.objects.all()} == {"Hana Head", "Ann Academy"}
    assert "1. Attendance on Fridays (Hana Head)" in Notice.objects.first().words
    empty = actions.plan(series=group, when=when(NEXT), by=people.coordinator, at=AT)
    with pytest.raises(CannotRecord):
        actions.send_papers(meeting=empty.pk, version=1, by=people.coordinator, at=AT)
