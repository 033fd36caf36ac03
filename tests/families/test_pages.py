"""The pages of families: what everybody sees, what members share, who may not, and the schools that are in none."""

from __future__ import annotations

from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tests.families import published
from tests.town import AT, BRIDGE, CANAL, LOCK, QUAY, TODAY

if TYPE_CHECKING:
    from alongside.work.families.models import Family
    from tests.town import Town

pytestmark = pytest.mark.django_db
SINCE = date(2026, 9, 1)


def family_of(town: Town, *schools: int, name: str = "Canal Family") -> Family:
    from alongside.work.families import actions

    common: dict[str, Any] = {"since": SINCE, "by": town.director, "at": AT}
    lead = town.person(town.head)
    made = actions.found(name=name, kind="family", purpose="To know each other well.", lead=lead, **common)
    for urn in schools:
        actions.join(family=made.pk, school=urn, **common)
    return made


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_figures_are_shown_only_while_every_member_agrees(town: Town, client_of: Any) -> None:
    from alongside.work.families import actions

    published.figures()
    family, head = family_of(town, CANAL, BRIDGE), client_of(town.head)
    address = f"/families/{family.pk}/"
    assert "So far 0 of 2 schools do." in text(head.get(address))
    head.post(f"{address}schools/{CANAL}/figures/", {"yes": "yes"})
    assert "71" not in (shown := text(head.get(address)))
    assert "So far 1 of 2 schools does." in shown
    actions.consent(family=family.pk, school=BRIDGE, yes=True, by=town.director, at=AT)
    shown = text(head.get(address))
    assert all(words in shown for words in ("71%", "64%", "60%", "2024/25", "no ranking"))
    for user in (town.other_head, town.council):
        assert "71%" not in text(client_of(user).get(address))
    actions.join(family=family.pk, school=LOCK, since=TODAY, by=town.director, at=AT)
    assert "71%" not in text(head.get(address))
    lock = family.memberships.get(school=LOCK)
    actions.leave(membership=lock.pk, on=TODAY, why="", by=town.director, at=AT)
    assert "71%" in text(head.get(address))
    head.post(f"{address}schools/{CANAL}/figures/", {"yes": "no"})
    assert "71%" not in (shown := text(head.get(address)))
    assert "said no on 16 November 2026" in shown


def test_others_see_its_name_its_members_and_how_to_join_and_no_more(town: Town, client_of: Any) -> None:
    from alongside.work.families import actions
    from alongside.work.sharing.strengths import actions as strengths

    family = family_of(town, CANAL)
    actions.agree_on(family=family.pk, words="We visit each other twice a year.", on=TODAY, by=town.head, at=AT)
    actions.say_working_on(
        family=family.pk, school=CANAL, version=1, words="Fewer days lost.", topics=["attendance"], by=town.head, at=AT
    )
    strengths.say(
        school=CANAL,
        topic="early-reading",
        words="Phonics",
        seen="own",
        on=TODAY,
        by=town.head,
        at=AT,
        shown_to="schools",
    )
    inside, outside = (text(client_of(who).get(f"/families/{family.pk}/")) for who in (town.chair, town.other_head))
    for words in ("Fewer days lost.", "We visit each other twice a year.", "Early reading and phonics"):
        assert words in inside
        assert words not in outside
    for words in ("Canal Family", "To know each other well.", "Canal Primary School", "How to join", "Ask to join"):
        assert words in outside


def test_a_school_asks_and_its_family_answers_on_the_pages(town: Town, client_of: Any) -> None:
    family, asker, lead = family_of(town, CANAL), client_of(town.other_head), client_of(town.head)
    address = f"/families/{family.pk}/"
    asker.post(f"{address}ask/", {"words": "We share a gate."})
    assert "Your school has asked to join" in text(asker.get(address))
    assert "Answer Lock Academy" in text(lead.get(address))
    assert "Answer a school that asks to join" in text(lead.get("/families/"))
    asking = family.askings.get()
    assert asker.post(f"/families/askings/{asking.pk}/", {"yes": "yes", "seen": 1}).status_code == 403
    refused = lead.post(f"/families/askings/{asking.pk}/", {"yes": "no", "seen": 1, "words": ""})
    assert refused.status_code == 422
    assert "Say why not now" in text(refused)
    lead.post(f"/families/askings/{asking.pk}/", {"yes": "yes", "seen": 1, "words": "Welcome."})
    assert "Lock Academy" in text(asker.get(address))
    assert family.memberships.get(school=LOCK).state == "member"


