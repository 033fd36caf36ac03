"""The record: who came, interests, decisions, actions, minutes; and what the ledger says of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.floor.audit.editing import ChangedMeanwhile
from tests.meetings.conftest import ASHGROVE, AT, BIRCHWOOD, LATER, TODAY, part_of, version_of

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 18)


def decided(**said: Any) -> Any:
    from alongside.work.meetings.record.actions import Decided

    return Decided(**{"words": "Write to families.", "reason": "Fridays are the worst day."} | said)


def test_who_came_stands_in_the_ledger_by_school_and_role_and_is_corrected_there(held: Any, people: Any) -> None:
    from alongside.work.contacts.models import Contact
    from alongside.work.meetings.record import actions

    contact = Contact.objects.get(source=held.thing)
    assert (contact.kind, contact.on, contact.district) == ("meeting", TODAY, "ladywood")
    took = {(one.name, one.role, one.school, one.ours) for one in contact.takings.all()}
    assert ("Ann Academy", "head", BIRCHWOOD, False) in took
    assert ("Lena Lead", "district-lead", None, True) in took
    chair = part_of(held, people.chair)
    actions.attend(meeting=held, came={chair.pk: "absent"}, by=people.coordinator, at=LATER)
    assert "Carl Chair" not in {one.name for one in Contact.objects.get(source=held.thing).takings.all()}
    actions.add_guest(meeting=held, name="Gus", role="other", school=ASHGROVE, by=people.coordinator, at=LATER)
    assert Contact.objects.filter(source=held.thing).count() == 1
    assert "Gus" in {one.name for one in Contact.objects.get(source=held.thing).takings.all()}


def test_a_record_is_not_written_before_the_day(plan: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.meetings.record import actions

    meeting = plan(TODAY + timedelta(days=1))
    with pytest.raises(CannotRecord, match="can be written from that day on"):
        actions.attend(meeting=meeting, came={}, by=people.coordinator, at=AT)


def test_a_decision_keeps_who_could_take_part_and_whether_the_quorum_was_met(held: Any, people: Any) -> None:
    from alongside.work.meetings.record import actions

    item = held.items.first()
    by = {"by": people.coordinator, "at": AT}
    actions.declare(item=item, part=part_of(held, people.chair), what="Governs the other school", **by)
    actions.declare(item=item, part=part_of(held, people.lead), what="Lives nearby", bars=False, **by)
    made = actions.decide(item=item, decided=decided(), proposed_by=part_of(held, people.head), **by)
    assert not made.quorate  # two heads and no other: five are needed
    assert made.basis["barred"] == ["Carl Chair"]
    assert set(made.basis["able"]) == {"Hana Head", "Ann Academy", "Lena Lead", "Cora Coordinator"}
    assert made.basis["quorum"].startswith("The quorum is not met: two people")


def test_who_is_barred_can_propose_nothing_and_is_counted_in_no_vote(held: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.meetings.record import actions

    item, other = held.items.all()
    by = {"by": people.coordinator, "at": AT}
    chair = part_of(held, people.chair)
    actions.declare(item=item, part=chair, what="Governs the other school", **by)
    vote = {"how": "vote", "votes_for": 5, "votes_against": 0, "abstained": 0}
    for wrong in (
        {"proposed_by": chair},
        {"decided": decided(**vote)},  # four may take part
        {"decided": decided(reason=" ")},
        {"decided": decided(words="")},
        {"decided": decided(how="vote")},
    ):
        with pytest.raises(CannotRecord):
            actions.decide(**{"item": item, "decided": decided(), **by, **wrong})
    made = actions.decide(item=item, decided=decided(**vote | {"votes_for": 3, "votes_against": 1}), **by)
    assert (made.votes_for, made.votes_against) == (3, 1)
    assert actions.decide(item=other, decided=decided(**vote), proposed_by=chair, **by).votes_for == 5
    with pytest.raises(CannotRecord, match="proposed what was decided"):
        actions.declare(item=other, part=chair, what="Too late", **by)
    with pytest.raises(CannotRecord, match="already"):
        actions.declare(item=item, part=chair, what="Twice", **by)


def test_nothing_is_decided_where_nobody_is_there(plan: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.meetings.record import actions

    with pytest.raises(CannotRecord, match="record who came first"):
        actions.decide(item=plan().items.first(), decided=decided(), by=people.coordinator, at=AT)


def test_an_action_is_a_task_that_comes_back(held: Any, people: Any) -> None:
    from alongside.work.meetings.record import actions
    from alongside.work.tasks.models import Task

    head = part_of(held, people.head).person
    item = held.items.first()
    actions.agree_action(item=item, words="Ask families", owner=head, due=DUE, by=people.coordinator, at=AT)
    task = Task.objects.get()
    assert (task.owner, task.source, task.district, task.due) == (head, held.thing, "ladywood", DUE)
    assert item.actions.get().task == task


def test_two_who_write_one_item_do_not_overwrite_each_other(held: Any, people: Any) -> None:
    from alongside.work.meetings.record import actions

    item = held.items.first()
    seen = version_of(item)
    actions.write(item=item.pk, version=seen, said="Mine.", by=people.coordinator, at=AT)
    with pytest.raises(ChangedMeanwhile):
        actions.write(item=item.pk, version=seen, said="Theirs.", by=people.lead, at=LATER)


def test_minutes_are_shared_then_agreed_then_closed(held: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.floor.mail.models import Notice
    from alongside.work.meetings.record import actions

    by = {"by": people.coordinator, "at": AT}
    with pytest.raises(CannotRecord, match="Share the draft first"):
        actions.agree(meeting=held.pk, version=version_of(held), on=TODAY, **by)
    actions.share(meeting=held.pk, version=version_of(held), **by)
    assert Notice.objects.count() == 5
    for wrong in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(CannotRecord):
            actions.agree(meeting=held.pk, version=version_of(held), on=wrong, **by)
    agreed = actions.agree(meeting=held.pk, version=version_of(held), on=TODAY, **by)
    assert agreed.state == "agreed"
    assert "-" in agreed.sealed
    item = held.items.first()
    for late in (
        lambda: actions.write(item=item.pk, version=version_of(item), said="More", **by),
        lambda: actions.decide(item=item, decided=decided(), **by),
        lambda: actions.attend(meeting=held, came={}, **by),
        lambda: actions.share(meeting=held.pk, version=version_of(held), **by),
    ):
        with pytest.raises(CannotRecord):
            late()


def test_the_sealed_head_is_one_of_the_journal(held: Any, people: Any) -> None:
    from alongside.floor.audit import journal
    from alongside.work.meetings.record import actions

    by = {"by": people.coordinator, "at": AT}
    actions.share(meeting=held.pk, version=version_of(held), **by)
    sealed = actions.agree(meeting=held.pk, version=version_of(held), on=TODAY, **by).sealed
    assert journal.verify(sealed) == []


def test_minutes_come_as_a_tagged_pdf_that_says_what_was_decided(held: Any, people: Any) -> None:
    from alongside.work.meetings.record import actions, paper

    item = held.items.first()
    by = {"by": people.coordinator, "at": AT}
    actions.write(item=item.pk, version=version_of(item), said="Fridays *are* the #worst.", **by)
    actions.declare(item=item, part=part_of(held, people.chair), what="Governs", **by)
    actions.decide(item=item, decided=decided(), **by)
    said = paper.content(held, today=TODAY)
    assert said["items"][0]["said"] == ["Fridays *are* the #worst."]
    assert "Barred: Carl Chair." in said["items"][0]["decisions"][0]
    assert "Head of the journal: " in said["foot"]
    made = paper.minutes(held, today=TODAY)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made


def test_the_journal_tells_every_step_and_holds(held: Any, people: Any) -> None:
    from alongside.floor.audit import journal
    from alongside.floor.audit.models import Entry
    from alongside.work.meetings.record import actions

    actions.decide(item=held.items.first(), decided=decided(), by=people.coordinator, at=AT)
    told = list(Entry.objects.filter(subject=held.thing).order_by("number").values_list("action", flat=True))
    assert told[0] == "meeting.planned"
    assert "meeting.invited" in told
    assert told[-2:] == ["meeting.attendance", "meeting.decided"]
    assert journal.verify() == []
