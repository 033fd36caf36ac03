"""The panels of the School page that speak of inspections, on a small city."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from alongside.knowledge.inspections import queries
from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.opendata.queries import head
from tests.reading import body
from tests.small_city import Lockside

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(lockside: Lockside, ruth: Any, client_of: Callable[..., Any]) -> Any:
    return client_of(ruth)


def panel(client: Any, urn: int, key: str, query: str = "") -> str:
    """The words of one panel; empty where the page has none of that name."""
    page = body(client.get(f"/schools/{urn}/{query}"))
    found = re.search(rf'aria-labelledby="panel-{key}">(.*?)</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(1)).split()) if found else ""


def test_every_inspection_published_by_the_day_is_there_with_its_row(lockside: Lockside, visitor: Any) -> None:
    urn = lockside.urn("twice")
    said = panel(visitor, urn, "inspections")
    for inspection in queries.history(urn, version=head()).inspections:
        assert inspection.number in said
    assert "cannot be compared" in said
    assert re.search(r"row \d+ of the file, inspection", said)
    assert "Quality of education: Requires improvement" in said


def test_an_inspection_is_not_there_the_day_before_it_is_published(lockside: Lockside, visitor: Any) -> None:
    urn = lockside.urn("improve-by-report-card")
    newest = queries.history(urn, version=head()).inspections[-1]
    assert newest.published == date(2026, 10, 30)
    assert newest.number not in panel(visitor, urn, "inspections", "?on=2026-10-29")
    assert newest.number in panel(visitor, urn, "inspections", "?on=2026-10-30")
    assert "Needs attention" not in panel(visitor, urn, "standing", "?on=2026-10-29")


def test_the_standing_says_since_when_on_what_and_in_which_terms(lockside: Lockside, visitor: Any) -> None:
    said = panel(visitor, lockside.urn("improve-by-report-card"), "standing")
    for words in (
        "Needs attention in 1 of 7 areas",
        "30 October 2026, when the report was published",
        "Report cards: up to eight areas",
        "Category of concern None",
        "Safeguarding Standards met",
    ):
        assert words in said


def test_a_category_is_said_to_be_stated_or_derived(lockside: Lockside, visitor: Any) -> None:
    said = panel(visitor, lockside.urn("special-measures-without-overall"), "standing")
    assert "Special measures, as the file states" in said


def test_a_predecessor_s_grade_is_said_to_be_a_predecessor_s(lockside: Lockside, visitor: Any) -> None:
    urns = Standing.objects.current().exclude(predecessor=None).values_list("urn", flat=True)
    assert urns
    for urn in urns[:3]:
        said = panel(visitor, urn, "standing")
        assert "A predecessor’s:" in said
        assert "This school has no grade of its own yet." in said


@pytest.mark.parametrize(
    ("mark", "words"),
    [("not-inspected", "That is no judgement of the school."), ("not-known", "It becomes known when")],
)
def test_what_is_not_there_is_said_with_what_comes_next(
    lockside: Lockside, visitor: Any, mark: str, words: str
) -> None:
    urn = Standing.objects.current().filter(mark=mark, number="").values_list("urn", flat=True).first()
    assert urn is not None
    assert words in panel(visitor, urn, "standing")
    assert "No inspection to show" in panel(visitor, urn, "inspections")


def test_the_window_is_for_the_office(lockside: Lockside, staff: Any, visitor: Any) -> None:
    urn = lockside.urn("improve-by-report-card")
    said = panel(staff, urn, "next-inspection")
    for words in ("Usual from", "Usual by", "In law by", "Monitoring visits are usual", "A forecast of a grade",
                  "Nobody outside Ofsted knows when a school will be inspected"):  # fmt: skip
        assert words in said
    assert panel(visitor, urn, "next-inspection") == ""
