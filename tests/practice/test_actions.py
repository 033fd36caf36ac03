"""Practice: written, checked and published, tried, changed, retired."""

from __future__ import annotations

from typing import Any

import pytest

from tests.practice.making import published, write, written
from tests.town import AT, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db


def test_a_draft_is_found_by_nobody_but_those_who_may_write_there(town: Town) -> None:
    from alongside.work.sharing.practice import actions, queries
    from alongside.work.sharing.practice.models import Item

    made = write(town)
    sees = [
        one for one in (town.other_head, town.director, town.head, town.board) if Item.objects.visible(one).exists()
    ]
    assert sees == [town.other_head, town.director]
    assert queries.of_schools([LOCK, CANAL]) == {}
    actions.publish(item=made.pk, version=1, by=town.other_head, at=AT)
    assert Item.objects.visible(town.head).exists()
    assert not Item.objects.visible(town.board).exists()
    assert list(queries.of_schools([LOCK, CANAL])) == [LOCK]


def test_what_is_missing_is_asked_for(town: Town) -> None:
    from alongside.floor.kernel.refusals import CannotRecord

    wrong: tuple[dict[str, Any], ...] = (
        {"title": ""},
        {"done": " "},
        {"topics": []},
        {"topics": ["nothing"]},
        {"phases": ["university"]},
        {"strength_of_evidence": "certain"},
        {"school": None},
        {"school": None, "source": "https://practice.example/"},
    )
    for one in wrong:
        with pytest.raises(CannotRecord):
            write(town, **one)
    write(town, school=None, source="https://practice.example/paper", where="Wales", ask="")


def test_what_points_at_a_child_is_not_published_until_somebody_read_it_over(town: Town) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.sharing.practice import actions

    few = write(town, evidence="Two boys came back to school.")
    with pytest.raises(CannotRecord, match="so few children"):
        actions.publish(item=few.pk, version=1, by=town.other_head, at=AT)
    done = actions.publish(item=few.pk, version=1, read_over=True, by=town.other_head, at=AT)
    assert done.state == "published"
    number = write(town, done="See A123456789012.")
    with pytest.raises(CannotRecord, match="number"):
        actions.publish(item=number.pk, version=1, read_over=True, by=town.other_head, at=AT)
    again = written(town) | {"evidence": "Ring 0121 496 0123."}
    with pytest.raises(CannotRecord, match="telephone"):
        actions.change(item=few.pk, version=2, read_over=True, by=town.other_head, at=AT, **again)


def test_those_who_wrote_it_hear_that_it_was_tried(town: Town) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.floor.mail.models import Notice
    from alongside.work.sharing.practice import actions

    made = published(town)
    said: dict[str, Any] = {"words": "It worked with Year 5.", "worked": "yes", "on": TODAY, "by": town.head, "at": AT}
    with pytest.raises(CannotRecord, match="own"):
        actions.tried(item=made.pk, school=LOCK, **said)
    with pytest.raises(CannotRecord, match="whether it worked"):
        actions.tried(item=made.pk, school=CANAL, **said | {"worked": "perhaps"})
    actions.tried(item=made.pk, school=CANAL, **said)
    heard = Notice.objects.get(subject="Another school tried what you wrote up")
    assert heard.user == town.other_head
    assert "Canal Primary School" in heard.words


def test_it_is_retired_for_a_reason_and_its_versions_stay(town: Town) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.sharing.practice import actions, queries

    made = published(town)
    again = written(town) | {"title": "A call home before ten"}
    actions.change(item=made.pk, version=2, by=town.other_head, at=AT, **again)
    with pytest.raises(CannotRecord, match="why"):
        actions.retire(item=made.pk, version=3, why=" ", by=town.other_head, at=AT)
    actions.retire(item=made.pk, version=3, why="The calls go out by themselves now.", by=town.other_head, at=AT)
    assert queries.of_schools([LOCK]) == {}
    assert [one.state for one in made.history.all()] == ["retired", "published", "published", "draft"]
    with pytest.raises(CannotRecord, match="retired"):
        actions.publish(item=made.pk, version=4, by=town.other_head, at=AT)
