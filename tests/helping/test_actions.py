"""Help is recorded by one school, confirmed or disputed by the other, thanked, and counts once confirmed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from alongside.floor.audit.editing import ChangedMeanwhile
from alongside.floor.kernel.refusals import CannotRecord
from tests.helping.making import ON, record
from tests.town import AT, CANAL, LOCK, QUAY, TODAY, Town

pytestmark = pytest.mark.django_db


def ties() -> list[tuple[str, int, int | None, bool]]:
    from alongside.work.ties.models import Tie

    return [(one.kind, one.school, one.other, one.withdrawn) for one in Tie.objects.order_by("kind")]


def told(user: Any) -> list[str]:
    from alongside.floor.mail.models import Notice

    return list(Notice.objects.filter(user=user).order_by("pk").values_list("subject", flat=True))


def test_help_counts_once_the_other_school_confirms_it(town: Town) -> None:
    from alongside.work.sharing.helping import actions

    help = record(town, thanks="It saved us a term.")
    assert (help.hours, ties()) == (Decimal("2.5"), [])
    assert told(town.other_head) == ["Canal Primary School says that you helped"]
    with pytest.raises(CannotRecord, match="the other school does"):
        actions.confirm(help=help.pk, version=1, by=town.head, at=AT)
    actions.confirm(help=help.pk, version=1, by=town.other_head, at=AT)
    assert ties() == [("support-given", LOCK, CANAL, False), ("support-received", CANAL, LOCK, False)]
    assert told(town.head) == ["Lock Academy confirmed the help"]
    with pytest.raises(ChangedMeanwhile):
        actions.dispute(help=help.pk, version=1, words="No", by=town.other_head, at=AT)


def test_the_giver_may_tell_it_and_is_thanked_with_the_confirmation(town: Town) -> None:
    from alongside.work.sharing.helping import actions

    help = record(town, recorded_for=LOCK, by=town.other_head, thanks="We thank ourselves")
    assert help.thanks == ""
    found = actions.confirm(help=help.pk, version=1, thanks="You were wonderful.", by=town.head, at=AT)
    assert (found.thanks, found.thanked_on) == ("You were wonderful.", TODAY)
    actions.thank(help=help.pk, words="And the children too.", by=town.head, at=AT)
    assert told(town.other_head)[-1] == "Canal Primary School thanks you"


def test_what_the_other_school_saw_differently_counts_when_it_is_put_right(town: Town) -> None:
    from alongside.work.sharing.helping import actions

    help = record(town)
    with pytest.raises(CannotRecord, match="how you saw it"):
        actions.dispute(help=help.pk, version=1, words=" ", by=town.other_head, at=AT)
    actions.dispute(help=help.pk, version=1, words="That was a week later.", by=town.other_head, at=AT)
    with pytest.raises(CannotRecord):
        actions.confirm(help=help.pk, version=2, by=town.other_head, at=AT)
    actions.put_right(help=help.pk, version=2, words="The same", on=ON + timedelta(days=1), by=town.head, at=AT)
    found = actions.confirm(help=help.pk, version=3, by=town.other_head, at=AT)
    assert (found.state, len(ties())) == ("confirmed", 2)


def test_what_is_taken_back_counts_no_more(town: Town) -> None:
    from alongside.work.sharing.helping import actions

    help = record(town)
    actions.confirm(help=help.pk, version=1, by=town.other_head, at=AT)
    with pytest.raises(CannotRecord, match="say why"):
        actions.withdraw(help=help.pk, version=2, why="", by=town.head, at=AT)
    actions.withdraw(help=help.pk, version=2, why="It was Quay School", by=town.head, at=AT)
    assert [withdrawn for *_, withdrawn in ties()] == [True, True]
    for fault in (
        lambda: actions.withdraw(help=help.pk, version=3, why="Again", by=town.head, at=AT),
        lambda: actions.thank(help=help.pk, words="Thanks", by=town.head, at=AT),
    ):
        with pytest.raises(CannotRecord):
            fault()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"getter": LOCK}, "help itself"),
        ({"recorded_for": QUAY}, "one of the two"),
        ({"words": " "}, "what was done"),
        ({"on": TODAY + timedelta(days=1)}, "still to come"),
        ({"on": TODAY - timedelta(days=731)}, "too long ago"),
        ({"topic": "dragons"}, "from the list"),
        ({"hours": 0}, "more than none"),
    ],
)
def test_what_cannot_stand_is_refused_in_a_sentence(town: Town, said: dict[str, Any], says: str) -> None:
    with pytest.raises(CannotRecord, match=says):
        record(town, **said)


def test_hours_and_topic_need_not_be_told(town: Town) -> None:
    help = record(town, hours=None, topic="")
    assert (help.hours, help.topic) == (None, "")


def test_the_other_school_is_reminded_once(town: Town) -> None:
    from alongside.work.sharing.helping import daily

    record(town)
    assert [daily.remind(AT + timedelta(days=days)) for days in (9, 10, 40)] == [0, 1, 0]
    assert told(town.other_head)[-1] == "Canal Primary School waits for your word"
