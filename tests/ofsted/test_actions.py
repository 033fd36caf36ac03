"""From the call to the published inspection; and that what was said stays with the few until then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from alongside.floor.audit.editing import ChangedMeanwhile
from tests.ofsted.conftest import (
    ASHGROVE,
    AT,
    BIRCHWOOD,
    CALLED,
    CEDAR,
    GRADES,
    SECRET,
    TUESDAY,
    WEDNESDAY,
    holding,
    version_of,
)  # fmt: skip
from tests.ofsted.published import came_from, publish

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 18, 17, tzinfo=UTC)
LATER = datetime(2027, 1, 4, 9, tzinfo=UTC)


def told(**where: Any) -> set[str]:
    from alongside.floor.mail.models import Notice

    return {notice.to_name for notice in Notice.objects.filter(kind="ofsted", **where)}


def test_those_concerned_are_told_at_once_and_the_council_of_maintained_schools_only(call: Any, people: Any) -> None:
    from alongside.floor.mail.models import Letter

    call()
    assert told() == {"Dora Director", "Cora Coordinator", "Colin Council"}  # not Lena, who wrote it down herself
    assert Letter.objects.filter(subject__contains="Ashgrove").count() == 3
    call(BIRCHWOOD, by=people.director)
    assert told(subject__contains="Birchwood") == {"Lena Lead", "Cora Coordinator"}


def test_a_call_is_recorded_once_and_of_a_moment_that_is_over(call: Any) -> None:
    from alongside.work.engagement.ofsted.actions import CannotRecord

    call()
    for wrong in (
        {},
        {"school": CEDAR, "came_at": AT + timedelta(hours=1)},
        {"school": CEDAR, "came_at": AT - timedelta(days=500)},
        {"school": CEDAR, "starts_on": date(2026, 11, 1)},
        {"school": CEDAR, "kind": "surprise"},
        {"school": 999999},
    ):
        with pytest.raises(CannotRecord):
            call(**wrong)
    assert call(CEDAR).district == "erdington"


def test_a_feedback_meeting_is_planned_held_and_stands_in_the_ledger(call: Any, people: Any) -> None:
    from alongside.work.contacts.models import Contact
    from alongside.work.engagement.ofsted import actions

    made = call()
    lead, head = holding(people.lead), holding(people.head)
    actions.plan_feedback(call=made.pk, version=1, on=WEDNESDAY, ours=[lead], by=people.coordinator, at=AT)
    assert "Lena Lead" in told()
    held = actions.hold_feedback(
        call=made.pk, version=2, on=WEDNESDAY, ours=[lead], theirs=[head], by=people.lead, at=EVENING
    )
    assert (held.held, held.days_late) == (True, 0)
    contact = Contact.objects.get(source=made.thing)
    assert (contact.kind, contact.school, contact.on) == ("feedback", ASHGROVE, WEDNESDAY)
    assert {(one.name, one.ours) for one in contact.takings.all()} == {("Lena Lead", True), ("Hana Head", False)}


def test_a_meeting_written_down_later_says_so_and_nobody_there_says_why(call: Any, people: Any) -> None:
    from alongside.work.contacts.models import Contact
    from alongside.work.engagement.ofsted import actions
    from alongside.work.engagement.ofsted.actions import CannotRecord

    made = call()
    how = {"call": made.pk, "version": 1, "on": WEDNESDAY, "by": people.lead, "at": EVENING + timedelta(days=2)}
    with pytest.raises(CannotRecord):
        actions.hold_feedback(**how)
    held = actions.hold_feedback(**how, nobody_why="We heard too late.")
    assert held.days_late == 2
    assert not Contact.objects.exists()


def test_what_cannot_be_is_refused(call: Any, people: Any) -> None:
    from alongside.work.engagement.ofsted import actions
    from alongside.work.engagement.ofsted.actions import CannotRecord

    made, academy = call(), call(BIRCHWOOD)
    lead = [holding(people.lead)]
    by = {"by": people.lead, "at": EVENING}
    with pytest.raises(CannotRecord, match="trust"):
        actions.plan_feedback(call=academy.pk, version=1, on=WEDNESDAY, ours=lead, **by)
    for wrong in ({"on": date(2026, 11, 15)}, {"on": date(2026, 11, 19)}):
        with pytest.raises(CannotRecord):
            actions.hold_feedback(call=made.pk, version=1, ours=lead, **wrong, **by)
    for wrong in ({}, {"grades": {"inclusion": "Splendid"}}, {"grades": {"singing": "Exceptional"}}):
        with pytest.raises(CannotRecord):
            actions.record_outcome(call=made.pk, version=0, **wrong, **by)
    with pytest.raises(CannotRecord):
        actions.end(call=made.pk, version=1, why=" ", **by)
    actions.end(call=made.pk, version=1, why="It was put off.", **by)
    for late in (
        lambda: actions.record_outcome(call=made.pk, version=0, words="x", **by),
        lambda: actions.end(call=made.pk, version=version_of(made), why="Again", **by),
        lambda: actions.hold_feedback(call=made.pk, version=1, on=WEDNESDAY, ours=lead, **by),
    ):
        with pytest.raises(CannotRecord):
            late()


def test_two_who_write_what_was_said_do_not_overwrite_each_other(written: Any, people: Any) -> None:
    from alongside.work.engagement.ofsted import actions

    how = {"call": written.pk, "by": people.director, "at": EVENING}
    actions.record_outcome(**how, version=1, words="Another.")
    for seen in (1, 0):
        with pytest.raises(ChangedMeanwhile):
            actions.record_outcome(**how, version=seen, words="Mine.")


def test_what_was_said_is_in_no_journal_entry_letter_notice_or_contact(written: Any, people: Any) -> None:
    from alongside.floor.audit.models import Details, Entry
    from alongside.floor.mail.models import Letter, Notice
    from alongside.work.contacts.models import Contact
    from alongside.work.engagement.ofsted import actions

    actions.hold_feedback(
        call=written.pk, version=1, on=WEDNESDAY, ours=[holding(people.lead)], by=people.lead, at=EVENING
    )
    everywhere = [str(one.said) for one in Details.objects.all()]
    everywhere += [letter.text + letter.subject for letter in Letter.objects.all()]
    everywhere += [notice.words + notice.subject for notice in Notice.objects.all()]
    everywhere += [f"{contact.subject} {contact.said}" for contact in Contact.objects.all()]
    for said in everywhere:
        assert "toucan" not in said
        assert not any(grade in said for grade in GRADES.values())
    entry = Entry.objects.get(action="ofsted.outcome-recorded")
    assert entry.details.said["restricted"] is True


def test_each_reading_stands_in_the_journal_until_it_is_published(written: Any, people: Any) -> None:
    from alongside.floor.audit.models import Entry
    from alongside.work.engagement.ofsted import actions

    def read() -> Any:
        written.refresh_from_db()
        return actions.read_outcome(call=written, by=people.head, at=EVENING)

    assert read().words == SECRET
    read()
    readings = Entry.objects.filter(action="ofsted.outcome-read", by=people.head)
    assert readings.count() == 2
    publish("10500001", ASHGROVE, TUESDAY)
    actions.match_published(by=None, at=LATER)
    read()
    assert readings.count() == 2


def test_a_published_inspection_is_matched_and_those_concerned_are_told(call: Any, people: Any) -> None:
    from alongside.work.engagement.ofsted import actions, queries

    made, other = call(), call(CEDAR)
    publish("10500001", ASHGROVE, TUESDAY)
    publish("10400001", CEDAR, date(2025, 3, 4))
    assert [one.pk for one in actions.match_published(by=None, at=LATER)] == [made.pk]
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.number, made.matched_at, other.number) == ("10500001", LATER, "")
    assert "Lena Lead" in told(subject__startswith="Published")
    assert actions.match_published(by=None, at=LATER) == []
    assert queries.came_of(made, version=1).number == "10500001"


def test_an_inspection_under_the_number_of_the_school_before_is_matched(call: Any) -> None:
    from alongside.work.engagement.ofsted import actions

    made = call(BIRCHWOOD)
    came_from(BIRCHWOOD, 90909)
    publish("10500002", 90909, TUESDAY)
    assert actions.match_published(by=None, at=LATER) == [made]


def test_what_is_not_live_yet_or_taken_already_is_not_matched(call: Any) -> None:
    from alongside.work.engagement.ofsted import actions

    call()
    publish("10500001", ASHGROVE, TUESDAY, load=2)
    assert actions.match_published(by=None, at=LATER) == []
    assert len(actions.match_published(by=None, at=LATER, version=2)) == 1


def test_by_hand_no_older_inspection_opens_what_was_said(written: Any, people: Any) -> None:
    from alongside.work.engagement.ofsted import actions
    from alongside.work.engagement.ofsted.actions import CannotRecord

    publish("10400001", ASHGROVE, date(2025, 12, 2))
    publish("10500001", ASHGROVE, date(2026, 12, 8))  # put off by three weeks: the rules do not find it
    publish("10500009", CEDAR, TUESDAY)
    assert actions.match_published(by=None, at=LATER) == []
    how = {"call": written.pk, "version": version_of(written), "by": people.coordinator, "at": LATER}
    for number in ("10400001", "10500009", "1"):
        with pytest.raises(CannotRecord):
            actions.match_by_hand(**how, number=number)
    assert actions.match_by_hand(**how, number="10500001").number == "10500001"


def test_a_load_asks_a_worker_to_match(call: Any) -> None:
    from alongside.knowledge.opendata import afterwards
    from alongside.work.engagement.ofsted import jobs

    made = call()
    publish("10500001", ASHGROVE, TUESDAY)
    jobs.match_calls.call()
    made.refresh_from_db()
    assert made.number == "10500001"
    assert afterwards._known["ofsted.calls"].families == jobs.FAMILIES


def test_my_work_says_what_is_missing_at_maintained_schools(
    call: Any, people: Any, django_assert_num_queries: Any
) -> None:
    from alongside.floor.accounts.waiting import Who
    from alongside.work.engagement.ofsted import own

    made = call()
    call(BIRCHWOOD)
    with django_assert_num_queries(1):
        lines = own.lines(Who(people.lead), TUESDAY)
    assert [(one.words, one.school) for one in lines] == [
        ("Say when the feedback meeting is and who goes", ASHGROVE)
    ]  # fmt: skip
    assert own.lines(Who(people.far), TUESDAY) == []
    with django_assert_num_queries(0):
        assert own.lines(Who(people.head), TUESDAY) == []
        assert own.entries(Who(people.head, 1), TUESDAY) == []
    with django_assert_num_queries(1):
        found = own.figure(Who(people.director), TUESDAY)
    assert (found.number, found.act) == (2, True)
    assert made.called_on == CALLED.date()
