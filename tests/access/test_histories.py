"""The history of a thing is for whoever may see the thing, and tells them no more than its page does."""

from __future__ import annotations

import pytest
import rules
from django.apps import apps

from alongside.floor.web import things
from tests.access import matrix
from tests.access.asking import Asker
from tests.access.world import VISITOR, World
from tests.conventions.house import told

MOST = 12  # of each kind


def kinds() -> list[things.Kind]:
    return [kind for kind in things._kinds.values() if kind.model]


def test_every_history_asks_for_a_permission() -> None:
    for kind in kinds():
        assert rules.perm_exists(kind.permission), kind
        assert things.history_of(f"{kind.word} 1"), kind


@pytest.mark.django_db
def test_a_history_is_shown_to_whoever_may_see_the_thing_and_holds_no_secret(world: World, ask: Asker) -> None:
    faults = []
    for kind in kinds():
        for thing in apps.get_model(kind.model)._default_manager.order_by("pk")[:MOST]:
            for who in matrix.people():
                answer = ask(who, "GET", things.history_of(f"{kind.word} {thing.pk}"))
                may = who != VISITOR and rules.has_perm(kind.permission, world.users[who], thing)
                if not (answer.status == 200 if may else answer.refused):
                    faults.append(f"{kind.word} {thing.pk} by {who}: {answer.status} {ask.broke}")
                faults += [
                    f"{kind.word} {thing.pk} by {who}: {leak}" for leak in matrix.leaked(answer.text, who, world)
                ]
    assert faults == [], told(faults, "Say in things.register what is hidden, or ask for a permission that fewer have.")
