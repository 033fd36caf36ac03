"""Recording, weighing, telling, answering, closing; what stays of it, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.floor.audit.editing import ChangedMeanwhile
from tests.concerns.making import REASON, record, step, tell
from tests.town import AT, BRIDGE, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db


def entries(action: str) -> list[Any]:
    from alongside.floor.audit.models import Entry

    return list(Entry.objects.filter(action=action).select_related("details"))


def test_a_first_weighing_is_recorded_with_its_reason(town: Town) -> None:
    made = record(town)
    (weighing,) = made.weighings.all()
    assert (weighing.act, weighing.weight, weighing.direction, weighing.why) == ("recorded", "act", "new", REASON)
    assert (made.recorded_on, made.told_on, made.state) == (TODAY, None, "open")
    assert entries("concern.recorded")[0].details.said["title"] == "Teachers leave"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"why": ""},
        {"weight": "strong"},  # a strength's
        {"weight": "nothing"},
        {"area": "x"},
        {"source": "x"},
        {"kind": "x"},
        {"direction": "x"},
    ],
)
def test_what_cannot_stand_is_refused(town: Town, wrong: dict[str, Any]) -> None:
    from alongside.work.engagement.concerns.actions import CannotRecord
    from alongside.work.engagement.concerns.models import Concern

    with pytest.raises(CannotRecord):
        record(town, **wrong)
    assert not Concern.objects.exists()


def test_weighings_stay_as_they_were(town: Town) -> None:
    from alongside.work.engagement.concerns import actions

    made = record(town)
    later = AT + timedelta(days=30)
    actions.weigh(
        concern=made.pk, version=1, weight="act-now", direction="worse", why="Two more left", by=town.lead, at=later
    )
    found = actions.close(concern=made.pk, version=2, why="All posts are filled", by=town.lead, at=later)
    assert found.state == "closed"
    actions.reopen(concern=made.pk, version=3, weight="watch", direction="same", why="Again", by=town.lead, at=later)
    told = [(one.act, one.weight, one.direction, one.on) for one in made.weighings.all()]
    assert told == [
        ("recorded", "act", "new", TODAY),
        ("weighed", "act-now", "worse", date(2026, 12, 16)),
        ("closed", "act-now", "worse", date(2026, 12, 16)),
        ("reopened", "watch", "same", date(2026, 12, 16)),
    ]


def test_who_weighs_upon_a_newer_weighing_is_refused(town: Town) -> None:
    from alongside.work.engagement.concerns import actions

    made = record(town)
    said = {"weight": "watch", "direction": "better", "why": "Posts are filled", "by": town.lead, "at": AT}
    actions.weigh(concern=made.pk, version=1, **said)
    with pytest.raises(ChangedMeanwhile):
        actions.weigh(concern=made.pk, version=1, **said)
    assert made.weighings.count() == 2


def test_nothing_is_weighed_or_closed_twice_or_without_a_reason(town: Town) -> None:
    from alongside.work.engagement.concerns import actions

    made = record(town)
    with pytest.raises(actions.CannotRecord):
        actions.close(concern=made.pk, version=1, why=" ", by=town.lead, at=AT)
    actions.close(concern=made.pk, version=1, why="Done", by=town.lead, at=AT)
    with pytest.raises(actions.CannotRecord):
        actions.close(concern=made.pk, version=2, why="Done", by=town.lead, at=AT)
    with pytest.raises(actions.CannotRecord):
        actions.weigh(concern=made.pk, version=2, weight="act", direction="same", why="x", by=town.lead, at=AT)


def test_the_next_step_becomes_a_task_of_its_owner(town: Town) -> None:
    made = record(town, next_step=step(town))
    assert made.task
    assert (made.task.owner, made.task.due, made.task.source) == (town.person(town.lead), step(town).due, made.thing)
    assert not made.task.shown_to_school


def test_the_next_step_of_something_restricted_is_no_task_and_only_for_who_may_read(town: Town) -> None:
    from alongside.work.engagement.concerns.actions import CannotRecord
    from alongside.work.tasks.models import Task

    made = record(town, restricted=True, next_step=step(town))
    assert (made.task, made.next_owner) == (None, town.person(town.lead))
    assert not Task.objects.exists()
    for somebody in (town.far_lead, town.head):
        with pytest.raises(CannotRecord):
            record(town, restricted=True, next_step=step(town, owner=somebody))


def test_what_is_restricted_leaves_no_word_in_the_journal_no_notice_and_no_contact(town: Town) -> None:
    from alongside.floor.audit.models import Entry
    from alongside.floor.mail.models import Letter, Notice
    from alongside.work.contacts.models import Contact
    from alongside.work.engagement.concerns import actions

    made = record(town, restricted=True, title="SECRETWORD", words="SECRETWORD", why="SECRETWORD", by=town.director)
    said = {"weight": "act-now", "direction": "worse", "why": "SECRETWORD", "by": town.director, "at": AT}
    actions.weigh(concern=made.pk, version=1, **said)
    actions.note_read(concern=made, by=town.director, at=AT)
    actions.close(concern=made.pk, version=2, why="SECRETWORD", by=town.director, at=AT)
    for entry in Entry.objects.select_related("details"):
        assert "SECRETWORD" not in str(entry.details.said)
        assert str(CANAL) not in str(entry.details.said)
    assert [entry.by for entry in entries("concern.read")] == [town.director]
    assert not Notice.objects.exists()
    assert not Letter.objects.exists()
    assert not Contact.objects.exists()


def test_the_district_lead_hears_what_another_recorded(town: Town) -> None:
    from alongside.floor.mail.models import Notice

    record(town, by=town.director)
    assert [notice.user for notice in Notice.objects.all()] == [town.lead]


def test_telling_the_school_shows_it_to_head_and_chair_and_posts_a_contact(town: Town) -> None:
    from alongside.floor.mail.models import Notice
    from alongside.work.contacts.models import Contact
    from alongside.work.engagement.concerns.models import Concern

    made = record(town)
    for user in (town.head, town.chair):
        assert not Concern.objects.visible(user).exists()
    found = tell(town, made)
    assert found.told_to == "Hana Head"
    for user in (town.head, town.chair):
        assert list(Concern.objects.visible(user)) == [found]
    assert {one.user for one in Notice.objects.filter(subject__contains="your school")} == {town.head, town.chair}
    contact = Contact.objects.get()
    assert (contact.kind, contact.school, contact.source, contact.said) == ("call", CANAL, made.thing, "")
    assert {taking.name for taking in contact.takings.all()} == {"Hana Head", "Lena Lead"}


def test_a_school_is_told_once_by_somebody_on_a_day_that_has_been(town: Town) -> None:
    from alongside.work.engagement.concerns import actions

    made = record(town)
    common = {"concern": made.pk, "version": 1, "by": town.lead, "at": AT}
    for wrong in (
        {"to": "", "how": "call", "on": TODAY},
        {"to": "Hana", "how": "pigeon", "on": TODAY},
        {"to": "Hana", "how": "call", "on": TODAY + timedelta(days=1)},
        {"to": "Hana", "how": "call", "on": TODAY - timedelta(days=1)},
    ):
        with pytest.raises(actions.CannotRecord):
            actions.tell_school(**common, **wrong)
    actions.tell_school(**common, to="Hana", how="letter", on=TODAY)
    with pytest.raises(actions.CannotRecord):
        actions.tell_school(**common | {"version": 2}, to="Hana", how="letter", on=TODAY)
    hidden = record(town, restricted=True)
    with pytest.raises(actions.CannotRecord):
        actions.tell_school(**common | {"concern": hidden.pk}, to="Hana", how="letter", on=TODAY)


def test_the_school_answers_when_it_has_been_told_and_not_before(town: Town) -> None:
    from alongside.floor.mail.models import Notice
    from alongside.work.engagement.concerns import actions

    made = record(town, by=town.director)
    with pytest.raises(actions.CannotRecord):
        actions.reply(concern=made.pk, words="It is not so", by=town.head, at=AT)
    tell(town, made)
    actions.reply(concern=made.pk, words="It is not so", by=town.head, at=AT)
    assert [one.words for one in made.replies.all()] == ["It is not so"]
    told = {one.user for one in Notice.objects.filter(subject__startswith="The school answered")}
    assert told == {town.lead, town.director}


def test_only_strengths_are_shared(town: Town) -> None:
    from alongside.work.engagement.concerns import actions, queries

    strength = record(town, kind="strength", weight="example")
    actions.share(concern=strength.pk, version=1, to_share=True, by=town.lead, at=AT)
    assert not queries.shared_strengths().exists()  # the school has not heard of it
    tell(town, strength, version=2)
    assert [one.pk for one in queries.shared_strengths()] == [strength.pk]
    with pytest.raises(actions.CannotRecord):
        actions.share(concern=record(town).pk, version=1, to_share=True, by=town.lead, at=AT)


def test_a_restriction_is_lifted_with_a_reason_and_the_school_then_to_be_told(town: Town) -> None:
    from alongside.work.engagement.concerns import actions
    from alongside.work.engagement.concerns.models import Concern

    made = record(town, restricted=True)
    with pytest.raises(actions.CannotRecord):
        actions.lift(concern=made.pk, version=1, why="", by=town.director, at=AT)
    later = AT + timedelta(days=9)
    found = actions.lift(concern=made.pk, version=1, why="It is public now", by=town.director, at=later)
    assert (found.restricted, found.told_on, found.recorded_on) == (False, None, date(2026, 11, 25))
    assert not Concern.objects.visible(town.head).exists()


def test_only_academies_are_referred_and_the_answer_is_chased(town: Town) -> None:
    from alongside.work.engagement.concerns import actions
    from alongside.work.engagement.concerns.referring import actions as referring

    with pytest.raises(actions.CannotRecord):
        referring.refer(concern=record(town).pk, to="trust", whom="X", how="letter", on=TODAY, by=town.lead, at=AT)
    made = record(town, school=LOCK)
    sent = {"concern": made.pk, "to": "trust", "whom": "Canal Trust", "how": "letter", "by": town.lead, "at": AT}
    found = referring.refer(**sent, on=TODAY)
    assert found.chase_by == TODAY + timedelta(days=15)
    with pytest.raises(actions.CannotRecord):
        referring.refer(**sent, on=TODAY)
    later = AT + timedelta(days=16)
    found = referring.chase(
        referral=found.pk, version=1, how="call", on=TODAY + timedelta(days=16), by=town.lead, at=later
    )
    assert found.chase_by == TODAY + timedelta(days=31)
    said = {"answer": "We act", "answered_by": "Its chief executive", "on": TODAY + timedelta(days=16)}
    found = referring.answered(referral=found.pk, version=2, **said, by=town.lead, at=later)
    assert found.answered_on
    with pytest.raises(actions.CannotRecord):
        referring.answered(referral=found.pk, version=3, **said, by=town.lead, at=later)
    with pytest.raises(ChangedMeanwhile):
        referring.chase(referral=found.pk, version=1, how="call", on=TODAY, by=town.lead, at=later)


def test_keys_do_not_count(town: Town) -> None:
    keys = {record(town).key for _ in range(5)}
    assert len(keys) == 5
    assert all(len(key) == 8 and not key.isdecimal() for key in keys)


def test_each_sees_what_the_policy_gives_and_no_more(town: Town) -> None:
    from alongside.work.engagement.concerns.models import Concern
    from tests.cast import person_holding
    from tests.town import Post

    untold, told = record(town), tell(town, record(town))
    hidden, far = record(town, restricted=True), record(town, school=BRIDGE)
    staff = person_holding("Stan Staff", Post("staff", "partnership"))
    sees = {
        town.director: {untold, told, hidden, far},
        town.lead: {untold, told, hidden},
        town.far_lead: {far},
        staff: {untold, told, far},
        town.head: {told},
        town.chair: {told},
        town.other_head: set(),
        town.council: set(),
        town.board: set(),
        town.governor: set(),
        town.representative: set(),
    }
    for user, expected in sees.items():
        assert set(Concern.objects.visible(user)) == expected, user