def test_what_the_lead_names_the_school_confirms_and_the_office_need_not_wait(town: Town, client_of: Any) -> None:
    family, lead, office = family_of(town, CANAL), client_of(town.head), client_of(town.director)
    said = {"since": "2026-11-01", "why": "Old friends."}
    lead.post(f"/families/{family.pk}/add/", {"school": str(LOCK), **said})
    office.post(f"/families/{family.pk}/add/", {"school": str(BRIDGE), **said})
    assert dict(family.memberships.values_list("school", "state")) == {CANAL: "member", LOCK: "waits", BRIDGE: "member"}
    lock = family.memberships.get(school=LOCK)
    head = client_of(town.other_head)
    assert "Say whether Lock Academy belongs to it" in text(head.get(f"/families/{family.pk}/"))
    assert client_of(town.far_lead).get(f"/families/memberships/{lock.pk}/").status_code == 403
    head.post(f"/families/memberships/{lock.pk}/", {"yes": "yes", "seen": 1})
    lock.refresh_from_db()
    assert lock.state == "member"
    head.post(f"/families/memberships/{lock.pk}/leave/", {"on": "2026-11-16", "why": "Too far.", "seen": 2})
    lock.refresh_from_db()
    assert (lock.state, lock.until) == ("left", TODAY)


def test_what_a_school_proposes_only_it_and_the_office_know_of_until_it_stands(town: Town, client_of: Any) -> None:
    from alongside.work.families.models import Family

    head, office = client_of(town.head), client_of(town.director)
    said = {
        "kind": "family",
        "name": "Towpath",
        "purpose": "To begin.",
        "since": "2026-11-16",
        "others": "Lock Academy",
    }
    head.post("/families/propose/", said)
    made = Family.objects.get(name="Towpath")
    address = f"/families/{made.pk}/"
    assert client_of(town.other_head).get(address).status_code == 404
    assert "Towpath" not in text(client_of(town.other_head).get("/families/"))
    assert "does not stand yet" in text(head.get(address))
    assert head.get(f"{address}decide/").status_code == 403
    office.post(f"{address}decide/", {"yes": "yes", "seen": 1, "words": ""})
    assert client_of(town.other_head).get(address).status_code == 200
    stale = office.post(f"{address}change/", {"name": "Towpaths", "purpose": "To begin.", "lead": "", "seen": 1})
    assert stale.status_code == 422
    assert "changed this" in text(stale)


def test_a_network_that_a_head_runs_stands_at_once(town: Town, client_of: Any) -> None:
    from alongside.work.families.models import Family

    said = {"kind": "alliance", "name": "Reading Alliance", "purpose": "To read.", "since": "2020-09-01"}
    client_of(town.head).post("/families/propose/", {**said, "others": f"Lock Academy\n{BRIDGE}"})
    made = Family.objects.get()
    assert (made.state, made.lead) == ("standing", town.person(town.head))
    states = dict(made.memberships.values_list("school", "state"))
    assert states == {CANAL: "member", LOCK: "waits", BRIDGE: "waits"}
    wrong = client_of(town.head).post("/families/propose/", {**said, "name": "Other", "others": "Nowhere School"})
    assert "“Nowhere School”: No open school here has that name" in text(wrong)


