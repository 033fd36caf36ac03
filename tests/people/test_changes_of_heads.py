"""A change of head that a load tells of is noted, shown until settled, and overwrites nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place, Post
from alongside.floor.audit.editing import ChangedMeanwhile
from alongside.floor.audit.models import Entry
from alongside.floor.mail.models import Notice
from alongside.knowledge.people import actions, queries
from alongside.knowledge.people.heads import actions as heads
from alongside.knowledge.people.models import HeadChange, Holding, Person
from alongside.knowledge.schools.models import Profile, Record
from tests.cast import person_holding
from tests.people.register import names_another_head, names_next
from tests.small_city import Lockside, lockside, small_files

__all__ = ["lockside", "small_files"]
pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture
def urn(lockside: Lockside) -> int:
    """A school whose register of a month ago named Ada Archer, and names Ben Booth now."""
    known = Profile.objects.current().filter(authority="Lockside", status="open", pupils__isnull=False)
    found = known.exclude(district="").order_by("urn")[0].urn
    names_another_head(found)
    return found


@pytest.fixture
def lead(urn: int) -> User:
    district = Profile.objects.current().get(urn=urn).district
    return person_holding("Lena Lead", Post("district-lead", "district", district))


def head(name: str, urn: int) -> Holding:
    person = actions.record_person(name=name, by=None, at=AT)
    return actions.hold(person=person, role="head", where=Place(school=urn), by=None, at=AT)


def change_of(urn: int) -> HeadChange:
    heads.note(by=None, at=AT, version=10**6)
    return HeadChange.objects.get(urn=urn)


def test_a_change_is_noted_with_the_row_that_tells_it(urn: int) -> None:
    found = change_of(urn)
    assert (found.was, found.now, found.state) == ("Mrs Ada Archer", "Mr Ben Booth", "waiting")
    assert Record.objects.filter(urn=urn, row=found.row, as_at=found.as_at).exists()
    assert found.as_at > found.was_as_at
    count = HeadChange.objects.count()
    assert heads.note(by=None, at=AT, version=10**6) == []
    assert HeadChange.objects.count() == count


def test_it_overwrites_nobody(urn: int) -> None:
    held = head("Ada Archer", urn)
    before = Holding.objects.values().get(pk=held.pk)
    change_of(urn)
    assert Holding.objects.values().get(pk=held.pk) == before


def test_the_district_lead_and_the_director_are_told_once(urn: int, lead: User) -> None:
    director = person_holding("Dot Director", Post("director", "partnership"))
    other = person_holding("Olga Other", Post("district-lead", "district", "nowhere"))
    change_of(urn)
    heads.note(by=None, at=AT, version=10**6)
    assert Notice.objects.filter(user=lead, thing__startswith="head-change").count() >= 1
    mine = Notice.objects.filter(thing=f"head-change {HeadChange.objects.get(urn=urn).pk}")
    assert set(mine.values_list("user", flat=True)) == {lead.pk, director.pk}
    assert not Notice.objects.filter(user=other).exists()


def test_where_ours_names_the_new_head_already_nobody_is_asked(urn: int) -> None:
    head("B. Booth", urn)
    assert change_of(urn).state == "agreed"


def test_a_change_of_long_ago_is_kept_and_not_asked_about(urn: int) -> None:
    heads.note(by=None, at=datetime(2028, 1, 1, tzinfo=UTC), version=10**6)
    assert HeadChange.objects.get(urn=urn).state == "past"


def test_a_later_file_that_names_somebody_else_again_takes_its_place(urn: int) -> None:
    first = change_of(urn)
    names_next(urn, "Ms Cat Crane", date(2026, 11, 12))
    heads.note(by=None, at=AT, version=10**6)
    first.refresh_from_db()
    assert first.state == "overtaken"
    assert [one.now for one in HeadChange.objects.filter(urn=urn, state="waiting")] == ["Ms Cat Crane"]


def test_a_new_head_is_recorded_and_the_one_before_ends_the_day_before(urn: int, lead: User) -> None:
    old = head("Ada Archer", urn)
    change = change_of(urn)
    began = date(2026, 11, 1)
    made = heads.record_head(
        change=change.pk, version=1, since=began, name="Ben Booth", email="b@x.example", by=lead, at=AT
    )
    old.refresh_from_db()
    change.refresh_from_db()
    assert (old.until, made.since, made.person.name) == (date(2026, 10, 31), began, "Ben Booth")
    assert (change.state, change.holding, change.by) == ("recorded", made, lead)
    assert queries.head_of(urn, on=began) == made
    assert queries.head_of(urn, on=date(2026, 10, 31)) == old
    actions_told = list(Entry.objects.order_by("-number").values_list("action", flat=True)[:4])
    assert actions_told == ["head-change.settled", "role.held", "role.ended", "person.recorded"]


def test_somebody_who_is_recorded_already_can_become_head(urn: int, lead: User) -> None:
    ben = actions.record_person(name="Ben Booth", by=None, at=AT)
    made = heads.record_head(change=change_of(urn).pk, version=1, since=date(2026, 11, 1), person=ben, by=lead, at=AT)
    assert made.person == ben
    assert Person.objects.filter(name="Ben Booth").count() == 1


def test_whoever_is_head_already_is_no_new_head(urn: int, lead: User) -> None:
    held = head("Ada Archer", urn)
    change = change_of(urn)
    with pytest.raises(actions.CannotRecord, match="is recorded as head of this school already"):
        heads.record_head(change=change.pk, version=1, since=date(2026, 11, 1), person=held.person, by=lead, at=AT)
    change.refresh_from_db()
    assert change.is_waiting


def test_the_same_person_written_otherwise_needs_no_reason_and_a_wrong_file_does(urn: int, lead: User) -> None:
    change = change_of(urn)
    with pytest.raises(actions.CannotRecord, match="Say how you know"):
        heads.settle(change=change.pk, version=1, how="wrong", why=" ", by=lead, at=AT)
    assert heads.settle(change=change.pk, version=1, how="spelling", why="", by=lead, at=AT).state == "spelling"
    with pytest.raises(actions.CannotRecord, match="settled already"):
        heads.settle(change=change.pk, version=2, how="wrong", why="No.", by=lead, at=AT)


def test_of_two_who_settle_it_the_second_is_shown_the_first(urn: int, lead: User) -> None:
    change = change_of(urn)
    heads.settle(change=change.pk, version=1, how="spelling", why="", by=lead, at=AT)
    with pytest.raises(ChangedMeanwhile):
        heads.settle(change=change.pk, version=1, how="wrong", why="No.", by=lead, at=AT)


def test_what_was_settled_is_not_asked_again_when_the_file_is_loaded_again(urn: int, lead: User) -> None:
    change = change_of(urn)
    heads.settle(change=change.pk, version=1, how="wrong", why="She is still here.", by=lead, at=AT)
    assert heads.note(by=None, at=AT, version=10**6) == []
    change.refresh_from_db()
    assert change.state == "wrong"
