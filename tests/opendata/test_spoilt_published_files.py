"""The published formats, spoilt: each file loads with a clean report, or stops with a clear sentence and no change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from alongside.knowledge.opendata import actions
from tests.opendata.conftest import visible
from tests.opendata.harm import faults_of
from tests.opendata.mutator import mutants

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
BEFORE = (
    "GIAS establishments, August 2026",
    "Boundaries: the ten districts",
    "GIAS links, August 2026",
    "Ofsted, latest inspections, August 2025",
)
SPOILT = {
    "GIAS establishments, September 2026": 120,
    "GIAS links, November 2026": 50,
    "GIAS groups, November 2026": 50,
    "GIAS members of groups, November 2026": 50,
    "Boundaries: the ten districts": 40,
    "Postcodes": 40,
    "Ofsted, latest inspections, August 2023": 60,
    "Ofsted, latest inspections, October 2026": 120,
    "Ofsted, all inspections 2015 to 2019": 60,
    "Ofsted, all inspections 2025/26": 60,
}


@pytest.mark.parametrize(("title", "count"), SPOILT.items())
def test_a_spoilt_published_file_does_no_harm(published, title, count):
    for known in BEFORE:
        file = actions.keep(path=published[known], by=None, at=AT)
        assert actions.load(file=file, by=None, at=AT).state == "done"
    before = visible()
    # What a file may be is no matter of the database; a part is enough to see what PostgreSQL refuses.
    count = count if connection.vendor == "sqlite" else count // 4
    path = published[title]
    harm = {
        what: faults
        for at, (what, spoilt) in enumerate(mutants(path.read_bytes(), count=count))
        if (faults := faults_of(path.name, spoilt, at=AT, before=before, seen=visible, let_through=at % 2 == 0))
    }
    assert harm == {}
