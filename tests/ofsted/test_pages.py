"""The pages of inspections as they happen: who is shown what, what is refused, how many queries they cost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.indicators.test_pages import form_of
from tests.ofsted.conftest import ASHGROVE, BIRCHWOOD, CALLED, GRADES, TODAY, TUESDAY, WEDNESDAY, holding, version_of
from tests.ofsted.published import publish
from tests.schools.conftest import gias, loaded, school

__all__ = ["loaded"]

pytestmark = pytest.mark.django_db


def text(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def posted(**said: Any) -> dict[str, Any]:
    return form_of(**{"school": "100001", "came_on": TODAY, "came_at": "00:01", "kind": "full"} | said)


def test_a_call_is_written_down_by_name_or_number_of_the_school(people: Any, client_of: Any) -> None:
    from alongside.work.engagement.ofsted.models import Call

    lead = client_of(people.lead)
    assert lead.post("/ofsted/call/", posted(school="Nowhere")).status_code == 422
    assert lead.post("/ofsted/call/", posted(came_at="ten")).status_code == 422
    assert lead.post("/ofsted/call/", posted(school="Ashgrove Primary School")).status_code == 302
    assert Call.objects.get().school == ASHGROVE
    assert lead.post("/ofsted/call/", posted()).status_code == 422


def test_where_several_schools_are_called_so_they_are_named(
    loaded: Any, today: date, ruth: Any, client_of: Any
) -> None:
    rows = (school(urn=900001, number=2001), school(urn=900002, number=2002, name="Canal Side School"))
    loaded("edubasealldata20260301.csv", gias(*rows))
    client = client_of(ruth)
    several = client.post("/ofsted/call/", posted(school="canal")).content.decode()
    assert "Canal Side School (900002)" in several
    assert "Canal Street Primary School (900001)" in several
    assert client.post("/ofsted/call/", posted(school="canal sid")).status_code == 302


def test_a_head_writes_down_a_call_of_the_own_school_and_of_no_other(people: Any, client_of: Any) -> None:
    from alongside.work.engagement.ofsted.models import Call

    head = client_of(people.head)
    assert 'id="id_school"' not in text(head, "/ofsted/call/")
    assert head.get("/ofsted/call/?school=100002").status_code == 403
    assert head.post("/ofsted/call/", posted(school="100002")).status_code == 302
    assert Call.objects.get().school == ASHGROVE
    assert client_of(people.chair).get("/ofsted/call/").status_code == 403


def test_each_sees_the_calls_that_concern_them(call: Any, people: Any, client_of: Any) -> None:
    call()
    call(BIRCHWOOD)
    expected = {
        people.director: (True, True),
        people.far: (True, True),
        people.council: (True, False),  # by the contract: of maintained schools
        people.head: (True, False),
        people.chair: (True, False),
        people.academy_head: (False, True),
        people.other_head: (False, False),
    }
    for user, seen in expected.items():
        page = text(client_of(user), "/ofsted/")
        assert ("Ashgrove" in page, "Birchwood" in page) == seen, user
    for user in (people.governor, people.board):
        assert client_of(user).get("/ofsted/").status_code == 403


def test_what_was_said_is_seen_by_the_few_and_by_nobody_else_anywhere(
    written: Any, people: Any, client_of: Any
) -> None:
    address = f"/ofsted/{written.pk}/outcome/"
    for user in (people.director, people.lead, people.head, people.chair):
        assert "toucan" in text(client_of(user), address), user
    others = (
        people.far, people.coordinator, people.council, people.academy_head, people.governor, people.board,
    )  # fmt: skip
    for user in others:
        client = client_of(user)
        for page in (address, f"{address}write/"):
            assert client.get(page).status_code == 403, (user, page)
            assert client.post(page, {}).status_code in (403, 405), (user, page)
        for page in ("/ofsted/", f"/ofsted/{written.pk}/", f"/history/inspection/{written.pk}/", "/contacts/"):
            said = client.get(page).content.decode()
            assert "toucan" not in said, (user, page)
            assert not any(grade in said for grade in GRADES.values()), (user, page)


def test_even_for_the_few_lists_and_the_page_of_the_call_do_not_say_it(
    written: Any, people: Any, client_of: Any
) -> None:
    from alongside.floor.audit.models import Entry

    director = client_of(people.director)
    for page in ("/ofsted/", f"/ofsted/{written.pk}/", f"/history/inspection/{written.pk}/"):
        assert "toucan" not in text(director, page)
    assert not Entry.objects.filter(action="ofsted.outcome-read").exists()
    text(director, f"/ofsted/{written.pk}/outcome/")
    text(director, f"/ofsted/{written.pk}/outcome/write/")
    assert Entry.objects.filter(action="ofsted.outcome-read", by=people.director).count() == 2


def test_after_publication_whoever_sees_the_call_sees_both_beside_each_other(
    written: Any, people: Any, client_of: Any
) -> None:
    from alongside.work.engagement.ofsted import actions

    publish("10500001", ASHGROVE, TUESDAY)
    council = client_of(people.council)
    assert "An inspection that may have come of it is published" in text(council, f"/ofsted/{written.pk}/")
    assert council.get(f"/ofsted/{written.pk}/outcome/").status_code == 403
    actions.match_published(by=None, at=datetime.combine(date(2027, 1, 4), CALLED.timetz()))
    page = text(council, f"/ofsted/{written.pk}/outcome/")
    assert "Urgent improvement" in page
    assert "Needs attention" in page
    assert "Differs" in page
    assert client_of(people.head).get(f"/ofsted/{written.pk}/outcome/write/").status_code == 404


def test_at_an_academy_nobody_plans_the_feedback_meeting(call: Any, people: Any, client_of: Any) -> None:
    made = call(BIRCHWOOD)
    lead = client_of(people.lead)
    for page in ("feedback/", "feedback/held/"):
        assert lead.get(f"/ofsted/{made.pk}/{page}").status_code == 403
    assert "feedback meeting is the trust" in text(lead, f"/ofsted/{made.pk}/")


def test_the_feedback_meeting_by_its_forms(call: Any, people: Any, client_of: Any, the_day_is: Any) -> None:
    made = call()
    lead = client_of(people.lead)
    going = [str(holding(people.lead).pk)]
    plan = form_of(on=WEDNESDAY, starts="16:00", ours=going, seen=1)
    assert client_of(people.far).post(f"/ofsted/{made.pk}/feedback/", plan).status_code == 403
    assert lead.post(f"/ofsted/{made.pk}/feedback/", plan | {"ours": []}).status_code == 422
    assert lead.post(f"/ofsted/{made.pk}/feedback/", plan).status_code == 302
    met = lead.post(f"/ofsted/{made.pk}/feedback/", plan | {"starts": "15:00"})
    assert "Both, side by side" in met.content.decode()
    the_day_is(date(2026, 11, 20))
    assert "nobody has written down who was there" in text(lead, f"/ofsted/{made.pk}/")
    held = form_of(on=WEDNESDAY, ours=going, seen=2)
    assert lead.post(f"/ofsted/{made.pk}/feedback/held/", held).status_code == 302
    assert "written down two days later" in text(lead, f"/ofsted/{made.pk}/")


def test_a_call_that_came_to_nothing_is_ended_with_a_reason(call: Any, people: Any, client_of: Any) -> None:
    made = call()
    lead = client_of(people.lead)
    assert lead.post(f"/ofsted/{made.pk}/end/", {"why": "", "seen": 1}).status_code == 422
    assert lead.post(f"/ofsted/{made.pk}/end/", {"why": "Put off.", "seen": version_of(made)}).status_code == 302
    assert "Put off." in text(lead, f"/ofsted/{made.pk}/")
    assert "No inspection goes on" in text(lead, "/ofsted/")


def test_pages_cost_few_queries(
    call: Any, written: Any, people: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    call(BIRCHWOOD)
    pk = written.pk
    for user in (people.lead, people.head):
        client = client_of(user)
        for address in ("/ofsted/", f"/ofsted/{pk}/"):
            client.get(address)
            with django_assert_max_num_queries(12):
                assert client.get(address).status_code == 200, address
