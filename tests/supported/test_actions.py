"""Asking, answering openly and in confidence, replying, closing; what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from alongside.floor.audit.editing import ChangedMeanwhile
from tests.supported.making import NO, YES, opened, says, trusted
from tests.town import AT, CANAL, TODAY, Town

pytestmark = pytest.mark.django_db


def answers() -> list[Any]:
    from alongside.work.engagement.supported.models import Answer

    return list(Answer.objects.all())


def test_every_head_and_chair_is_asked_once_and_told(town: Town) -> None:
    from alongside.floor.mail.models import Notice

    trusted()
    found = opened()
    assert (found.key, found.name, found.closes_on) == ("2026-autumn", "Autumn term 2026", TODAY + timedelta(days=28))
    asked = sorted((one.person.name, one.role) for one in found.asked.select_related("person"))
    assert asked == [("Chen Chair", "chair"), ("Hana Head", "head"), ("Hilda Head", "head"), ("Hugo Head", "head")]
    assert Notice.objects.filter(kind="supported").count() == 4
    assert "Tessa Trusted" in Notice.objects.first().words


def test_who_leads_two_schools_is_asked_once(town: Town) -> None:
    from alongside.floor.accounts.roles import Place
    from alongside.knowledge.people import actions as people

    trusted()
    people.hold(person=town.person(town.head), role="head", where=Place(school=900004), by=None, at=AT)
    assert opened().asked.filter(person=town.person(town.head)).count() == 1


def test_a_round_needs_one_trusted_person_and_is_opened_once_a_term(town: Town) -> None:
    from alongside.work.engagement.supported.actions import CannotRecord

    with pytest.raises(CannotRecord, match="one trusted person"):
        opened()
    trusted()
    opened()
    with pytest.raises(CannotRecord, match="asked already"):
        opened()


def test_an_open_no_is_replied_to_by_the_district_lead_by_a_date(town: Town) -> None:
    from alongside.floor.mail.models import Notice
    from alongside.work.contacts.models import Contact
    from alongside.work.engagement.supported import actions

    trusted()
    says(town, opened(), town.chair, words="Nobody calls")
    (one,) = answers()
    assert (one.responder, one.reply_due) == (town.person(town.lead), TODAY + timedelta(days=10))
    assert Notice.objects.filter(user=town.lead, thing=one.thing).count() == 1
    contact = Contact.objects.get()
    assert (contact.kind, contact.school, contact.said) == ("survey", CANAL, "")
    actions.reply(answer=one.pk, version=1, words="I call on Monday", by=town.lead, at=AT)
    assert Notice.objects.filter(user=town.chair, subject="You were replied to").exists()
    with pytest.raises(actions.CannotRecord):
        actions.reply(answer=one.pk, version=2, words="Again", by=town.lead, at=AT)
    with pytest.raises(ChangedMeanwhile):
        actions.reply(answer=one.pk, version=1, words="Again", by=town.lead, at=AT)


def test_an_answer_can_be_changed_while_the_round_is_open_and_there_is_one_a_person(town: Town) -> None:
    from alongside.work.engagement.supported.actions import CannotRecord

    trusted()
    found = opened()
    says(town, found, town.chair, NO)
    says(town, found, town.chair, YES, at=AT + timedelta(days=2))
    (one,) = answers()
    assert (one.says_no, one.reply_due, one.version) == (False, None, 2)
    with pytest.raises(CannotRecord, match="closed"):
        says(town, found, town.chair, NO, at=AT + timedelta(days=29))


def test_who_changes_a_no_does_not_wait_anew(town: Town) -> None:
    trusted()
    found = opened()
    says(town, found, town.chair, NO)
    says(town, found, town.chair, NO | {"safe": False}, at=AT + timedelta(days=5))
    assert answers()[0].reply_due == TODAY + timedelta(days=10)


def test_an_open_answer_stays_open_and_one_in_confidence_may_be_opened(town: Town) -> None:
    from alongside.work.engagement.supported.actions import CannotRecord
    from alongside.work.engagement.supported.models import Sealed

    trusted()
    found = opened()
    says(town, found, town.chair)
    with pytest.raises(CannotRecord, match="can no longer become confidential"):
        says(town, found, town.chair, in_confidence=True)
    says(town, found, town.head, in_confidence=True)
    assert Sealed.objects.count() == 1
    says(town, found, town.head)
    assert Sealed.objects.count() == 0
    assert len(answers()) == 2


@pytest.mark.parametrize("said", [{}, {"safe": True}, YES | {"more": True}])
def test_each_question_is_answered(town: Town, said: dict[str, bool]) -> None:
    from alongside.work.engagement.supported import actions

    trusted()
    found = opened()
    with pytest.raises(actions.CannotRecord):
        actions.answer(
            round=found,
            person=town.person(town.chair),
            said=said,
            words="",
            in_confidence=True,
            by=town.chair,
            at=AT,
        )


def test_nobody_answers_for_another_or_unasked(town: Town) -> None:
    from alongside.work.engagement.supported import actions

    trusted()
    found = opened()
    for person, by in ((town.chair, town.head), (town.governor, town.governor), (town.director, town.director)):
        with pytest.raises(actions.CannotRecord):
            actions.answer(
                round=found, person=town.person(person), said=NO, words="", in_confidence=False, by=by, at=AT
            )


def test_the_trusted_person_reads_and_replies_and_nobody_else(town: Town) -> None:
    from alongside.work.engagement.supported import actions, queries

    tessa = trusted()
    found = opened()
    says(town, found, town.chair, words="SECRETWORD", in_confidence=True)
    for user in (town.director, town.lead, town.head, town.chair):
        with pytest.raises(actions.CannotRecord):
            actions.read_words(round=found, by=user, at=AT)
    (one,) = actions.read_words(round=found, by=tessa, at=AT)
    assert (one.name, one.words, one.waits) == ("Chen Chair", "SECRETWORD", True)
    assert one.reply_due == TODAY + timedelta(days=16)  # ten days after the Sunday of a Monday's week
    with pytest.raises(actions.CannotRecord):
        actions.reply_in_confidence(round=found, token=one.token, words="x", by=town.director, at=AT)
    actions.reply_in_confidence(round=found, token=one.token, words="Come and see me", by=tessa, at=AT)
    own = queries.own_in_confidence(found, town.person(town.chair))
    assert own
    assert (own.reply, own.waits) == ("Come and see me", False)
    says(town, found, town.chair, words="Still no", in_confidence=True)
    own = queries.own_in_confidence(found, town.person(town.chair))
    assert own
    assert (own.words, own.reply, own.waits) == ("Still no", "Come and see me", True)


def test_a_successor_does_not_read_what_was_said_to_another(town: Town) -> None:
    from alongside.knowledge.people import actions as people
    from alongside.work.engagement.supported import actions

    tessa = trusted()
    found = opened()
    says(town, found, town.chair, in_confidence=True)
    later = AT + timedelta(days=2)
    people.end_holding(holding=tessa.person.holdings.get(), until=TODAY, why="", by=None, at=AT)
    people.hold(person=town.person(town.board), role="trusted-person", by=None, at=AT)
    tessa.refresh_from_db()
    town.board.refresh_from_db()
    for user in (tessa, town.board):
        with pytest.raises(actions.CannotRecord):
            actions.read_words(round=found, by=user, at=later)


def test_figures_are_made_once_when_the_round_closes(town: Town) -> None:
    from alongside.work.engagement.supported import actions

    trusted()
    found = opened()
    says(town, found, town.chair)
    says(town, found, town.head, in_confidence=True)
    assert found.figures is None
    closed = actions.close_round(round=found, by=None, at=AT + timedelta(days=29))
    city = closed.figures["district"][""]
    assert (city["asked"], city["open"], city["sealed"]) == (4, 1, None)
    with pytest.raises(actions.CannotRecord):
        actions.close_round(round=found, by=None, at=AT)


def test_the_days_work_opens_reminds_and_closes(town: Town) -> None:
    from alongside.floor.mail.models import Notice
    from alongside.work.engagement.supported import daily
    from alongside.work.engagement.supported.models import Round

    tessa = trusted()
    assert daily.what_is_due(at=AT) == ["Autumn term 2026: schools are asked."]
    assert daily.what_is_due(at=AT) == []
    says(town, Round.objects.get(), town.chair, in_confidence=True)
    assert not Notice.objects.filter(user=tessa).exists()
    told = daily.what_is_due(at=AT + timedelta(days=14))
    assert told == ["Autumn term 2026: everybody who is asked was reminded."]
    assert Notice.objects.filter(subject__endswith="A reminder").count() == 4  # also who has answered
    assert Notice.objects.filter(user=tessa).count() == 1
    told = daily.what_is_due(at=AT + timedelta(days=29))
    assert told == ["Autumn term 2026: closed, and its figures are made."]
    assert daily.tend(AT + timedelta(days=120)) == []  # the worker opens none by itself
