"""The pages of cycles: what each shows, to whom, and who is turned away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tests.cycles.making import busy, cycle, joined, reviewer
from tests.town import AT, BRIDGE, CANAL, LOCK, QUAY, TODAY, Town

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
Clients = Callable[..., "Client"]
DAYS = {"joins_by": "2026-12-18", "reviews_from": "2027-01-11", "reviews_until": "2027-03-26"}


def test_the_office_opens_a_cycle_a_head_joins_and_its_words_stay_the_schools(town: Town, client_of: Clients):
    from alongside.work.peer_review.cycles.models import Cycle, Joining

    office, head, other = client_of(town.director), client_of(town.head), client_of(town.other_head)
    assert office.post("/peer-review/open/", {"title": "Spring", "model": "focused", **DAYS}).status_code == 302
    made = Cycle.objects.get()
    assert b"Canal Primary School can join" in head.get("/peer-review/").content
    address = f"/peer-review/{made.pk}/schools/{CANAL}/join/"
    assert head.post(address, {"focus": ""}).status_code == 422
    said = {
        "focus": "Who speaks?",
        "self_review": "Ours: quietly proud.",
        "first_1": "2027-01-11",
        "last_1": "2027-01-15",
    }
    assert head.post(address, said, follow=True).status_code == 200
    joining = Joining.objects.get()
    page = f"/peer-review/joinings/{joining.pk}/"
    assert b"quietly proud" in head.get(page).content
    assert b"quietly proud" in client_of(town.chair).get(page).content
    assert b"quietly proud" not in office.get(page).content
    assert b"Who speaks?" not in office.get(page).content
    assert other.get(page).status_code == 403
    assert other.get(f"{page}change/").status_code == 403
    assert client_of(town.chair).post(f"{page}change/", said).status_code == 403
    assert other.get(address).status_code == 403
    assert client_of(town.board).get("/peer-review/").status_code == 403


def test_a_proposal_is_read_changed_and_accepted_on_its_page(town: Town, client_of: Clients):
    from alongside.work.peer_review.cycles.models import Pairing, Proposal

    made, (lola, quinn, nina) = busy(town)
    office = client_of(town.director)
    page = office.post(f"/peer-review/{made.pk}/propose/", follow=True)
    proposal = Proposal.objects.get()
    assert b"No seat is empty" in page.content
    assert b"No other choice counts more" in page.content
    change = f"/peer-review/proposals/{proposal.pk}/schools/{CANAL}/"
    asked = office.get(change)
    assert b"not possible, able to lead" in asked.content
    wrong = office.post(change, {"lead": quinn.pk, "seen": proposal.version})
    assert (wrong.status_code, b"not recorded as able to lead" in wrong.content) == (422, True)
    right = office.post(change, {"lead": nina.pk, "other_1": quinn.pk, "seen": proposal.version})
    assert right.status_code == 302
    stale = office.post(f"/peer-review/proposals/{proposal.pk}/accept/", {"seen": proposal.version}, follow=True)
    assert b"changed this" in stale.content
    proposal.refresh_from_db()
    accepted = office.post(f"/peer-review/proposals/{proposal.pk}/accept/", {"seen": proposal.version}, follow=True)
    assert b"2 schools are paired" in accepted.content
    pairing = Pairing.objects.get(school=CANAL)
    assert pairing.lead == nina
    page = client_of(nina.person.user).get(f"/peer-review/pairings/{pairing.pk}/")
    assert (page.status_code, b"Why these people" in page.content) == (200, False)
    lolas = client_of(lola.person.user).get(f"/peer-review/pairings/{pairing.pk}/")
    assert lolas.status_code == 403  # she is in the other team, and nothing else
    assert client_of(town.head).get(f"/peer-review/proposals/{proposal.pk}/").status_code == 403
    listed = office.get(f"/peer-review/{made.pk}/schools.csv").getvalue().decode()
    assert "Canal Primary School,900001,Nina Nowhere,Quinn Quay" in listed
    changed = office.post(
        f"/peer-review/pairings/{pairing.pk}/replace/",
        {"lead": nina.pk, "other_1": "", "why": "Quinn is ill", "seen": 1},
    )
    assert changed.status_code == 302
    assert [one.pk for one in Pairing.objects.get(pk=pairing.pk).everyone] == [nina.pk]


def test_many_are_worked_out_by_a_worker_and_the_page_says_how_far_it_is(
    town: Town, client_of: Clients, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
):
    from alongside.work.peer_review.cycles.models import Proposal
    from alongside.work.peer_review.cycles.pairing import views

    made, _ = busy(town)
    monkeypatch.setattr(views, "LARGE", 1)
    office = client_of(town.director)
    with django_capture_on_commit_callbacks() as to_do:
        page = office.post(f"/peer-review/{made.pk}/propose/", follow=True)
    proposal = Proposal.objects.get()
    progress = f"/peer-review/proposals/{proposal.pk}/progress/"
    assert b"Waits for a worker" in page.content
    assert b"Waits for a worker" in office.get(progress, headers={"HX-Request": "true"}).content
    for call in to_do:
        call()
    done = office.get(progress, headers={"HX-Request": "true"})
    assert (done.status_code, done["HX-Refresh"]) == (204, "true")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.done, proposal.version) == ("ready", 100, 2)


def test_reviewers_have_a_page_of_their_own(town: Town, client_of: Clients):
    from alongside.work.peer_review.cycles.models import Reviewer

    office = client_of(town.director)
    assert b"Gus Governor" in office.get("/peer-review/reviewers/recruit/?name=gus").content
    gus = town.person(town.governor)
    address = f"/peer-review/reviewers/recruit/?person={gus.pk}"
    said = {"school": "Canal Primary School", "phases": ["primary"], "most": 2, "before": 3, "can_lead": "on"}
    assert office.post(address, said).status_code == 302
    made = Reviewer.objects.get()
    assert (made.school, made.before) == (CANAL, 3)
    page = f"/peer-review/reviewers/{made.pk}/"
    own = client_of(town.governor)
    assert b"No training is recorded" in own.get(page).content
    assert own.post(f"{page}train/", {"on": "2026-09-10"}).status_code == 403
    assert office.post(f"{page}train/", {"on": "2026-09-10"}).status_code == 302
    assert b"Trained until 10 September 2029" in own.get(page).content
    assert own.post(f"{page}declare/", {"school": "Lock Academy", "why": "A niece"}).status_code == 302
    assert own.post(f"{page}away/", {"first": "2027-01-11", "last": "2027-01-12"}).status_code == 302
    assert b"A niece" in own.get(page).content
    assert own.post(f"{page}away/{made.absences.get().pk}/back/").status_code == 302
    assert own.post(f"{page}interests/{made.interests.get().pk}/over/").status_code == 302
    assert client_of(town.head).get(page).status_code == 403
    assert client_of(town.head).post(f"{page}declare/", {}).status_code == 403
    assert own.get("/peer-review/reviewers/").status_code == 403
    assert b"Gus Governor" in office.get("/peer-review/reviewers/").content
    assert "Gus Governor" in office.get("/peer-review/reviewers.csv?show=lead").getvalue().decode()
    assert b"Gus Governor" not in office.get("/peer-review/reviewers/?show=untrained").content


def test_every_school_in_some_form_is_listed_with_when(town: Town, client_of: Clients):
    from alongside.work.peer_review.cycles import actions

    office, head = client_of(town.director), client_of(town.head)
    said = {"model": "trust", "by_whom": "The Canal Trust", "on": "2026-05-04"}
    assert head.post(f"/peer-review/elsewhere/schools/{CANAL}/", said).status_code == 302
    assert head.post(f"/peer-review/elsewhere/schools/{BRIDGE}/", said).status_code == 403
    assert office.get("/peer-review/elsewhere/schools/111111/").status_code == 404
    actions.record_elsewhere(
        school=BRIDGE, model="elsewhere", on=date(2021, 3, 1), by_whom="A hub", by=town.director, at=AT
    )
    page = head.get("/peer-review/reviewed/").content.decode()
    assert "Of 4 schools, 1 has been reviewed within 3 years, 1 longer ago" in page
    assert "A trust&#x27;s own review: The Canal Trust" in page or "A trust&#39;s own review: The Canal Trust" in page
    never = head.get("/peer-review/reviewed/?state=never").content.decode()
    assert ("Lock Academy" in never, "Bridge Primary School" in never) == (True, False)
    assert "Lock Academy" not in head.get("/peer-review/reviewed/?phase=primary").content.decode()
    rows = office.get("/peer-review/reviewed.csv?state=before").getvalue().decode().splitlines()
    assert [row.split(",")[0] for row in rows if "Primary" in row] == ["Bridge Primary School"]


def test_the_page_together_and_the_school_page_lead_there(town: Town, client_of: Clients):
    from django.template.loader import render_to_string

    from alongside.knowledge.schools.panels import Asked, registered
    from alongside.knowledge.schools.places import place_of
    from alongside.work.peer_review.cycles.panels import fill

    made = cycle(town)
    joined(town, made, LOCK)
    head = client_of(town.head)
    assert b"can join \xe2\x80\x9cSpring 2027\xe2\x80\x9d" in head.get("/together/").content
    assert b"can join" not in client_of(town.chair).get("/together/").content
    assert any(one.key == "cycles" and one.apart for one in registered())
    school: Any = SimpleNamespace(facts=SimpleNamespace(urn=CANAL))
    asked = Asked(school, TODAY, 1, True, False, user=town.head, place=place_of(CANAL))
    assert "Join Spring 2027" in render_to_string("cycles/panel.html", fill(asked))
    asked = Asked(school, TODAY, 1, True, False, user=town.chair, place=place_of(CANAL))
    assert "Join Spring 2027" not in render_to_string("cycles/panel.html", fill(asked))


def test_no_page_asks_the_database_more_than_twelve_times(
    town: Town, client_of: Clients, django_assert_max_num_queries
):  # type: ignore[no-untyped-def]
    from alongside.work.peer_review.cycles import actions

    made, _ = busy(town)
    joined(town, made, QUAY)
    reviewer(town, "Lenny Lock", LOCK)
    proposal = actions.propose(cycle=made.pk, by=town.director, at=AT)
    (first, *_) = actions.accept(proposal=proposal.pk, version=proposal.version, by=town.director, at=AT)
    office = client_of(town.director)
    for address in (
        "/peer-review/",
        f"/peer-review/{made.pk}/",
        f"/peer-review/proposals/{proposal.pk}/",
        f"/peer-review/pairings/{first.pk}/",
        "/peer-review/reviewed/",
        "/peer-review/reviewers/",
        f"/peer-review/reviewers/{first.lead_id}/",
        f"/peer-review/joinings/{made.joinings.first().pk}/",
    ):
        office.get(address)
        with django_assert_max_num_queries(12):
            assert office.get(address).status_code == 200, address
