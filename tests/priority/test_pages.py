"""The pages of Priority Schools on a small city: who may see them, what stands on them, as at which day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from alongside.knowledge.inspections.panels import PANELS as OF_INSPECTIONS
from alongside.knowledge.opendata.queries import head
from alongside.work.priority import data, queries
from alongside.work.priority.facts import Status
from alongside.work.priority.models import Verdict
from demo import TODAY
from tests.reading import body, rows
from tests.small_city import Lockside

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12  # session and user among them
PAST = "2025-08-31"


def addresses(lockside: Lockside) -> list[str]:
    one = f"/priority/{lockside.urn('twice')}"
    lists = ["/priority/", "/priority/list.csv", "/priority/list.xlsx", "/priority/list.json"]
    return [*lists, f"/priority/?on={PAST}", f"{one}/", f"{one}.json", "/priority/999999/"]


@pytest.fixture
def staff(lockside: Lockside, ruth: Any, client_of: Callable[..., Any]) -> Any:
    return client_of(ruth)


def text(client: Any, address: str) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", body(client.get(address))).split())


def test_who_is_not_signed_in_is_asked_to(lockside: Lockside, visitor: Any) -> None:
    for address in addresses(lockside):
        answer = visitor.get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/account/sign-in/?next=/priority/"), address


def test_who_is_not_of_the_office_is_told_so(lockside: Lockside, olive: Any, client_of: Callable[..., Any]) -> None:
    for address in addresses(lockside):
        assert client_of(olive).get(address).status_code == 403, address


def test_nothing_of_it_is_kept_by_a_shared_cache(staff: Any, lockside: Lockside) -> None:
    for address in addresses(lockside)[:-1]:
        answer = staff.get(address)
        assert body(answer)
        assert "no-store" in answer["Cache-Control"], address


def test_the_navigation_leads_there_for_the_office_alone(staff: Any, visitor: Any, lockside: Lockside) -> None:
    assert 'href="/priority/"' in body(staff.get("/"))
    assert "/priority/" not in body(visitor.get("/"))


def test_the_list_has_every_school_that_is_listed_and_its_reasons(staff: Any, lockside: Lockside) -> None:
    page = body(staff.get("/priority/"))
    listed = set(Verdict.objects.current().filter(status="listed").values_list("urn", flat=True))
    assert set(map(int, re.findall(r'<th scope="row"><a href="/schools/(\d+)/', page))) == listed
    said = text(staff, "/priority/")
    assert f"{len(listed)} of " in said
    assert "Serious weaknesses" in said
    assert "The definition since September 2021" in said
    assert re.search(r"published 24 Jan 2025 · row \d+ of the file", said)  # of the school that is so twice


@pytest.mark.parametrize("day", [None, PAST])
def test_the_exports_are_what_the_page_shows(staff: Any, lockside: Lockside, day: str | None) -> None:
    query = f"?on={day}" if day else ""
    verdicts = data.in_order(
        queries.verdicts(on=date.fromisoformat(day) if day else TODAY, version=head(), authority="Lockside")
    )
    shown = [one for one in verdicts if one.status is not Status.NOT_LISTED]
    page = body(staff.get(f"/priority/{query}"))
    table = rows(body(staff.get(f"/priority/list.csv{query}")))
    told = json.loads(body(staff.get(f"/priority/list.json{query}")))
    assert [int(row["URN"]) for row in table] == [one.urn for one in shown] == [one["urn"] for one in told]
    assert [row["Limbs"] for row in table] == [data.limb_names(one) for one in shown]
    for row in table:
        assert f"/priority/{row['URN']}/" in page
    workbook = body(staff.get(f"/priority/list.xlsx{query}"))
    assert all(str(one.urn) in workbook for one in shown)
    assert "people decide" in workbook


def test_a_past_day_shows_what_was_published_by_then(staff: Any, lockside: Lockside) -> None:
    urn = lockside.urn("improve-by-report-card")  # published on 30 October 2026
    before, after = "/priority/?on=2026-10-29", "/priority/?on=2026-10-30"
    assert f"/schools/{urn}/" not in body(staff.get(before))
    assert f"/schools/{urn}/" in body(staff.get(after))
    assert "This is the list as at 29 October 2026" in text(staff, before)
    assert "This is the list" not in text(staff, "/priority/")
    assert "30 October 2026" not in text(staff, f"/priority/{urn}/?on=2026-10-29")


def test_boxes_of_the_form_become_an_address(staff: Any, lockside: Lockside) -> None:
    answer = staff.get("/priority/?on_day=31&on_month=8&on_year=2025&known_day=&known_month=&known_year=&authority=")
    assert (answer.status_code, answer["Location"]) == (302, f"/priority/?on={PAST}")
    urn = lockside.urn("twice")
    answer = staff.get(f"/priority/{urn}/?on_day=31&on_month=8&on_year=2025")
    assert answer["Location"] == f"/priority/{urn}/?on={PAST}"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?on=2025-02-31", "is not a day we can read"),
        ("?on=2031-01-01", "That day has not come yet: today is 16 November 2026"),
        ("?as_at=yesterday", "This page does not know what “as_at=yesterday” asks for"),
        ("?known=yesterday", "is not a day we can read"),
        ("?on_day=31&on_month=8", "must have a year"),
    ],
)
def test_a_day_that_cannot_be_is_explained_and_no_list_is_shown(
    staff: Any, lockside: Lockside, query: str, says: str
) -> None:
    for address in ("/priority/", f"/priority/{lockside.urn('twice')}/"):
        said = text(staff, address + query)
        assert says in said
        assert "is not shown, so that nobody takes it for that of another day" in said
        assert "Named first" not in said
        assert "Limb by limb" not in said
    assert staff.get(f"/priority/list.csv{query}").status_code == 400


def test_an_authority_that_no_file_names_is_explained(staff: Any, lockside: Lockside) -> None:
    assert "No loaded file lists schools of “Atlantis”" in text(staff, "/priority/?authority=Atlantis")


def test_what_was_not_known_yet_is_said(staff: Any, lockside: Lockside) -> None:
    said = text(staff, "/priority/?known=2001-01-01")
    assert "Nothing was loaded by 1 January 2001. The first file was loaded on" in said
    assert rows(body(staff.get("/priority/list.csv?known=2001-01-01"))) == []


def test_before_the_first_definition_nobody_is_counted(staff: Any, lockside: Lockside) -> None:
    said = text(staff, "/priority/?on=2014-01-01")
    assert "No definition is known for that day" in said
    assert "cannot be judged" not in said


def test_a_verdict_is_explained_limb_by_limb(staff: Any, lockside: Lockside) -> None:
    urn = lockside.urn("twice")
    said = text(staff, f"/priority/{urn}/")
    verdict = queries.explain(urn, on=TODAY, version=head())
    for limb in verdict.limbs:
        assert limb.name in said
    assert "on the list: proposed" in said
    assert "the school is told first" in said
    told = json.loads(body(staff.get(f"/priority/{urn}.json")))
    assert [limb["key"] for limb in told["limbs_in_full"]] == [limb.key for limb in verdict.limbs]


def test_a_number_that_is_no_school_s_meets_those_like_it(staff: Any, lockside: Lockside) -> None:
    urn = lockside.urn("twice")
    answer = staff.get(f"/priority/{int(f'{urn}'[:-1] + '9') + 90}/")
    assert answer.status_code == 404
    assert "No loaded file tells of a school with the number" in body(answer)


def test_the_panel_says_what_the_verdict_says(staff: Any, lockside: Lockside) -> None:
    for verdict in queries.verdicts(on=TODAY, version=head(), authority="Lockside"):
        if verdict.status is Status.LISTED:
            said = text(staff, f"/schools/{verdict.urn}/")
            assert "on the list: proposed" in said
            assert all(verdict.policy.name_of(limb) in said for limb in verdict.held)
        elif verdict.status is Status.UNDETERMINED:
            assert "cannot be told" in text(staff, f"/schools/{verdict.urn}/")


def test_the_public_school_page_has_neither_verdict_nor_window(visitor: Any, lockside: Lockside) -> None:
    not_public = [panel.title for panel in OF_INSPECTIONS if panel.permission]
    assert not_public == ["Next inspection"]
    for urn in Verdict.objects.current().filter(status="listed").values_list("urn", flat=True):
        for query in ("", f"?on={PAST}"):
            said = body(visitor.get(f"/schools/{urn}/{query}"))
            assert "Inspections, in three eras" in said
            for word in ("Next inspection", "Priority", "Usual by", "/priority/", "In law by"):
                assert word not in said, (urn, word)


def test_the_pages_cost_few_queries(staff: Any, lockside: Lockside, django_assert_max_num_queries: Any) -> None:
    for address in addresses(lockside):
        with django_assert_max_num_queries(MOST_QUERIES):
            body(staff.get(address))
