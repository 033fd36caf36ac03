"""The list, one concern, the forms; restricted ones leak nowhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.concerns.making import record, tell
from tests.reading import body
from tests.town import AT, BRIDGE, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db


def form_of(**said: Any) -> dict[str, Any]:
    posted: dict[str, Any] = {}
    for name, value in said.items():
        if hasattr(value, "year"):
            posted |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        else:
            posted[name] = value
    return posted


def test_the_list_narrows_and_says_what_is_due(town: Town, client_of: Any) -> None:
    record(town, title="Of Canal")
    record(town, title="Of Bridge", school=BRIDGE, by=town.director, weight="act-now")
    client = client_of(town.director)
    page = body(client.get("/concerns/"))
    assert "Of Canal" in page
    assert "Of Bridge" in page
    assert "Tell the school by 21 November 2026" in page
    for query, there, gone in [
        ("district=ladywood", "Of Canal", "Of Bridge"),
        ("weight=act-now", "Of Bridge", "Of Canal"),
        ("direction=worse", "", "Of Canal"),
        ("phase=special", "", "Of Canal"),
        ("kind=strength", "", "Of Canal"),
        ("state=closed", "", "Of Canal"),
        (f"school={BRIDGE}", "Of Bridge", "Of Canal"),
        ("weight=nonsense", "", "Of Canal"),
    ]:
        narrowed = body(client.get(f"/concerns/?{query}"))
        assert there in narrowed, query
        assert gone not in narrowed, query


def test_what_is_restricted_is_not_there_for_anybody_else(town: Town, client_of: Any) -> None:
    from tests.cast import person_holding
    from tests.town import Post

    hidden = record(town, restricted=True, title="SECRETWORD", words="SECRETWORD", why="SECRETWORD")
    staff = person_holding("Stan Staff", Post("staff", "partnership"))
    for user in (staff, town.far_lead, town.head, town.chair):
        client = client_of(user)
        assert client.get(f"/concerns/of/{hidden.key}/").status_code == 404
        for action in ("weigh", "close", "lift", "tell", "answer", "share", "refer"):
            for ask in (client.get, client.post):
                assert ask(f"/concerns/of/{hidden.key}/{action}/").status_code in (403, 404, 405)
        for address in ("/concerns/", "/concerns/?restricted=only", "/concerns/list.csv", "/my-work/"):
            page = body(client.get(address))
            assert hidden.key not in page, (user, address)
            assert "SECRETWORD" not in page
    page = body(client_of(staff).get("/concerns/"))
    assert "Nothing is recorded for this" in page
    assert "Only restricted" not in page


def test_even_who_may_read_it_finds_its_words_on_its_own_page_alone(town: Town, client_of: Any) -> None:
    from alongside.floor.audit.models import Entry

    hidden = record(town, restricted=True, title="SECRETWORD", words="SECRETWORD")
    client = client_of(town.director)
    for address in ("/concerns/", "/concerns/list.csv", "/concerns/list.xlsx", "/my-work/"):
        assert "SECRETWORD" not in body(client.get(address)), address
    assert hidden.key not in body(client.get("/concerns/list.csv"))
    assert "Restricted: open it to read it" in body(client.get("/concerns/"))
    assert not Entry.objects.filter(action="concern.read").exists()
    assert "SECRETWORD" in body(client.get(f"/concerns/of/{hidden.key}/"))
    assert Entry.objects.filter(action="concern.read", by=town.director).count() == 1


def test_the_school_reads_all_but_who_brought_it_once_it_has_been_told(town: Town, client_of: Any) -> None:
    made = record(town, words="In science and maths")
    client = client_of(town.head)
    assert client.get(f"/concerns/of/{made.key}/").status_code == 404
    assert "Nothing has been said of your school here" in body(client.get("/concerns/"))
    tell(town, made)
    page = body(client.get(f"/concerns/of/{made.key}/"))
    assert "In science and maths" in page
    assert "Three left since September" in page
    assert "Answer in your own words" in page
    assert "Mrs Informant" not in page
    assert "Mrs Informant" in body(client_of(town.lead).get(f"/concerns/of/{made.key}/"))
    answer = client.post(f"/concerns/of/{made.key}/answer/", {"words": "Two were retirements"})
    assert answer.status_code == 302
    assert "Two were retirements" in body(client_of(town.lead).get(f"/concerns/of/{made.key}/"))


def test_a_concern_is_recorded_in_three_short_pages(town: Town, client_of: Any) -> None:
    from alongside.work.engagement.concerns.models import Concern

    client = client_of(town.lead)
    found = body(client.get("/concerns/record/?school=canal&find=yes"))
    assert f"?school={CANAL}" in found
    assert "A strength" in body(client.get(f"/concerns/record/?school={CANAL}"))
    address = f"/concerns/record/?school={CANAL}&kind=strength"
    said = {"title": "Reading", "area": "teaching", "source": "visit", "weight": "example", "why": "All read well"}
    wrong = client.post(address, said | {"why": "", "next_words": "Write it up"})
    assert wrong.status_code == 422
    assert "Choose who does it" in body(wrong)
    owner = town.person(town.lead).pk
    step = form_of(next_words="Write it up", next_owner=str(owner), next_due=TODAY + timedelta(days=9))
    answer = client.post(address, said | step)
    made = Concern.objects.get()
    assert answer["Location"] == f"/concerns/of/{made.key}/"
    assert (made.kind, made.next_words, made.task.owner_id) == ("strength", "Write it up", owner)


def test_who_may_not_read_it_is_told_so_when_they_restrict_it(town: Town, client_of: Any) -> None:
    from tests.cast import person_holding
    from tests.town import Post

    client = client_of(person_holding("Stan Staff", Post("staff", "partnership")))
    said = {"title": "T", "area": "money", "source": "complaint", "weight": "act", "why": "W", "restricted": "on"}
    answer = client.post(f"/concerns/record/?school={CANAL}&kind=concern", said, follow=True)
    assert answer.redirect_chain[-1][0] == "/concerns/"
    assert "only the director and the District Lead can read it now" in body(answer)


def test_a_district_lead_records_and_follows_only_in_their_district(town: Town, client_of: Any) -> None:
    made = record(town)
    client = client_of(town.far_lead)
    assert client.get(f"/concerns/record/?school={CANAL}").status_code == 403
    assert client.get(f"/concerns/of/{made.key}/weigh/").status_code == 404
    assert client.get("/concerns/record/?school=999999").status_code == 404


def test_two_who_weigh_at_once_see_both(town: Town, client_of: Any) -> None:
    from alongside.work.engagement.concerns import actions

    made = record(town)
    actions.weigh(concern=made.pk, version=1, weight="act-now", direction="worse", why="x", by=town.director, at=AT)
    said = {"weight": "watch", "direction": "better", "why": "Filled", "seen": "1"}
    answer = client_of(town.lead).post(f"/concerns/of/{made.key}/weigh/", said)
    assert answer.status_code == 422
    page = body(answer)
    assert "Dora Director changed this" in page
    assert 'name="seen" value="2"' in page
    assert client_of(town.lead).post(f"/concerns/of/{made.key}/weigh/", said | {"seen": "2"}).status_code == 302


def test_forms_close_open_tell_refer_and_share(town: Town, client_of: Any) -> None:
    made = record(town, school=LOCK)
    client, base = client_of(town.lead), f"/concerns/of/{made.key}"
    holding = town.person(town.other_head).holdings.get().pk
    told = form_of(whom=[str(holding)], how="call", on=TODAY, seen=1)
    assert client.post(f"{base}/tell/", told).status_code == 302
    sent = form_of(to="trust", whom="Canal Trust", how="letter", on=TODAY)
    assert client.post(f"{base}/refer/", sent).status_code == 302
    page = body(client.get(f"{base}/"))
    assert "Canal Trust" in page
    assert "Refer it: the regional director by" in page
    referral = made.referrals.get().pk
    chased = form_of(how="call", on=TODAY, seen=1)
    assert client.post(f"{base}/referrals/{referral}/chase/", chased).status_code == 302
    answered = form_of(answer="We act", answered_by="Its chief", on=TODAY, seen=2)
    assert client.post(f"{base}/referrals/{referral}/answered/", answered).status_code == 302
    assert client.get(f"{base}/referrals/{referral}/chase/").status_code == 404
    assert client.post(f"{base}/close/", {"why": "Done", "seen": "2"}).status_code == 302
    assert "Open it again" in body(client.get(f"{base}/"))
    again = {"weight": "watch", "direction": "same", "why": "Again", "seen": "3"}
    assert client.post(f"{base}/weigh/", again).status_code == 302
    assert client.post(f"{base}/share/", {"seen": "4", "to_share": "yes"}, follow=True).status_code == 200


def test_the_list_and_a_page_ask_little_of_the_database(
    town: Town, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    made = [record(town) for _ in range(12)]
    client = client_of(town.director)
    client.get("/concerns/")
    with django_assert_max_num_queries(12):
        client.get("/concerns/")
    with django_assert_max_num_queries(12):
        client.get(f"/concerns/of/{made[0].key}/")


def test_what_is_overdue_waits_on_my_work(town: Town, the_day_is: Any, client_of: Any) -> None:
    record(town)
    the_day_is(TODAY + timedelta(days=6))
    assert "Tell the school: Teachers leave" in body(client_of(town.lead).get("/my-work/"))
    assert "Teachers leave" not in body(client_of(town.far_lead).get("/my-work/"))
