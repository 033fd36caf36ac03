"""Whatever is written and asked for: what is not shown to a person is not found, and all else is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.work.ties.topics import topics
from tests.practice.making import write
from tests.strengths.making import say
from tests.town import AT, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db
KEYS = [one.key for one in topics().topics]
WORDS = st.sampled_from(
    ["phonics", "phonic", "call", "calls home", "zoë", "number 9", "who could help with reading", ""]
)
SAID = st.tuples(st.sampled_from([CANAL, LOCK]), st.sampled_from(["schools", "office", "back", "draft", "published"]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.tuples(SAID, WORDS, st.sampled_from(KEYS)), max_size=5),
    asked=WORDS,
    topic=st.sampled_from(["", *KEYS]),
)
def test_what_is_not_shown_to_a_person_is_not_found(town: Town, said: list[Any], asked: str, topic: str) -> None:
    from django.db import transaction

    from alongside.work.ties import who_can
    from alongside.work.ties.who_can import Looking

    with transaction.atomic():
        may = {town.head: set(), town.other_head: set(), town.director: set(), town.board: set(), town.governor: set()}
        every: dict[str, str] = {}
        for number, ((school, how), words, key) in enumerate(said):
            mark = f"Mark {number}: {words}"
            _make(town, school, how, mark, key)
            every[mark] = key
            for user, seen in may.items():
                if _may(town, user, school, how):
                    seen.add(mark)
        for user, seen in may.items():
            found = {one.words for one in who_can.find(Looking(user=user, on=TODAY, topic=topic, words=asked))}
            found &= set(every)
            assert found <= seen, user
            assert {mark for mark in seen if _fits(mark, every[mark], asked, topic)} <= found, user
        transaction.set_rollback(True)


def _fits(mark: str, key: str, asked: str, topic: str) -> bool:
    """Whether its own words answer what is asked for; its topic's may besides."""
    from alongside.work.ties import finding

    sought = finding.asked_for(asked)
    return (not topic or topic == key) and (not sought or finding.fit(finding.weighed((mark, 1)), sought) > 0)


def _make(town: Town, school: int, how: str, mark: str, key: str) -> None:
    from alongside.work.sharing.practice import actions as practice
    from alongside.work.sharing.strengths import actions

    if how in ("draft", "published"):
        made = write(town, school=school, title=mark, topics=[key])
        if how == "published":
            practice.publish(item=made.pk, version=1, by=town.director, at=AT)
        return
    strength = say(town, school=school, words=mark, topic=key, shown_to="office" if how == "office" else "schools")
    if how == "back":
        actions.take_back(strength=strength.pk, version=1, by=town.director, at=AT)


def _may(town: Town, user: Any, school: int, how: str) -> bool:
    """As the policy says it in words, written again."""
    if user == town.board or how in ("back", "draft"):  # drafts are found in the list of write-ups alone
        return False
    heads = {CANAL: town.head, LOCK: town.other_head}
    return how != "office" or user in (town.director, heads[school])
