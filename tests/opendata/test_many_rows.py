"""More rows than are written at a time, handed over in one go."""

from __future__ import annotations

import pytest

from alongside.knowledge.opendata.writing.staging import CHUNK
from alongside.knowledge.schools.models import Record
from tests.opendata.toys import EVENTS_HEADER

pytestmark = pytest.mark.django_db


def test_no_row_is_lost_where_a_loader_hands_over_thousands_at_once(loaded):
    many = 2 * CHUNK + 1
    rows = "".join(f"{number},100001,31/08/2025,Good\n" for number in range(1, many + 1))
    load = loaded("events_as_at_31_Aug_2025.csv", f"{EVENTS_HEADER}\n{rows}")
    assert load.state == "done", load.says
    assert Record.objects.filter(load=load.pk).count() == many
