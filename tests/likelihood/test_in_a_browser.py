"""The list of next inspections in a real browser, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from alongside.knowledge.inspections.likelihood import actions
from alongside.knowledge.opendata.queries import head
from demo import TODAY

AT = datetime(2026, 11, 16, 8, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_the_list_is_accessible_and_fits_a_phone(
    load_file: Callable[..., Any], page: Any, phone: Any, sign_in: Any, ruth: Any, axe: Any, sideways: Any
) -> None:
    for title in ("Ofsted, latest inspections, October 2026", "GIAS establishments, November 2026"):
        load_file(title)
    actions.refresh(by=None, at=AT, on=TODAY, version=head())
    for one in (page, phone):
        sign_in(one, ruth)
        one.goto("/forecast/")
        assert one.locator("h1").inner_text() == "Next inspections"
        assert axe(one) == []
        assert sideways(one) == []
    page.locator("#id_phase").select_option("primary")
    page.get_by_role("button", name="Show these").click()
    assert "phase=primary" in page.url