def test_every_school_in_none_is_listed_with_what_would_suit_it_and_why(
    town: Town, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    published.places()
    published.figures()
    family_of(town, CANAL)
    office = client_of(town.director)
    office.get("/families/without/")
    with django_assert_max_num_queries(12):
        shown = text(office.get("/families/without/"))
    assert "3 schools in all." in shown
    assert "Mill Primary" not in shown  # closed
    assert "Far Primary" not in shown  # another authority's
    assert "Canal Primary School is 1.1 km away in a straight line." in shown
    assert "The pupils of Canal Primary School are much like those here." in shown
    assert "none is near" in shown  # Quay
    assert "Lock Academy" not in text(office.get("/families/without/?phase=primary"))
    rows = b"".join(office.get("/families/without.csv?phase=primary")).decode("utf-8-sig").splitlines()
    assert rows[1].startswith("Bridge Primary School,900003,Primary,Erdington,maintained,,,,Canal Family,")
    assert client_of(town.head).get("/families/without/").status_code == 403


def test_a_head_finds_the_families_that_would_suit_the_school_and_nobody_elses(town: Town, client_of: Any) -> None:
    published.places()
    family_of(town, CANAL, BRIDGE)
    head = client_of(town.other_head)
    shown = text(head.get(f"/families/schools/{LOCK}/"))
    assert "It is in no family yet. 1 family would suit it" in shown
    assert "Canal Primary School, of the phase before, is 0.6 km away" in shown
    assert "Ask to join" in shown
    assert head.get(f"/families/schools/{CANAL}/").status_code == 403
    assert "Your school is in no family yet." in text(head.get("/together/"))
    assert "3 schools are in no family." not in text(client_of(town.director).get("/together/"))
    assert "1 school is in no family." not in text(client_of(town.head).get("/together/"))


def test_near_schools_without_a_family_are_who_one_could_begin_with(town: Town, client_of: Any) -> None:
    published.places()
    shown = text(client_of(town.other_head).get(f"/families/schools/{LOCK}/"))
    assert "None stands out" in shown
    assert "Canal Primary School</a>, 0.6 km" in shown
    assert "Quay School" not in shown


def test_the_next_meeting_stands_on_the_page_for_its_members(town: Town, client_of: Any) -> None:
    family = family_of(town, CANAL, LOCK)
    on = TODAY + timedelta(days=9)
    said = {"on": on.isoformat(), "starts": "09:00", "ends": "10:00", "where": "The library", "topics": "Reading"}
    assert client_of(town.other_head).post(f"/families/{family.pk}/meeting/", said).status_code == 403
    planned = client_of(town.head).post(f"/families/{family.pk}/meeting/", said)
    assert planned.status_code == 302
    assert client_of(town.other_head).get(planned["Location"]).status_code == 200
    assert "25 November 2026, 09:00" in text(client_of(town.other_head).get(f"/families/{family.pk}/"))
    assert "The library" not in text(client_of(town.council).get(f"/families/{family.pk}/"))


def test_a_school_page_names_its_families_and_the_pages_ask_seldom(
    town: Town, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    from alongside.work.families import actions
    from alongside.work.meetings.planning.actions import When

    published.figures()
    family = family_of(town, CANAL, BRIDGE)
    for urn in (CANAL, BRIDGE):
        actions.consent(family=family.pk, school=urn, yes=True, by=town.director, at=AT)
    when = When(on=TODAY, starts=time(9), ends=time(10), where="Here")
    actions.plan_meeting(family=family.pk, when=when, by=town.head, at=AT)
    actions.ask_to_join(family=family.pk, school=QUAY, words="", by=town.director, at=AT)
    head = client_of(town.head)
    for address in (f"/families/{family.pk}/", "/families/", f"/families/schools/{CANAL}/"):
        head.get(address)
        with django_assert_max_num_queries(12):
            assert head.get(address).status_code == 200
    history = text(head.get(f"/history/family/{family.pk}/"))
    assert "Canal Family" in history
    assert client_of(town.other_head).get(f"/history/family/{family.pk}/").status_code in (403, 404)


def test_the_school_page_names_families_and_what_waits_only_to_who_looks_after_the_school(town: Town) -> None:
    from alongside.floor.accounts.roles import Place
    from alongside.knowledge.schools.panels import Asked
    from alongside.work.families import actions
    from alongside.work.families.panels import PANEL

    family = family_of(town, CANAL)
    actions.join(family=family.pk, school=LOCK, since=TODAY, waits=True, by=town.head, at=AT)
    common: dict[str, Any] = {"on": TODAY, "version": 1, "is_today": True, "for_office": False}
    school: Any = SimpleNamespace(facts=SimpleNamespace(urn=LOCK))
    seen = [
        PANEL.fill(Asked(school, user=user, place=Place(school=LOCK, district="ladywood"), **common)) or {}
        for user in (town.other_head, town.director, town.head)
    ]
    assert [(len(said["held"]), said["may_suggest"]) for said in seen] == [(1, True), (1, True), (0, False)]


def test_trusts_stand_as_the_register_lists_them(town: Town, client_of: Any) -> None:
    published.groups(LOCK, "Lock Trust", "A Sponsor")
    shown = text(client_of(town.head).get("/families/trusts/"))
    assert "Lock Trust" in shown
    assert "Lock Academy" in shown
    assert "A Sponsor" not in shown
