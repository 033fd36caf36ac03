"""Before the first file, and when a file comes: each state says what to do next, and nothing old is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from tests.reading import body


def test_a_new_load_is_seen_at_once(load_file: Callable[..., Any], visitor: Any) -> None:
    assert "is not here yet" in body(visitor.get("/"))
    load_file("Ofsted, latest inspections, August 2025")
    before = body(visitor.get("/"))
    assert "Ofsted to 31 August 2025" in before
    load_file("Ofsted, latest inspections, October 2026")
    assert "Ofsted to 31 October 2026" in body(visitor.get("/"))


def test_without_a_file_the_first_page_says_how_to_begin(
    load_file: Callable[..., Any], visitor: Any, ruth: Any, client_of: Callable[..., Any]
) -> None:
    assert "still setting this up" in body(visitor.get("/"))
    office = body(client_of(ruth).get("/"))
    assert reverse("opendata:upload") in office
    assert "No file has been loaded" in body(visitor.get("/schools/"))
    assert visitor.get("/schools/100001/").status_code == 404
    assert visitor.get("/tables/districts.csv").status_code == 404
