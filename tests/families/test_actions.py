"""Families are founded, proposed and agreed; schools ask, are answered, confirm, leave; each membership is a tie."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from alongside.floor.kernel.refusals import CannotRecord, ChangedMeanwhile
from tests.town import AT, BRIDGE, CANAL, LOCK, QUAY, TODAY

if TYPE_CHECKING:
    from alongside.work.families.models import Family
    from alongside.work.ties.models import Tie
    from tests.town import Town

pytestmark = pytest.mark.django_db
SINCE = date(2026, 9, 1)


def founded(town: Town, **said: Any) -> Family:
    from alongside.work.families import actions

    values: dict[str, Any] = {
        "name": "Canal Family",
        "kind": "family",
        "purpose": "To know each other well.",
        "since": SINCE,
    }
    return actions.found(**(values | {"lead": town.person(town.head), "by": town.director, "at": AT} | said))


def ties_of(urn: int) -> list[Tie]:
    from alongside.work.ties.models import Tie

    return list(Tie.objects.of_school(urn).order_by("pk"))


def told(user: Any) -> list[str]:
    from alongside.floor.mail.models import Notice

    return list(Notice.objects.filter(user=user).order_by("pk").values_list("subject", flat=True))


def test_a_school_asks_is_answered_by_the_lead_and_belongs_from_that_day(town: Town) -> None:
    from alongside.work.families import actions

    family = founded(town)
    asking = actions.ask_to_join(family=family.pk, school=LOCK, words="We are next door.", by=town.other_head, at=AT)
    assert told(town.head) == ["Lock Academy asks to join Canal Family"]
    assert not ties_of(LOCK)
    actions.answer_asking(asking=asking.pk, version=1, yes=True, by=town.head, at=AT)
    assert told(town.other_head) == ["Canal Family says yes: your school belongs to it"]
    (tie,) = ties_of(LOCK)
    assert (tie.kind, tie.circle, tie.name, tie.since, tie.until) == (
        "family",
        family.thing,
        "Canal Family",
        TODAY,
        None,
    )
    with pytest.raises(CannotRecord, match="waits for no answer"):
        actions.answer_asking(asking=asking.pk, version=2, yes=True, by=town.head, at=AT)


def test_a_no_says_why_and_makes_no_member(town: Town) -> None:
    from alongside.work.families import actions

    asking = actions.ask_to_join(family=founded(town).pk, school=LOCK, words="", by=town.other_head, at=AT)
    with pytest.raises(CannotRecord, match="why not now"):
        actions.answer_asking(asking=asking.pk, version=1, yes=False, by=town.head, at=AT)
    actions.answer_asking(asking=asking.pk, version=1, yes=False, words="We are full.", by=town.head, at=AT)
    assert not ties_of(LOCK)
    assert told(town.other_head) == ["Canal Family says: not now"]


def test_who_leaves_ends_the_tie_and_who_comes_back_has_another(town: Town) -> None:
    from alongside.work.families import actions

    family = founded(town)
    member = actions.join(family=family.pk, school=CANAL, since=SINCE, by=town.director, at=AT)
    actions.leave(membership=member.pk, on=TODAY, why="Too far.", by=town.head, at=AT)
    later = AT + timedelta(days=30)
    again = actions.join(family=family.pk, school=CANAL, since=later.date(), by=town.director, at=later)
    first, second = ties_of(CANAL)
    assert (first.source, first.until) == (member.thing, TODAY)
    assert (second.source, second.until) == (again.thing, None)


def test_what_a_school_proposes_stands_once_the_office_agrees(town: Town) -> None:
    from alongside.work.families import actions

    family = founded(town, proposed_by=CANAL, others=[LOCK, CANAL], by=town.head)
    assert family.state == "proposed"
    assert not family.memberships.exists()
    assert told(town.director) == ["A family is proposed: Canal Family"]
    with pytest.raises(CannotRecord, match="does not stand"):
        actions.ask_to_join(family=family.pk, school=LOCK, words="", by=town.other_head, at=AT)
    actions.agree(family=family.pk, version=1, by=town.director, at=AT)
    states = dict(family.memberships.values_list("school", "state"))
    assert states == {CANAL: "member", LOCK: "waits"}
    assert "Does your school belong to Canal Family?" in told(town.other_head)
    assert ties_of(CANAL)
    assert not ties_of(LOCK)


def test_what_is_not_agreed_says_why(town: Town) -> None:
    from alongside.work.families import actions

    family = founded(town, proposed_by=CANAL, by=town.head)
    with pytest.raises(CannotRecord, match="Say why"):
        actions.decline(family=family.pk, version=1, why=" ", by=town.director, at=AT)
    actions.decline(family=family.pk, version=1, why="There is one on your street.", by=town.director, at=AT)
    with pytest.raises(CannotRecord, match="no decision"):
        actions.agree(family=family.pk, version=2, by=town.director, at=AT)


def test_who_runs_a_network_records_it_and_each_school_says_whether_it_belongs(town: Town) -> None:
    from alongside.work.families import actions

    family = founded(town, kind="alliance", proposed_by=CANAL, others=[LOCK, BRIDGE], by=town.head)
    assert family.stands
    lock, bridge = (family.memberships.get(school=urn) for urn in (LOCK, BRIDGE))
    actions.confirm(membership=lock.pk, version=1, yes=True, by=town.other_head, at=AT)
    actions.confirm(membership=bridge.pk, version=1, yes=False, words="We left in 2019.", by=town.director, at=AT)
    assert [tie.kind for tie in ties_of(LOCK)] == ["network"]
    assert not ties_of(BRIDGE)
    assert "Bridge Primary School does not belong to Canal Family" in told(town.head)


def test_a_membership_that_the_office_recorded_wrongly_was_never_one(town: Town) -> None:
    from alongside.work.families import actions

    member = actions.join(family=founded(town).pk, school=LOCK, since=SINCE, by=town.director, at=AT)
    assert "Your school belongs to Canal Family" in told(town.other_head)
    actions.confirm(membership=member.pk, version=1, yes=False, words="Never.", by=town.other_head, at=AT)
    assert [tie.withdrawn for tie in ties_of(LOCK)] == [True]
    again = actions.join(family=member.family_id, school=LOCK, since=SINCE, by=town.director, at=AT)
    assert [tie.withdrawn for tie in ties_of(LOCK)] == [True, False]
    assert again.pk != member.pk


def test_nobody_is_a_member_twice_and_asks_twice(town: Town) -> None:
    from alongside.work.families import actions

    family = founded(town)
    actions.ask_to_join(family=family.pk, school=LOCK, words="", by=town.other_head, at=AT)
    with pytest.raises(CannotRecord, match="asked already"):
        actions.ask_to_join(family=family.pk, school=LOCK, words="", by=town.other_head, at=AT)
    actions.join(family=family.pk, school=LOCK, since=SINCE, by=town.director, at=AT)
    assert not family.askings.filter(state="waits").exists()
    with pytest.raises(CannotRecord, match="belongs to it already"):
        actions.join(family=family.pk, school=LOCK, since=SINCE, by=town.director, at=AT)
    with pytest.raises(CannotRecord, match="belongs to it already"):
        actions.ask_to_join(family=family.pk, school=LOCK, words="", by=town.other_head, at=AT)
    with pytest.raises(CannotRecord, match="called “CANAL FAMILY”"):
        founded(town, name="CANAL FAMILY")


def test_a_family_that_ends_takes_its_members_along(town: Town) -> None:
    from alongside.work.families import actions

    family = founded(town)
    for urn in (CANAL, LOCK):
        actions.join(family=family.pk, school=urn, since=SINCE, by=town.director, at=AT)
    actions.join(family=family.pk, school=QUAY, since=SINCE, waits=True, by=town.head, at=AT)
    actions.ask_to_join(family=family.pk, school=BRIDGE, words="", by=town.director, at=AT)
    with pytest.raises(ChangedMeanwhile):
        actions.close(family=family.pk, version=7, on=TODAY, why="Done.", by=town.director, at=AT)
    actions.close(family=family.pk, version=1, on=TODAY, why="Its work is done.", by=town.director, at=AT)
    assert [tie.until for urn in (CANAL, LOCK) for tie in ties_of(urn)] == [TODAY, TODAY]
    assert set(family.memberships.values_list("state", flat=True)) == {"left", "not"}
    assert not family.askings.filter(state="waits").exists()
    assert "Canal Family has ended" in told(town.other_head)


def test_what_was_agreed_has_its_day_and_can_be_taken_back(town: Town) -> None:
    from alongside.work.families import actions

    family = founded(town)
    with pytest.raises(CannotRecord, match="still to come"):
        actions.agree_on(family=family.pk, words="We visit.", on=TODAY + timedelta(days=1), by=town.head, at=AT)
    made = actions.agree_on(family=family.pk, words="We visit each other.", on=TODAY, by=town.head, at=AT)
    actions.take_back(agreement=made.pk, version=1, why="A mistake.", by=town.head, at=AT)
    with pytest.raises(CannotRecord, match="taken back already"):
        actions.take_back(agreement=made.pk, version=2, why="", by=town.head, at=AT)


def test_a_member_agrees_to_share_figures_and_takes_it_back_and_a_stranger_cannot(town: Town) -> None:
    from alongside.work.families import actions

    family = founded(town)
    actions.join(family=family.pk, school=CANAL, since=SINCE, by=town.director, at=AT)
    member = actions.consent(family=family.pk, school=CANAL, yes=True, by=town.head, at=AT)
    assert (member.figures, member.figures_on) == (True, TODAY)
    assert actions.consent(family=family.pk, school=CANAL, yes=False, by=town.head, at=AT).figures is False
    with pytest.raises(CannotRecord, match="not a member"):
        actions.consent(family=family.pk, school=LOCK, yes=True, by=town.other_head, at=AT)


def test_its_meetings_are_kept_as_all_meetings_and_its_heads_invited_by_calendar(town: Town) -> None:
    from alongside.floor.mail.models import Letter
    from alongside.work.families import actions
    from alongside.work.meetings import permissions
    from alongside.work.meetings.planning.actions import When

    family = founded(town, lead=town.person(town.lead))
    for urn in (CANAL, LOCK):
        actions.join(family=family.pk, school=urn, since=SINCE, by=town.director, at=AT)
    when = When(on=TODAY + timedelta(days=10), starts=time(9), ends=time(10), where="The library")
    meeting = actions.plan_meeting(family=family.pk, when=when, by=town.head, at=AT)
    asked = sorted(part.name for part in meeting.parts.all())
    assert asked == ["Hana Head", "Hugo Head", "Lena Lead"]
    assert Letter.objects.filter(subject__startswith="Invitation: Canal Family").count() == 3
    assert actions.plan_meeting(family=family.pk, when=when, by=town.head, at=AT).series_id == meeting.series_id
    assert permissions.is_member(town.other_head, meeting.series)
    assert not permissions.is_member(town.far_lead, meeting.series)
    assert permissions.runs(town.lead, meeting)
    handed = actions.change(
        family=family.pk,
        version=1,
        name=family.name,
        purpose=family.purpose,
        joining_words="",
        lead=town.person(town.head),
        by=town.director,
        at=AT,
    )
    meeting.refresh_from_db()
    assert handed.version == 2
    assert permissions.runs(town.head, meeting)
    assert not permissions.runs(town.other_head, meeting)
