"""The list, one service, and the forms of the office."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.indicators.test_pages import form_of
from tests.offer.conftest import AT, SERVICE

pytestmark = pytest.mark.django_db


def posted(**said: Any) -> dict[str, Any]:
    """A service as a browser posts it."""
    told = {**SERVICE, "where": "some", **said}
    return form_of(**told)


def test_the_list_is_for_everybody_narrows_and_names_nobody_of_the_office(record: Any, visitor: Any) -> None:
    record()
    record(name="Whole", whole_city=True, needs=["language"])
    page = visitor.get("/offer/").content.decode()
    assert "Breakfast on the Canal" in page
    assert "Aged 4 to 11. Primary. Any family that asks." in page
    assert "Erdington and Ladywood" in page
    assert "Ruth" not in page
    assert "its manager" not in page
    narrowed = visitor.get("/offer/?district=yardley").content.decode()
    assert "Breakfast" not in narrowed
    assert "Whole" in narrowed
    assert "Breakfast" not in visitor.get("/offer/?need=language").content.decode()
    assert "No service is recorded for this" in visitor.get("/offer/?need=health").content.decode()
    assert "Breakfast" in visitor.get("/offer/?need=nonsense&district=x").content.decode()


def test_an_old_check_shows(record: Any, visitor: Any) -> None:
    made = record(at=datetime(2025, 3, 8, 10, tzinfo=UTC))
    fresh = record(name="Fresh", at=datetime(2025, 3, 9, 10, tzinfo=UTC))
    page = visitor.get("/offer/").content.decode()
    assert page.count("old check") == 1
    assert "1 service of 2 shown was last checked more than 365 days ago" in page
    assert "Nobody has checked this" in visitor.get(f"/offer/{made.pk}/").content.decode()
    assert "Nobody has checked this" not in visitor.get(f"/offer/{fresh.pk}/").content.decode()


def test_what_ended_leaves_the_public_list_and_stays_with_the_office(
    record: Any, ruth: Any, visitor: Any, client_of: Any
) -> None:
    from alongside.knowledge.offer import actions

    made = record()
    actions.end(service=made.pk, version=1, on=date(2026, 3, 9), reason="The grant ran out", by=ruth, at=AT)
    assert "Breakfast" not in visitor.get("/offer/").content.decode()
    assert "Offered until 9 March 2026: The grant ran out" in client_of(ruth).get("/offer/").content.decode()
    lines = b"".join(visitor.get("/offer.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 1


def test_what_the_list_shows_leaves_it(record: Any, visitor: Any) -> None:
    record(does="=cmd()")
    record(name="Elsewhere", districts=["yardley"])
    said = b"".join(visitor.get("/offer.csv?district=ladywood").streaming_content).decode("utf-8-sig")
    assert "'=cmd()" in said
    assert "Elsewhere" not in said
    assert visitor.get("/offer.pdf").status_code == 404


def test_text_is_shown_as_it_was_written_and_never_run(record: Any, visitor: Any) -> None:
    made = record(does="<script>alert(1)</script>\nsecond line")
    page = visitor.get(f"/offer/{made.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>second line" in page


def test_the_office_records_a_service(today: date, ruth: Any, client_of: Any) -> None:
    from alongside.knowledge.offer.models import Service

    client = client_of(ruth)
    asked = client.get("/offer/record/?need=absence&district=ladywood").content.decode()
    assert 'value="absence" id="id_needs_2" checked' in asked or "checked" in asked
    wrong = client.post("/offer/record/", posted(districts=[], checked_with="x"))
    assert wrong.status_code == 422
    assert "Choose the districts" in wrong.content.decode()
    assert client.post("/offer/record/", posted(link="javascript:x", checked_with="x")).status_code == 422
    answer = client.post("/offer/record/", posted(checked_with="its manager"))
    made = Service.objects.get()
    assert answer["Location"] == f"/offer/{made.pk}/"
    page = client.get(f"/offer/{made.pk}/").content.decode()
    assert "by Ruth with its manager" in page


def test_an_edit_that_meets_another_is_refused_with_both_shown_and_can_be_saved_again(
    record: Any, ruth: Any, dara: Any, client_of: Any
) -> None:
    from alongside.knowledge.offer import actions
    from alongside.knowledge.offer.models import Service

    made = record()
    address = f"/offer/{made.pk}/edit/"
    client = client_of(ruth)
    form = client.get(address).content.decode()
    assert 'name="seen" value="1"' in form
    theirs = actions.Said(**SERVICE | {"contact": "0000 000 000"})
    actions.edit(service=made.pk, version=1, said=theirs, by=dara, at=AT)
    mine = posted(contact="new@canal-trust.example", seen=1)
    met = client.post(address, mine)
    assert met.status_code == 422
    page = met.content.decode()
    assert "0000 000 000" in page
    assert "new@canal-trust.example" in page
    assert "Dara changed this on" in page
    assert 'name="seen" value="2"' in page
    assert 'value="ladywood"' in page
    assert client.post(address, {**mine, "seen": 2}).status_code == 302
    assert Service.objects.get().contact == "new@canal-trust.example"
    assert f"/history/service/{made.pk}/" in client.get(f"/offer/{made.pk}/").content.decode()
    states = client.get(f"/history/service/{made.pk}/").content.decode()
    assert all(words in states for words in ("0000 000 000", "new@canal-trust.example", "Dara"))


def test_the_office_checks_again_and_ends(record: Any, ruth: Any, client_of: Any) -> None:
    from alongside.knowledge.offer.models import Service

    made = record(at=datetime(2024, 10, 1, 9, tzinfo=UTC))
    client = client_of(ruth)
    assert 'name="seen" value="1"' in client.get(f"/offer/{made.pk}/check/").content.decode()
    checked = form_of(on=date(2026, 3, 9), checked_with="the mailbox", seen=1)
    assert client.post(f"/offer/{made.pk}/check/", checked).status_code == 302
    ended = form_of(on=date(2026, 4, 1), reason="The grant ran out", seen=1)
    met = client.post(f"/offer/{made.pk}/end/", ended)
    assert met.status_code == 422
    assert 'name="seen" value="2"' in met.content.decode()
    assert client.post(f"/offer/{made.pk}/end/", {**ended, "seen": 2}).status_code == 302
    found = Service.objects.get()
    assert (found.checked_on, found.ends_on, found.version) == (date(2026, 3, 9), date(2026, 4, 1), 3)
    for address in ("/offer/999/", "/offer/999/edit/", "/offer/999/check/", "/offer/999/end/"):
        assert client.get(address).status_code == 404


def test_pages_cost_few_queries(record: Any, ruth: Any, client_of: Any, django_assert_max_num_queries: Any) -> None:
    made = record()
    for number in range(20):
        record(name=f"Service {number}")
    client = client_of(ruth)
    for address in ("/offer/", f"/offer/{made.pk}/", f"/offer/{made.pk}/edit/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
