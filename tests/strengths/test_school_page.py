"""On the School page: what is said of it and what inspectors graded best; for schools and the office only."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.floor.accounts.roles import Post
from tests.cast import person_holding
from tests.reading import body
from tests.small_city import Lockside, lockside, small_files

__all__ = ["lockside", "small_files"]

pytestmark = pytest.mark.django_db


def test_the_school_page_holds_what_is_said_and_what_inspectors_graded_best(
    lockside: Lockside, client_of: Any, visitor: Any
) -> None:
    from datetime import datetime, time

    from alongside.floor.kernel import clock
    from alongside.work.sharing.strengths import actions, inspected

    best = inspected.graded(clock.today())[0]
    lead = person_holding("Lena Lead", Post("district-lead", "district", "ladywood"))
    at = datetime.combine(clock.today(), time(8), clock.LONDON)
    actions.say(
        school=best.school, topic="families", words="Tea at the gate.", seen="visit", on=at.date(), by=lead, at=at
    )
    page = body(client_of(lead).get(f"/schools/{best.school}/panels/strengths/"))
    assert "Tea at the gate." in page
    assert best.words in page
    assert "Published by inspectors" in page
    assert visitor.get(f"/schools/{best.school}/panels/strengths/").status_code != 200
    found = body(client_of(lead).get(f"/strengths/?q={best.words.partition(':')[0]}"))
    assert best.words in found
