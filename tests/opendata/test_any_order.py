"""In whatever order the published files come, and however often, what is seen in the end is the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.knowledge.opendata import actions
from alongside.knowledge.opendata.writing import sweeping
from tests.opendata.conftest import _rows
from tests.opendata.harm import undone

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
TITLES = (
    "GIAS establishments, August 2026",
    "GIAS establishments, November 2026",
    "GIAS links, November 2026",
    "Ofsted, latest inspections, August 2023",
    "Ofsted, latest inspections, August 2025",
    "Ofsted, latest inspections, October 2026",
    "Ofsted, all inspections 2024/25",
    "Ofsted, all inspections 2025/26",
)


def current() -> dict[str, list[str]]:
    from alongside.knowledge.opendata import queries

    head = queries.head()
    seen = f"since <= {head} AND (until IS NULL OR until > {head})"
    return {model._meta.label: _rows(model, seen) for model in sweeping.versioned()}


def load(published, titles) -> None:
    for title in titles:
        file = actions.keep(path=published[title], by=None, at=AT)
        load = actions.load(file=file, by=None, at=AT, yes=True, reason="Out of turn")
        assert load.state in ("done", "unchanged"), load.says


@pytest.fixture
def in_order(published):
    found = {}

    def look() -> None:
        load(published, TITLES)
        found.update(current())

    undone(look)
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(TITLES), st.lists(st.sampled_from(TITLES), max_size=2))
def test_the_order_of_loads_and_loading_twice_make_no_difference(published, in_order, titles, again):
    found = {}

    def look() -> None:
        load(published, [*titles, *again])
        found.update(current())

    undone(look)
    assert found == in_order
