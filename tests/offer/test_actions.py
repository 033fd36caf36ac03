"""Recording, changing, checking and ending a service, with the journal; edits that meet are refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.floor.kernel.refusals import ChangedMeanwhile
from tests.offer.conftest import AT, SERVICE

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 3, 20, 12, tzinfo=UTC)


def newest_entry() -> Any:
    from alongside.floor.audit.models import Entry

    return Entry.objects.select_related("details").latest("number")


def refused(what: Callable[[], object]) -> str:
    from alongside.knowledge.offer.actions import CannotRecord

    with pytest.raises(CannotRecord) as said:
        what()
    return str(said.value)


def test_a_service_is_recorded_checked_today_and_in_the_journal(record: Any, ruth: Any) -> None:
    from alongside.floor.audit import journal

    made = record(districts=["ladywood", "erdington"], needs=["absence", "poverty"])
    assert (made.version, made.checked_on, made.checked_by) == (1, date(2026, 3, 9), ruth)
    assert (made.districts, made.needs) == (["erdington", "ladywood"], ["poverty", "absence"])
    assert made.reaches("ladywood")
    assert not made.reaches("yardley")
    entry = newest_entry()
    assert (entry.action, entry.subject) == ("offer.recorded", f"service {made.pk}")
    assert entry.details.said["now"]["contact"] == SERVICE["contact"]
    assert journal.verify() == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": " "}, "are all needed"),
        ({"contact": ""}, "are all needed"),
        ({"needs": []}, "which needs"),
        ({"needs": ["thirst"]}, "no need “thirst”"),
        ({"districts": []}, "in which districts"),
        ({"districts": ["atlantis"]}, "no district “atlantis”"),
        ({"phases": ["old"]}, "no phase “old”"),
        ({"age_low": 9, "age_high": 8}, "youngest"),
        ({"link": "javascript:alert(1)"}, "https"),
    ],
)
def test_what_cannot_stand_is_refused_with_what_to_do(record: Any, said: dict[str, Any], why: str) -> None:
    from alongside.knowledge.offer.models import Service

    assert why in refused(lambda: record(**said))
    assert not Service.objects.exists()


def test_the_whole_city_names_no_district(record: Any) -> None:
    made = record(whole_city=True)
    assert made.districts == []
    assert made.reaches("yardley")


def test_an_edit_tells_the_journal_what_changed_and_no_more(record: Any, dara: Any) -> None:
    from alongside.floor.audit.models import Entry
    from alongside.knowledge.offer import actions

    made = record()
    same = actions.Said(**SERVICE)
    unchanged = actions.edit(service=made.pk, version=1, said=same, by=dara, at=LATER)
    assert (unchanged.version, Entry.objects.count()) == (1, 1)
    said = actions.Said(**SERVICE | {"does": "Gives breakfast and fruit."})
    changed = actions.edit(service=made.pk, version=1, said=said, by=dara, at=LATER)
    assert (changed.version, changed.by, changed.at) == (2, dara, LATER)
    told = newest_entry().details.said
    assert told["before"] == {"does": SERVICE["does"]}
    assert told["now"] == {"does": "Gives breakfast and fruit."}


def test_every_change_that_meets_a_newer_one_is_refused_with_theirs(record: Any, ruth: Any, dara: Any) -> None:
    from alongside.knowledge.offer import actions

    made = record()
    actions.check(service=made.pk, version=1, on=date(2026, 3, 20), checked_with="its manager", by=dara, at=LATER)
    said = actions.Said(**SERVICE | {"name": "Another name"})
    tries: list[Callable[[], object]] = [
        lambda: actions.edit(service=made.pk, version=1, said=said, by=ruth, at=LATER),
        lambda: actions.check(service=made.pk, version=1, on=date(2026, 3, 20), checked_with="x", by=ruth, at=LATER),
        lambda: actions.end(service=made.pk, version=1, on=date(2026, 4, 1), reason="x", by=ruth, at=LATER),
    ]
    for attempt in tries:
        with pytest.raises(ChangedMeanwhile) as met:
            attempt()
        assert met.value.theirs.version == 2
        assert "Dara" in str(met.value)
    assert actions.edit(service=made.pk, version=2, said=said, by=ruth, at=LATER).name == "Another name"


def test_a_check_goes_forward_and_says_who_was_asked(record: Any, dara: Any) -> None:
    from alongside.knowledge.offer import actions

    made = record()

    def check(on: date, with_: str = "its manager") -> Any:
        return actions.check(service=made.pk, version=1, on=on, checked_with=with_, by=dara, at=LATER)

    assert "still to come" in refused(lambda: check(date(2026, 3, 21)))
    assert "later" in refused(lambda: check(date(2026, 3, 8)))
    assert "whom you asked" in refused(lambda: check(date(2026, 3, 20), " "))
    assert check(date(2026, 3, 20)).checked_by == dara


def test_a_service_ends_once_with_a_reason_and_not_before_it_began(record: Any, ruth: Any) -> None:
    from alongside.knowledge.offer import actions

    made = record()

    def end(on: date, reason: str = "The grant ran out", version: int = 1) -> Any:
        return actions.end(service=made.pk, version=version, on=on, reason=reason, by=ruth, at=AT)

    assert "cannot end before" in refused(lambda: end(date(2024, 9, 1)))
    assert "why it ends" in refused(lambda: end(date(2026, 4, 1), " "))
    ended = end(date(2026, 4, 1))
    assert ended.offered_on(date(2026, 3, 31))
    assert not ended.offered_on(date(2026, 4, 1))
    assert "already" in refused(lambda: end(date(2026, 5, 1), version=2))
