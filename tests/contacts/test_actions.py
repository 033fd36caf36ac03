"""Contacts are posted, changed, taken back; what was said for few is kept apart."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from tests.town import AT, BRIDGE, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db


def post(town: Town, **said: Any) -> Any:
    from alongside.work.contacts import actions

    told: dict[str, Any] = {
        "kind": "call",
        "on": TODAY,
        "subject": "The new timetable",
        "parties": [actions.Party(role="head", person=town.person(town.head), school=CANAL)],
        "school": CANAL,
        "by": town.lead,
        "at": AT,
    }
    return actions.post(**told | said)


def test_a_contact_says_who_took_part_and_where_their_school_stood(town: Town) -> None:
    made = post(town)
    part = made.takings.get()
    assert (made.district, part.name, part.role, part.heard) == ("ladywood", "Hana Head", "head", True)
    assert (part.district, part.phase, part.type_group) == ("ladywood", "primary", "maintained")
    assert made.recorded_by == town.lead


def test_one_source_has_one_contact_and_the_same_again_changes_nothing(town: Town) -> None:
    from alongside.floor.audit.models import Entry
    from alongside.work.contacts.models import Contact

    first = post(town, source="visit 12")
    entries = Entry.objects.count()
    again = post(town, source="visit 12")
    assert (again.pk, again.version, Entry.objects.count()) == (first.pk, 1, entries)
    changed = post(town, source="visit 12", subject="The timetable and the budget")
    assert (changed.pk, changed.version, Contact.objects.count()) == (first.pk, 2, 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"on": TODAY + timedelta(days=1)}, "still to come"),
        ({"subject": "  "}, "what it was about"),
        ({"parties": []}, "who took part"),
        ({"kind": "dream"}, "no kind of contact"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(town: Town, said: dict[str, Any], words: str) -> None:
    from alongside.work.contacts.actions import CannotRecord

    with pytest.raises(CannotRecord, match=words):
        post(town, **said)


def test_a_party_needs_a_name(town: Town) -> None:
    from alongside.work.contacts.actions import CannotRecord, Party

    with pytest.raises(CannotRecord, match="who took part"):
        post(town, parties=[Party(role="head", school=CANAL)])


SECRET = "The budget was moved in the dark"


def test_what_is_for_few_stands_neither_in_the_contact_nor_its_history_nor_the_journal(town: Town) -> None:
    from alongside.floor.audit.models import Details
    from alongside.work.contacts import actions
    from alongside.work.contacts.models import Contact

    made = post(town, said=SECRET, restricted=True)
    changed = actions.change(
        contact=made.pk,
        version=1,
        kind="meeting",
        on=TODAY,
        subject="Something else",
        parties=[actions.Party(role="head", person=town.person(town.head), school=CANAL)],
        said=f"{SECRET}, twice",
        restricted=True,
        by=town.lead,
        at=AT,
    )
    actions.withdraw(contact=made.pk, version=changed.version, why="Recorded twice", by=town.lead, at=AT)
    written = json.dumps([one.said for one in Details.objects.all()], default=str)
    assert SECRET not in written
    assert "The new timetable" not in written
    assert all(SECRET not in state.said for state in Contact.history.all())
    assert changed.confidence.said == f"{SECRET}, twice"


def test_what_becomes_open_moves_into_the_contact_and_back(town: Town) -> None:
    from alongside.work.contacts.models import Confidence

    made = post(town, said=SECRET, restricted=True, source="visit 1")
    assert (made.said, made.confidence.said) == ("", SECRET)
    opened = post(town, said="What all may read", source="visit 1")
    assert (opened.said, Confidence.objects.count()) == ("What all may read", 0)
    closed = post(town, said=SECRET, restricted=True, source="visit 1")
    assert (closed.said, closed.confidence.said) == ("", SECRET)


def test_each_reading_of_what_is_for_few_is_journalled(town: Town) -> None:
    from alongside.floor.audit.models import Entry
    from alongside.work.contacts import actions

    made = post(town, said=SECRET, restricted=True)
    assert actions.read_restricted(contact=made, by=town.director, at=AT) == SECRET
    entry = Entry.objects.get(action="contact.restricted-read")
    assert (entry.by, entry.subject) == (town.director, f"contact {made.pk}")
    assert actions.read_restricted(contact=post(town), by=town.director, at=AT) == ""


def test_what_is_kept_elsewhere_is_changed_there(town: Town) -> None:
    from alongside.work.contacts import actions

    made = post(town, source="visit 12")
    with pytest.raises(actions.CannotRecord, match="change it there"):
        actions.withdraw(contact=made.pk, version=1, why="x", by=town.lead, at=AT)
    gone = actions.withdraw_source(source="visit 12", why="It never took place", by=town.lead, at=AT)
    assert gone is not None
    assert (gone.withdrawn, gone.takings.get().heard) == (True, False)
    assert actions.withdraw_source(source="visit 12", why="Again", by=town.lead, at=AT) is None
    back = post(town, source="visit 12")
    assert (back.pk, back.withdrawn, back.takings.get().heard) == (made.pk, False, True)


def test_whoever_saves_upon_a_newer_state_is_told_so(town: Town) -> None:
    from alongside.floor.audit.editing import ChangedMeanwhile
    from alongside.work.contacts import actions

    made = post(town)
    actions.withdraw(contact=made.pk, version=1, why="By mistake", by=town.lead, at=AT)
    with pytest.raises(ChangedMeanwhile):
        actions.withdraw(contact=made.pk, version=1, why="By mistake", by=town.lead, at=AT)
    with pytest.raises(actions.CannotRecord, match="record it anew"):
        actions.withdraw(contact=made.pk, version=2, why="By mistake", by=town.lead, at=AT)


def test_an_email_is_kept_and_nobody_was_heard_by_it(town: Town) -> None:
    assert not post(town, kind="email").takings.get().heard


def test_somebody_named_only_and_schools_of_two_districts(town: Town) -> None:
    from alongside.work.contacts.actions import Party

    parties = [
        Party(role="head", name="Mx Nobody Recorded", school=BRIDGE),
        Party(role="head", person=town.person(town.other_head), school=LOCK),
        Party(role="district-lead", person=town.person(town.lead), ours=True),
    ]
    made = post(town, kind="event", school=None, parties=parties)
    assert made.district == ""
    heard = {(one.name, one.district, one.heard) for one in made.takings.all()}
    assert heard == {
        ("Mx Nobody Recorded", "erdington", True),
        ("Hugo Head", "ladywood", True),
        ("Lena Lead", "", False),
    }
    assert made.on == date(2026, 11, 16)
