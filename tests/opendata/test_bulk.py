"""Many rows at once, on either database: what is not given takes its default, and nothing is lost on the way."""

from __future__ import annotations

import json
from datetime import date

import pytest

from alongside.knowledge.opendata.writing import bulk
from alongside.knowledge.schools.models import Group, Record

pytestmark = pytest.mark.django_db


def test_values_come_back_as_they_went_in():
    name = "St Mary’s “50 %” \\ O'Brien\tx"
    bulk.insert(Group, ("uid", "name", "opened", "row"), [(1, name, date(2025, 8, 31), 2), (2, "", None, 3)], since=7)
    rows = Group.objects.order_by("uid").values_list("uid", "name", "opened", "kind", "since", "until", "row")
    assert list(rows) == [(1, name, date(2025, 8, 31), "", 7, None, 2), (2, "", None, "", 7, None, 3)]


def test_json_goes_in_as_text_and_comes_out_as_it_was():
    said = {"name": 'Ash’s "x" \\n', "opened": None, "flags": [True, 1.5]}
    columns = ("urn", "source", "as_at", "row", "said", "digest")
    bulk.insert(Record, columns, [(1, "gias", date(2025, 8, 31), 2, json.dumps(said), "d")], load=3)
    record = Record.objects.get()
    assert (record.said, record.listed, record.load) == (said, True, 3)


def test_no_rows_are_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.insert(Group, ("uid",), [])
