"""The panel of the School page: one query, and each visit only to whom it may be shown."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string

from alongside.floor.accounts.roles import Place
from alongside.knowledge.schools import panels
from alongside.work.engagement.visits.panels import PANEL, fill, says
from tests.visits.conftest import ASHGROVE, NOTE, SEEN, TODAY

pytestmark = pytest.mark.django_db

PLACE = Place(school=ASHGROVE, district="ladywood", contract=True)


def asked(user: Any) -> Any:
    school = SimpleNamespace(facts=SimpleNamespace(urn=ASHGROVE))
    return SimpleNamespace(school=school, on=TODAY, is_today=True, user=user, place=PLACE)


def test_the_panel_asks_once_and_shows_each_what_they_may_see(people, planned, held, sent, django_assert_num_queries):
    planned()
    held()
    sent()
    sent(chair=True)
    shown = {"lead": 4, "director": 4, "head": 3, "chair": 1, "council": 2}
    for name, number in shown.items():
        user = getattr(people, name)
        with django_assert_num_queries(1):
            said = fill(asked(user))
        assert said is not None
        assert len(said["lines"]) == number, name
        page = render_to_string("visits/panel.html", dict(said))
        assert ("Plan a visit" in page) == (name in ("lead", "director"))
        assert SEEN not in page
        assert NOTE not in page


def test_the_panel_is_for_who_may_open_visits_there(people):
    for name in ("lead", "director", "coordinator", "head", "chair", "council"):
        assert panels.may_see(PANEL, getattr(people, name), PLACE), name
    for name in ("governor", "other_head", "far", "board"):
        assert not panels.may_see(PANEL, getattr(people, name), PLACE), name


def test_the_summary_asks_the_head_for_the_answer(people, sent):
    sent()
    said = fill(asked(people.head))
    assert said is not None
    assert says(said) == ["What was written of the visit of 16 November 2026 waits for your answer: is it accurate?"]
