"""The caseload, the director's view, the list, the panel of the School page, My work."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta, timezone

import pytest
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Who
from alongside.work.engagement.visits import queries, waiting
from alongside.work.engagement.visits.answers import actions as answers
from alongside.work.engagement.visits.caseload.queries import rows
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.permissions import visible
from alongside.work.engagement.visits.policies import templates, tiers
from alongside.work.engagement.visits.rules import Need, Stand
from tests.visits.conftest import ASHGROVE, AT, BIRCHWOOD, CEDAR, NOTE, SEEN, TODAY

pytestmark = pytest.mark.django_db

CASELOAD, OVERSIGHT, LIST = reverse("visits:caseload"), reverse("visits:oversight"), reverse("visits:list")


def test_a_lead_sees_the_schools_of_the_district_and_what_is_due_first(people, held, planned):
    held(BIRCHWOOD, on=TODAY - timedelta(days=300))
    found = rows(reach(people.lead, "visits.see"), tiers(), on=TODAY)
    assert [(row.urn, row.due.need) for row in found] == [(ASHGROVE, Need.NEVER), (BIRCHWOOD, Need.LATER)]
    assert [lead.name for lead in found[0].leads] == ["Lena Lead"]


def test_a_planned_visit_settles_what_is_due(people, held, planned):
    held(ASHGROVE, on=TODAY - timedelta(days=363))
    visit = planned(on=TODAY + timedelta(days=2))
    found = {row.urn: row for row in rows(reach(people.lead, "visits.see"), tiers(), on=TODAY)}
    assert (found[ASHGROVE].due.need, found[ASHGROVE].planned_visit) == (Need.PLANNED, visit.pk)


def test_a_new_head_is_a_ground(people, client_of):
    from alongside.knowledge.people import actions

    hana = people.head.person
    actions.end_holding(holding=hana.holdings.get(), until=date(2026, 8, 31), why="Moved.", by=people.director, at=AT)
    new = actions.record_person(name="Nora New", email="", by=people.director, at=AT)
    from alongside.floor.accounts.roles import Place

    actions.hold(
        person=new, role="head", where=Place(school=ASHGROVE), since=date(2026, 9, 1), by=people.director, at=AT
    )
    page = client_of(people.lead).get(CASELOAD).content.decode()
    assert "because its head took up the post within the last year" in page


def test_a_school_with_a_lead_of_its_own_leaves_the_districts_caseload(people, client_of):
    from alongside.floor.accounts.roles import Place
    from alongside.knowledge.people import actions

    actions.hold(
        person=people.far.person, role="district-lead", where=Place(school=BIRCHWOOD), by=people.director, at=AT
    )
    people.far.refresh_from_db()
    lena = client_of(people.lead).get(CASELOAD).content.decode()
    assert "Ashgrove" in lena
    assert "Birchwood" not in lena
    fay = client_of(people.far).get(CASELOAD).content.decode()
    assert "Birchwood" in fay
    assert "Ashgrove" not in fay


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("lead", {"Ashgrove", "Birchwood"}),
        ("far", {"Cedar"}),
        ("coordinator", {"Ashgrove", "Birchwood"}),
        ("director", {"Ashgrove", "Birchwood", "Cedar"}),
    ],
)
def test_everybody_sees_the_schools_of_their_role(people, client_of, name, shown):
    page = client_of(getattr(people, name)).get(CASELOAD).content.decode()
    assert {school for school in ("Ashgrove", "Birchwood", "Cedar") if school in page} == shown


@pytest.mark.parametrize("address", [CASELOAD, reverse("visits:caseload-as", args=["csv"])])
def test_schools_and_the_council_have_no_caseload(people, client_of, address):
    for name in ("head", "chair", "governor", "council", "board"):
        assert client_of(getattr(people, name)).get(address).status_code == 403, name


def test_the_load_of_each_lead_is_the_directors_to_see(people, client_of):
    for name in ("lead", "coordinator", "head", "council"):
        assert client_of(getattr(people, name)).get(OVERSIGHT).status_code == 403, name
    assert client_of(people.director).get(OVERSIGHT).status_code == 200


def test_the_director_sees_what_is_overdue_with_whom(people, sent, held, client_of, the_day_is):
    sent()
    held(BIRCHWOOD)
    the_day_is(TODAY + timedelta(days=11))
    page = client_of(people.director).get(reverse("visits:oversight-as", args=["csv"]))
    lines = b"".join(page.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["Fay Far,1,1,0,0,0,0,0,0", "Lena Lead,2,0,0,0,0,1,1,0"]
    late = client_of(people.director).get(f"{LIST}?stand=waiting&overdue=yes").content.decode()
    assert "Ashgrove" in late
    assert "Birchwood" not in late


def test_filters_are_in_the_address_and_the_export_holds_what_is_shown(people, held, client_of):
    held(BIRCHWOOD)
    dora = client_of(people.director)
    page = dora.get(f"{CASELOAD}?district=ladywood&need=never").content.decode()
    assert "Ashgrove" in page
    assert "Birchwood" not in page
    answer = dora.get(reverse("visits:caseload-as", args=["csv"]) + "?district=ladywood&need=never")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(f"{ASHGROVE},Ashgrove Primary School,Ladywood,Lena Lead,")
    book = dora.get(reverse("visits:caseload-as", args=["xlsx"]))
    assert io.BytesIO(b"".join(book.streaming_content)).read(2) == b"PK"


@pytest.mark.parametrize("address", ["?lead=x&tier=y&need=z&page=q", "?lead=٣", "?district=%FF"])
def test_an_address_that_says_nonsense_shows_an_empty_list(people, client_of, address):
    for page in (CASELOAD, LIST):
        assert client_of(people.director).get(page + address).status_code == 200


def test_nobody_finds_in_the_list_what_they_may_not_open(people, planned, held, sent, client_of):
    planned()
    held()
    sent()
    sent(BIRCHWOOD)
    sent(CEDAR, chair=True)
    everybody = {name: getattr(people, name) for name in people.__dataclass_fields__}
    for name, user in everybody.items():
        client = client_of(user)
        if client.get(LIST).status_code == 403:
            assert name in ("governor", "board")
            continue
        may = {
            visit.pk
            for visit in Visit.objects.all()
            if client.get(reverse("visits:one", args=[visit.pk])).status_code == 200
        }
        assert {visit.pk for visit in visible(user)} == may, name
        exported = b"".join(client.get(reverse("visits:list-as", args=["csv"])).streaming_content).decode("utf-8-sig")
        assert len(exported.splitlines()) - 1 == len(may), name
        assert SEEN not in exported
        assert NOTE not in exported


def test_the_list_by_turn_says_what_the_rule_says_of_each(people, planned, held, sent, the_day_is):
    planned()
    held()
    sent()
    accurate, open_one, replied = sent(), sent(), sent()
    answers.answer(visit=accurate.pk, report=1, accurate=True, by=people.head, at=AT)
    for visit in (open_one, replied):
        answers.answer(visit=visit.pk, report=1, accurate=False, words="No.", by=people.head, at=AT)
    answers.stand_by(visit=replied.pk, report=1, words="It is so.", by=people.lead, at=AT)
    days = templates().days
    for on in (TODAY + timedelta(days=more) for more in range(14)):
        every = {visit.pk: visit.standing(on) for visit in Visit.objects.all()}
        for stand in Stand:
            listed = set(Visit.objects.filter(queries.standing_so(stand)).values_list("pk", flat=True))
            assert listed == {pk for pk, standing in every.items() if standing.stand is stand}
        late = set(Visit.objects.filter(queries.overdue(days, on=on)).values_list("pk", flat=True))
        assert late == {pk for pk, standing in every.items() if standing.overdue}


def lines_of(user, on: date = TODAY) -> list[tuple[str, bool]]:
    person = getattr(user, "person", None)
    return [(line.words, line.for_me) for line in waiting.lines(Who(user, person.pk if person else None), on)]


def test_my_work_says_what_waits_for_whom(people, planned, held, sent):
    planned()
    held()
    sent()
    assert lines_of(people.head) == [
        ("Say whether what was written of the visit of 16 November 2026 is accurate", True)
    ]
    assert set(lines_of(people.lead)) == {
        ("Visit on 18 November 2026", True),
        ("Write up the visit of 16 November 2026", True),
        ("The visit of 16 November 2026 waits for the head’s answer", False),
    }
    for user in (people.other_head, people.chair, people.council):
        assert lines_of(user) == []


def test_the_calendar_holds_the_visits_to_come_of_lead_and_head(people, planned):
    visit = planned()
    for user in (people.lead, people.head):
        (entry,) = waiting.entries(Who(user, user.person.pk), TODAY)
        assert (entry.uid, entry.begins, entry.school) == (f"visit {visit.pk}", visit.starts, ASHGROVE)
    assert waiting.entries(Who(people.chair, None), TODAY) == []
    assert isinstance(visit.starts, datetime)
    assert visit.starts.astimezone(timezone.utc).hour == 9  # noqa: UP017


def test_what_nobody_waits_for_costs_no_query(people, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert waiting.lines(Who(people.board, None), TODAY) == []
        assert waiting.entries(Who(people.board, None), TODAY) == []


def test_the_directors_card_counts_what_is_overdue(people, held):
    held(on=TODAY - timedelta(days=10))
    found = waiting.figure(Who(people.director, None), TODAY)
    assert found is not None
    assert (found.number, found.act) == (1, True)


@pytest.mark.parametrize(
    ("page", "most"), [(CASELOAD, 12), (LIST, 12), (OVERSIGHT, 12), (reverse("visits:caseload-as", args=["csv"]), 12)]
)
def test_the_pages_stay_within_twelve_queries(people, sent, client_of, page, most, django_assert_max_num_queries):
    for _ in range(3):
        sent()
    dora = client_of(people.director)
    dora.get(page)
    with django_assert_max_num_queries(most):
        answer = dora.get(page)
        if answer.streaming:
            b"".join(answer.streaming_content)


def test_the_page_of_a_visit_stays_within_its_queries(people, sent, client_of, django_assert_max_num_queries):
    visit = sent()
    lena = client_of(people.lead)
    lena.get(reverse("visits:one", args=[visit.pk]))
    with django_assert_max_num_queries(12):
        lena.get(reverse("visits:one", args=[visit.pk]))
