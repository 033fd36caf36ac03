"""What a school is good at: said, heard of by the school, confirmed by somebody else, answered, taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.strengths.making import say
from tests.town import AT, BRIDGE, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db
LONG_AGO = date(2023, 3, 1)


def test_the_school_hears_of_what_others_say_and_not_of_its_own_word(town: Town) -> None:
    from alongside.floor.mail.models import Notice

    say(town, seen="own", by=town.head, words="We read aloud every day.", topic="early-reading")
    assert not Notice.objects.exists()
    made = say(town)
    heard = Notice.objects.filter(thing=made.thing)
    assert {one.user for one in heard} == {town.head, town.chair}
    assert "Attendance" in heard[0].subject


def test_what_is_said_needs_a_topic_words_a_past_day_and_a_source_where_inspectors_said_it(town: Town) -> None:
    from alongside.floor.kernel.refusals import CannotRecord

    for wrong in (
        {"topic": "nothing"},
        {"words": " "},
        {"on": TODAY + timedelta(days=1)},
        {"seen": "rumour"},
        {"seen": "inspection"},
        {"words": "x" * 601},
        {"phase": "university"},
        {"shown_to": "everybody"},
    ):
        with pytest.raises(CannotRecord):
            say(town, **wrong)
    say(town)
    with pytest.raises(CannotRecord, match="Confirm it instead"):
        say(town)


def test_somebody_from_elsewhere_confirms_it_and_it_is_young_again(town: Town) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.sharing.strengths import actions
    from alongside.work.sharing.strengths.policies import strengths

    made = say(town, on=LONG_AGO)
    assert strengths().is_old(made.seen, made.fresh_on, TODAY)
    for nobody in (town.head, town.governor, town.lead):  # of the school, or who said it
        with pytest.raises(CannotRecord):
            actions.confirm(strength=made.pk, person=town.person(nobody), on=TODAY, by=town.lead, at=AT)
    hugo = town.person(town.other_head)
    actions.confirm(strength=made.pk, person=hugo, on=TODAY, words="I saw it.", by=town.other_head, at=AT)
    made.refresh_from_db()
    assert made.fresh_on == TODAY
    assert not strengths().is_old(made.seen, made.fresh_on, TODAY)
    with pytest.raises(CannotRecord, match="already"):
        actions.confirm(strength=made.pk, person=hugo, on=TODAY, by=town.other_head, at=AT)


def test_the_school_answers_and_takes_back_and_then_nobody_else_sees_it(town: Town) -> None:
    from alongside.floor.audit.editing import ChangedMeanwhile
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.floor.mail.models import Notice
    from alongside.work.sharing.strengths import actions, queries
    from alongside.work.sharing.strengths.models import Strength

    made = say(town)
    actions.answer(strength=made.pk, version=1, words="Thank you. Come and see.", by=town.head, at=AT)
    assert Notice.objects.filter(user=town.lead, thing=made.thing).count() == 1
    with pytest.raises(ChangedMeanwhile):
        actions.take_back(strength=made.pk, version=1, by=town.head, at=AT)
    assert queries.of_schools([CANAL], TODAY) == {CANAL: ["Attendance"]}
    actions.take_back(strength=made.pk, version=2, by=town.head, at=AT)
    assert queries.of_schools([CANAL], TODAY) == {}
    seeing = [one for one in (town.head, town.other_head, town.lead) if Strength.objects.visible(one).exists()]
    assert seeing == [town.head]
    with pytest.raises(CannotRecord):
        actions.confirm(strength=made.pk, person=town.person(town.other_head), on=TODAY, by=town.other_head, at=AT)


def test_topics_of_schools_take_one_query_and_leave_out_what_is_the_offices_own(
    town: Town, django_assert_num_queries: object
) -> None:
    from alongside.work.sharing.strengths import queries

    say(town)
    say(town, topic="governing", words="Governors who ask well.", on=TODAY - timedelta(days=9))
    say(town, school=LOCK, topic="money", shown_to="office")
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.of_schools([CANAL, LOCK, BRIDGE], TODAY)
    assert found == {CANAL: ["Attendance", "Governing a school"]}


def test_every_change_is_in_the_journal_and_in_the_history(town: Town) -> None:
    from alongside.floor.audit import journal
    from alongside.work.sharing.strengths import actions

    made = say(town)
    actions.change(
        strength=made.pk, version=1, topic="families", words="Breakfast with parents.", on=TODAY, by=town.head, at=AT
    )
    assert list(made.history.values_list("version", "words")) == [
        (2, "Breakfast with parents."),
        (1, "Breakfast for everybody brings pupils in early."),
    ]
    assert journal.verify() == []
