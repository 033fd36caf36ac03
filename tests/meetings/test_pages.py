"""The pages of meetings: who is shown what, what is refused, how many queries they cost."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from tests.indicators.test_pages import form_of
from tests.meetings.conftest import ASHGROVE, AT, PDF, TODAY, part_of, version_of, when

pytestmark = pytest.mark.django_db
NEXT = TODAY + timedelta(days=14)


@pytest.fixture
def erdington(people: Any) -> Any:
    from alongside.work.meetings.planning import actions

    return actions.start_series(
        kind="district-strategy-group", name="Group of Erdington", district="erdington", by=people.director, at=AT
    )


def text(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_a_head_sees_the_group_of_the_own_district_and_no_other(
    group: Any, erdington: Any, people: Any, client_of: Any
) -> None:
    head = client_of(people.head)
    page = text(head, "/meetings/")
    assert "District Strategy Group, Ladywood" in page
    assert "Erdington" not in page
    assert head.get(f"/meetings/series/{erdington.pk}/").status_code == 403
    for address in ("/meetings/start/", f"/meetings/series/{group.pk}/plan/", "/meetings/points/"):
        assert head.get(address).status_code == 403
    governor, council = client_of(people.governor), client_of(people.council)
    for nobody in (governor, council):
        assert nobody.get("/meetings/").status_code == 403
        assert nobody.get(f"/meetings/series/{group.pk}/").status_code == 403


def test_who_is_invited_by_name_sees_that_group_without_any_role(
    plan: Any, group: Any, people: Any, client_of: Any
) -> None:
    from alongside.knowledge.people.queries import person_of
    from alongside.work.meetings.planning import actions

    meeting = plan(NEXT)
    council = client_of(people.council)
    assert council.get(f"/meetings/{meeting.pk}/").status_code == 403
    actions.invite(meeting=meeting, only=[], people=[person_of(people.council)], by=people.lead, at=AT)
    assert "Say whether you come" in text(council, f"/meetings/{meeting.pk}/")
    assert group.name in text(council, "/meetings/")
    actions.uninvite(part=part_of(meeting, people.council), by=people.lead, at=AT)
    assert council.get(f"/meetings/{meeting.pk}/").status_code == 403


def test_the_record_is_seen_by_its_writers_until_it_is_shared(held: Any, people: Any, client_of: Any) -> None:
    from alongside.work.meetings.record import actions

    item = held.items.first()
    actions.write(item=item.pk, version=version_of(item), said="Fridays are worst.", by=people.lead, at=AT)
    head, lead = client_of(people.head), client_of(people.lead)
    address = f"/meetings/{held.pk}/"
    assert "Fridays are worst." in text(lead, address)
    assert "Fridays are worst." not in text(head, address)
    assert head.get(f"{address}minutes.pdf").status_code == 404
    assert head.get(f"/meetings/items/{item.pk}/write/").status_code == 403
    actions.share(meeting=held.pk, version=version_of(held), by=people.lead, at=AT)
    assert "Fridays are worst." in text(head, address)
    assert b"".join(head.get(f"{address}minutes.pdf")).startswith(b"%PDF-")


def test_a_paper_is_for_members_and_handed_over_as_a_file(plan: Any, people: Any, client_of: Any) -> None:
    from alongside.work.meetings.models import Paper

    meeting = plan(NEXT)
    lead = client_of(people.lead)
    file = SimpleUploadedFile("x.html", PDF, "text/html")
    wrong = SimpleUploadedFile("x.pdf", b"<script>", "application/pdf")
    address = f"/meetings/{meeting.pk}/papers/add/"
    assert lead.post(address, {"title": "Absence", "item": "", "file": wrong}).status_code == 422
    assert lead.post(address, {"title": "Absence <now>", "item": "", "file": file}).status_code == 302
    paper = Paper.objects.get()
    answer = client_of(people.head).get(f"/meetings/papers/{paper.pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="absence-now.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content == PDF
    assert client_of(people.other_head).get(f"/meetings/papers/{paper.pk}/").status_code == 403
    lead.post(f"/meetings/papers/{paper.pk}/withdraw/")
    assert client_of(people.head).get(f"/meetings/papers/{paper.pk}/").status_code == 404


def test_a_meeting_is_planned_changed_and_called_off_by_its_runners(group: Any, people: Any, client_of: Any) -> None:
    from alongside.work.meetings.models import Meeting

    lead = client_of(people.lead)
    form = form_of(on=NEXT, starts="14:00", ends="16:00", where="The hall", topics="Absence\n- Staff\n\n")
    assert lead.post(f"/meetings/series/{group.pk}/plan/", form | {"ends": "13:00"}).status_code == 422
    assert lead.post(f"/meetings/series/{group.pk}/plan/", form | {"starts": "half two"}).status_code == 422
    assert lead.post(f"/meetings/series/{group.pk}/plan/", form).status_code == 302
    meeting = Meeting.objects.get()
    assert [item.title for item in meeting.items.all()] == ["Absence", "Staff"]
    moved = form_of(on=NEXT, starts="09:00", ends="10:00", where="The hall", seen=1)
    assert lead.post(f"/meetings/{meeting.pk}/move/", moved).status_code == 302
    met = lead.post(f"/meetings/{meeting.pk}/move/", moved | {"starts": "08:00"})
    assert met.status_code == 422
    assert "Both, side by side" in met.content.decode()
    assert client_of(people.far).post(f"/meetings/{meeting.pk}/move/", moved).status_code == 403
    called_off = {"why": "Snow", "seen": version_of(meeting)}
    assert lead.post(f"/meetings/{meeting.pk}/cancel/", called_off).status_code == 302
    assert "It was called off." in text(client_of(people.head), f"/meetings/{meeting.pk}/")


def test_a_member_raises_a_point_and_sees_the_answer(group: Any, people: Any, client_of: Any) -> None:
    from alongside.work.meetings.points.models import Point

    head, far = client_of(people.head), client_of(people.other_head)
    said = {"words": "We wait for an <b>educational</b> psychologist.", "school": "100001"}
    assert far.post(f"/meetings/series/{group.pk}/raise/", said).status_code == 403
    assert head.post(f"/meetings/series/{group.pk}/raise/", said | {"school": "100002"}).status_code == 422
    assert head.post(f"/meetings/series/{group.pk}/raise/", said).status_code == 302
    point = Point.objects.get()
    raiser = point.raisers.get()
    assert (raiser.name, raiser.role, raiser.school_name) == ("Hana Head", "head", "Ashgrove Primary School")
    address = f"/meetings/points/{point.pk}/"
    assert head.get(f"{address}answer/").status_code == 403
    assert far.get(address).status_code == 403
    answer = form_of(state="done", answer="Two more start in January.", seen=1)
    assert client_of(people.far).post(f"{address}answer/", answer).status_code == 403
    assert client_of(people.lead).post(f"{address}answer/", answer).status_code == 302
    page = text(head, f"/meetings/series/{group.pk}/")
    assert "Two more start in January." in page
    assert "&lt;b&gt;educational&lt;/b&gt;" in page


def test_what_is_overdue_shows_to_who_answers_for_it(group: Any, people: Any, client_of: Any, the_day_is: Any) -> None:
    from alongside.work.meetings.points import actions
    from alongside.work.meetings.points.actions import By

    raised = [By(role="head", name="=Hana", school=100001)]
    actions.raise_point(series=group, words="=1+1", raised_by=raised, by=people.lead, at=AT)
    the_day_is(date(2026, 12, 17))
    director, far = client_of(people.director), client_of(people.far)
    assert "1 point is overdue" in text(director, "/meetings/points/?show=overdue")
    assert "Nobody waits for a word from us" in text(far, "/meetings/points/?show=all")
    said = b"".join(director.get("/meetings/points.csv?show=overdue").streaming_content).decode("utf-8-sig")
    assert "'=1+1" in said
    assert "'=1+1" not in b"".join(far.get("/meetings/points.csv?show=all").streaming_content).decode()


def test_the_school_page_shows_a_school_what_it_raised(group: Any, people: Any, client_of: Any) -> None:
    from alongside.knowledge.schools import panels
    from alongside.knowledge.schools.places import place_of
    from alongside.work.meetings import panels as ours
    from alongside.work.meetings.points import actions
    from alongside.work.meetings.points.actions import By

    raised = [By(role="head", name="Hana", school=100001)]
    actions.raise_point(series=group, words="We wait.", raised_by=raised, by=people.lead, at=AT)
    (panel,) = ours.PANELS
    place = place_of(100001)
    for user in (people.head, people.chair, people.lead, people.director):
        assert panels.may_see(panel, user, place), user
    for user in (people.academy_head, people.governor, people.council, people.board, people.far):
        assert not panels.may_see(panel, user, place), user
    school = SimpleNamespace(facts=SimpleNamespace(urn=100001))
    asked: Any = SimpleNamespace(school=school, is_today=True, on=TODAY)
    said = ours.points(asked)
    assert said
    assert "We wait." in render_to_string(panel.template, dict(said))
    asked.school.facts.urn = 100002
    assert ours.points(asked) is None


def test_which_schools_were_there_meeting_by_meeting(held: Any, group: Any, people: Any, client_of: Any) -> None:
    page = text(client_of(people.head), f"/meetings/series/{group.pk}/attendance/")
    assert "Birchwood Academy" in page
    assert "Chair and headteacher" in page
    said = client_of(people.head).get(f"/meetings/series/{group.pk}/attendance.csv")
    assert "Birchwood Academy,Headteacher" in b"".join(said.streaming_content).decode()


def test_pages_cost_few_queries(
    held: Any, plan: Any, people: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    from alongside.work.meetings.points import actions as points
    from alongside.work.meetings.points.actions import By
    from alongside.work.meetings.record import actions

    by = {"by": people.lead, "at": AT}
    for item in held.items.all():
        for number in range(3):
            actions.decide(item=item, decided=actions.Decided(words=f"{number}", reason="Why"), **by)
            actions.agree_action(
                item=item, words="x", owner=part_of(held, people.head).person, due=date(2026, 12, 1), **by
            )
            raised = [By(role="head", person=part_of(held, people.head).person, school=100001)]
            points.raise_point(series=held.series, meeting=held, item=item, words="x", raised_by=raised, **by)
    actions.share(meeting=held.pk, version=version_of(held), **by)
    coming = plan(NEXT)
    first = held.items.first().pk
    pages = {
        people.lead: ["/meetings/", f"/meetings/{held.pk}/", f"/meetings/{coming.pk}/", "/meetings/points/",
                      f"/meetings/series/{held.series_id}/", f"/meetings/items/{first}/write/",
                      f"/meetings/{held.pk}/attendance/", f"/meetings/{coming.pk}/invite/"],
        people.head: ["/meetings/", f"/meetings/{held.pk}/", f"/meetings/series/{held.series_id}/"],
    }  # fmt: skip
    for user, addresses in pages.items():
        client = client_of(user)
        for address in addresses:
            client.get(address)
            with django_assert_max_num_queries(12):
                assert client.get(address).status_code == 200, address


def test_a_working_group_of_a_body_is_begun_and_ended_by_its_pages(people: Any, client_of: Any) -> None:
    from alongside.knowledge.people.actions import record_body
    from alongside.work.meetings.models import Series
    from alongside.work.meetings.planning import actions

    body = record_body(key="strategy", name="The Strategy Board", kind="board", by=None, at=AT)
    client = client_of(people.director)
    wrong = client.post("/meetings/start/", {"kind": "working-group", "whose": "district ladywood"})
    assert "Working group: choose the body whose meetings they are" in wrong.content.decode()
    begun = client.post("/meetings/start/", {"kind": "working-group", "whose": "body strategy"})
    made = Series.objects.get()
    assert begun["Location"] == f"/meetings/series/{made.pk}/"
    assert (made.name, made.body) == ("Working group, The Strategy Board", body)
    meeting = actions.plan(series=made, when=when(NEXT), by=people.director, at=AT)
    end = {"why": "Its work is done.", "seen": made.version}
    assert "call it off first" in client.post(f"/meetings/series/{made.pk}/end/", end).content.decode()
    actions.cancel(meeting=meeting.pk, version=meeting.version, why="Not needed", by=people.director, at=AT)
    assert client.post(f"/meetings/series/{made.pk}/end/", end).status_code == 302
    page = text(client, begun["Location"])
    assert "Its work is done." in page
    assert "Plan a meeting" not in page
    made.refresh_from_db()
    assert client.post(f"/meetings/series/{made.pk}/end/", end | {"seen": made.version}).status_code == 422


def test_a_lead_begins_no_meetings_of_another_district_nor_of_a_body(people: Any, client_of: Any) -> None:
    from alongside.knowledge.people.actions import record_body
    from alongside.work.meetings.models import Series

    record_body(key="strategy", name="The Strategy Board", kind="board", by=None, at=AT)
    lead = client_of(people.lead)
    for kind, whose in (("district-strategy-group", "district erdington"), ("working-group", "body strategy")):
        assert lead.post("/meetings/start/", {"kind": kind, "whose": whose}).status_code == 422
    assert not Series.objects.exists()
    said = {"kind": "district-strategy-group", "whose": "district ladywood", "name": "The Ladywood group"}
    assert lead.post("/meetings/start/", said).status_code == 302
    assert Series.objects.get().name == "The Ladywood group"


def test_a_point_is_given_to_somebody_who_may_answer_it(group: Any, people: Any, client_of: Any) -> None:
    from alongside.knowledge.people.queries import person_of
    from alongside.work.meetings.points import actions
    from alongside.work.meetings.points.actions import By

    raised = [By(role="head", name="Hana Head", school=ASHGROVE)]
    point = actions.raise_point(series=group, words="We wait for months.", raised_by=raised, by=people.head, at=AT)
    director, coordinator, head = client_of(people.director), person_of(people.coordinator), person_of(people.head)
    address = f"/meetings/points/{point.pk}/give/"
    assert str(coordinator) in text(director, address)
    assert director.post(address, {"owner": head.pk, "seen": point.version}).status_code == 422
    assert director.post(address, {"owner": coordinator.pk, "seen": point.version}).status_code == 302
    assert f"{coordinator} of the partnership answers it" in text(
        client_of(people.head), f"/meetings/points/{point.pk}/"
    )
    assert client_of(people.head).get(address).status_code == 403
