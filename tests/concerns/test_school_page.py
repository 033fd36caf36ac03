"""On the School page: concerns and what the school needs, to each what they may see, in a query a panel."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.floor.accounts.roles import Post
from tests.cast import person_holding
from tests.reading import body
from tests.small_city import Lockside, lockside, small_files

__all__ = ["lockside", "small_files"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(lockside: Lockside) -> dict[str, Any]:
    from alongside.knowledge.schools.places import place_of

    urn = lockside.urn("improve-by-report-card")
    district = place_of(urn).district
    return {
        "urn": urn,
        "head": person_holding("Hana Head", Post("head", "school", str(urn))),
        "other": person_holding("Otto Head", Post("head", "school", "999999")),
        "lead": person_holding("Lena Lead", Post("district-lead", "district", district)),
        "staff": person_holding("Stan Staff", Post("staff", "partnership")),
        "board": person_holding("Bo Partner", Post("partner", "partnership")),
    }


def test_each_sees_on_the_school_page_what_they_may(people: dict[str, Any], client_of: Any, visitor: Any) -> None:
    from datetime import datetime, time

    from alongside.floor.kernel import clock
    from alongside.work.engagement.concerns import actions
    from alongside.work.engagement.self_reports import actions as reports

    urn, lead, at = people["urn"], people["lead"], datetime.combine(clock.today(), time(8), clock.LONDON)
    common = {"school": urn, "kind": "concern", "area": "staffing", "source": "visit", "weight": "act", "why": "Why"}
    told = actions.record(**common, title="A concern told", by=lead, at=at)
    actions.tell_school(concern=told.pk, version=1, to="Hana", how="call", on=at.date(), by=lead, at=at)
    actions.record(**common, title="A concern untold", by=lead, at=at)
    hidden = actions.record(**common, title="SECRETWORD", restricted=True, by=lead, at=at)
    made = reports.start(school=urn, answers={"need": "Help"}, by=people["head"], at=at)
    reports.send(report=made.pk, version=1, by=people["head"], at=at)

    def page(who: str) -> str:
        client = visitor if who == "visitor" else client_of(people[who])
        return body(client.get(f"/schools/{urn}/"))

    seen = {who: page(who) for who in ("head", "other", "lead", "staff", "board", "visitor")}
    report = f"/self-reports/{made.pk}/"
    assert all("SECRETWORD" not in text for text in seen.values())
    assert [who for who in seen if "A concern told" in seen[who]] == ["head", "lead", "staff"]
    assert [who for who in seen if "A concern untold" in seen[who]] == ["lead", "staff"]
    assert [who for who in seen if hidden.key in seen[who]] == ["lead"]
    assert [who for who in seen if report in seen[who]] == ["head", "lead", "staff"]
    assert "2 concerns are open." in seen["lead"]
