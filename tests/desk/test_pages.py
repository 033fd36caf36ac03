"""The pages of the desk on a small city: who sees what, how many queries it costs, and what stands on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.schools.models import Profile
from alongside.work.priority.models import Verdict
from tests.reading import body, rows
from tests.small_city import Lockside

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12  # session and user among them
OF_PEOPLE = 8  # more where who signs in is the first after a load: what people write down is asked besides

PAGES = (
    "/",
    "/changes/",
    "/districts/lockside/",
    "/schools/",
    "/schools/?q=primary",
    "/schools/?district=lockside&standing=improve&sort=-pupils",
    "/schools/?authority=all&status=all&group=all&sort=standing",
    "/schools/?sort=due",
)
EXPORTS = (
    "/changes.csv",
    "/changes.xlsx",
    "/tables/districts.csv",
    "/tables/phases.xlsx",
    "/tables/types.csv",
    "/schools.csv",
    "/schools.xlsx",
    "/schools.csv?standing=category",
)
# What the public must not read anywhere: that a school is a priority, is judged so, or is due.
FOR_THE_OFFICE = re.compile(r"priority|verdict|\blimb|on the list|in contract|usual by|usual from|due\b", re.IGNORECASE)


def schools_of(lockside: Lockside) -> list[str]:
    stories = ("twice", "improve-by-report-card", "special-measures-by-report-card", "referral-unit")
    now = [reverse("desk:school", args=[lockside.urn(story)]) for story in stories]
    return [*now, f"{now[0]}?on=2024-03-01", f"{now[0]}?on=2026-10-01&known=2026-10-20"]


@pytest.fixture
def staff(lockside: Lockside, ruth: Any, client_of: Callable[..., Any]) -> Any:
    return client_of(ruth)


def test_everybody_may_read_the_published_facts(lockside: Lockside, visitor: Any, olive: Any, client_of: Any) -> None:
    for client in (visitor, client_of(olive)):
        for address in (*PAGES, *EXPORTS, *schools_of(lockside)):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert body(answer), address


def test_no_public_page_or_export_tells_who_is_a_priority(
    lockside: Lockside, visitor: Any, olive: Any, client_of: Any
) -> None:
    assert Verdict.objects.current().filter(status="listed").count() > 3
    public = (*PAGES, *EXPORTS, *schools_of(lockside), "/schools/?verdict=listed", "/schools/?due=past&sort=due")
    for client in (visitor, client_of(olive)):
        for address in public:
            said = body(client.get(address))
            if "due" in address or "verdict" in address:  # what was asked for stands in addresses that lead back here
                said = re.sub(r'(href|value)="[^"]*"', "", said)
            told = [said[max(0, found.start() - 60) : found.end() + 60] for found in FOR_THE_OFFICE.finditer(said)]
            assert told == [], address


def test_a_public_list_is_not_narrowed_by_what_only_the_office_may_ask(lockside: Lockside, visitor: Any) -> None:
    whole = body(visitor.get("/schools.csv"))
    assert body(visitor.get("/schools.csv?verdict=listed&due=past&sort=due")) == whole


def test_the_office_sees_the_verdicts(staff: Any, lockside: Lockside) -> None:
    city = body(staff.get("/"))
    assert "on the list of Priority Schools" in city
    assert ">Due<" in city
    listed = set(Verdict.objects.current().filter(status="listed").values_list("urn", flat=True))
    shown = rows(body(staff.get("/schools.csv?verdict=listed")))
    assert {int(row["URN"]) for row in shown} == listed
    assert {row["Priority verdict"] for row in shown} == {"On the list"}


def test_the_office_may_decide_on_another_district_and_sees_it_at_once(
    staff: Any, visitor: Any, lockside: Lockside
) -> None:
    address = reverse("desk:school", args=[lockside.urn("twice")])
    decide = reverse("schools:override", args=[lockside.urn("twice")])
    assert decide in body(staff.get(address))
    assert decide not in body(visitor.get(address))
    staff.post(decide, {"district": "northway", "reason": "Its gate is over there."})
    assert "Northway district" in body(visitor.get(address))
    assert "Northway, decided by a person" in body(staff.get(address))


def test_what_the_office_is_shown_is_kept_by_no_shared_cache(staff: Any, visitor: Any) -> None:
    assert "no-store" in staff.get("/")["Cache-Control"]
    assert "Cache-Control" not in visitor.get("/")


@pytest.mark.parametrize("warm", [False, True])
def test_a_page_costs_few_queries(
    staff: Any, visitor: Any, lockside: Lockside, django_assert_max_num_queries: Any, warm: bool
) -> None:
    for client in (staff, visitor):
        for address in (*PAGES, *schools_of(lockside), "/schools/999999/", "/schools.csv"):
            if warm:
                client.get(address)
            else:
                cache.clear()
            most = MOST_QUERIES if warm or client is visitor else MOST_QUERIES + OF_PEOPLE
            with django_assert_max_num_queries(3 if warm and address == "/" else most):
                body(client.get(address))


def test_the_map_has_every_school_of_the_city_and_its_legend(lockside: Lockside, visitor: Any) -> None:
    said = body(visitor.get("/"))
    drawn = set(map(int, re.findall(r'<a href="/schools/(\d+)/"><use', said)))
    expected = Profile.objects.current().filter(authority="Lockside", status__in=("open", "closing"))
    from alongside.knowledge.schools.vocabulary import STATE_FUNDED

    placed = expected.filter(type__in=STATE_FUNDED, latitude__isnull=False)
    assert drawn == set(placed.values_list("urn", flat=True))
    assert said.count("map__way") == 10
    assert "Skip the map" in said
    for mark in ("No named concern", "Something to improve", "Category of concern"):
        assert mark in said


def test_a_district_that_is_not_one_is_not_found(lockside: Lockside, visitor: Any) -> None:
    assert visitor.get("/districts/nowhere/").status_code == 404
    assert visitor.get("/changes/?district=nowhere").status_code == 404
    assert visitor.get("/tables/nowhere.csv").status_code == 404
    assert visitor.get("/schools.pdf").status_code == 404


def test_what_changed_in_a_district_is_part_of_what_changed_in_the_city(lockside: Lockside, visitor: Any) -> None:
    everywhere = rows(body(visitor.get("/changes.csv")))
    here = rows(body(visitor.get("/changes.csv?district=lockside")))
    assert len(here) < len(everywhere)
    assert all(row in everywhere for row in here)
    districts = {row["URN"]: row["District"] for row in rows(body(visitor.get("/schools.csv?status=all")))}
    assert {districts[row["URN"]] for row in here} <= {"Lockside"}
    assert "about schools of Lockside" in body(visitor.get("/changes/?district=lockside"))


def test_the_export_is_the_list(lockside: Lockside, visitor: Any) -> None:
    address = "?standing=improve&phase=primary&sort=-pupils"
    shown = re.findall(r'<th scope="row"><a href="/schools/(\d+)/">', body(visitor.get(f"/schools/{address}")))
    exported = [row["URN"] for row in rows(body(visitor.get(f"/schools.csv{address}")))]
    assert exported
    assert shown == exported[:50]


def test_the_spreadsheet_says_what_it_is(lockside: Lockside, visitor: Any) -> None:
    said = body(visitor.get("/schools.xlsx?phase=primary"))
    assert "open state-funded schools in Lockside: phase Primary." in said
    assert "as at 31 October 2026" in said
    assert "/schools/?phase=primary" in said


@pytest.mark.parametrize(
    ("address", "field", "values"),
    [
        ("?district=lockside", "District", {"Lockside"}),
        ("?phase=primary", "Phase", {"Primary"}),
        ("?group=maintained", "Group", {"Maintained"}),
        ("?group=academy-converter", "Type", {"Academy converter"}),
        ("?standing=category", "Standing", {"Category of concern"}),
        ("?status=closed", "Status", {"Closed"}),
    ],
)
def test_a_filter_keeps_what_it_says(
    lockside: Lockside, visitor: Any, address: str, field: str, values: set[str]
) -> None:
    assert {row[field] for row in rows(body(visitor.get(f"/schools.csv{address}")))} == values


def test_the_office_filters_by_when_an_inspection_is_usual(staff: Any, lockside: Lockside) -> None:
    by_summer = rows(body(staff.get("/schools.csv?due=by-summer")))
    past = rows(body(staff.get("/schools.csv?due=past")))
    soon = rows(body(staff.get("/schools.csv?due=soon")))
    assert past
    assert {row["URN"] for row in past} <= {row["URN"] for row in by_summer}
    assert not {row["URN"] for row in soon} & {row["URN"] for row in by_summer}
    assert max(row["Inspection usual by"] for row in past) < "2026-11-16"


def test_a_filter_that_is_none_of_ours_is_said_to_be_left_out(lockside: Lockside, visitor: Any) -> None:
    said = body(visitor.get("/schools/?phase=kindergarten"))
    assert "“kindergarten” is not a choice of “Phase”" in said
    assert "open state-funded schools in Lockside." in said


def test_the_number_alone_leads_to_the_school(lockside: Lockside, visitor: Any) -> None:
    urn = lockside.urn("twice")
    assert visitor.get(f"/schools/?q={urn}")["Location"] == f"/schools/{urn}/"
    assert visitor.get("/schools/?q=999999").status_code == 200


def test_a_search_without_a_hit_offers_another_way(lockside: Lockside, visitor: Any) -> None:
    said = body(visitor.get("/schools/?q=zzzzzz"))
    assert "Nothing in Lockside is called “zzzzzz”" in said
    assert "authority=all" in said
    assert "No school is all of that" in body(visitor.get("/schools/?phase=nursery&standing=category"))


def test_a_search_finds_closed_schools_too(lockside: Lockside, visitor: Any) -> None:
    closed = Profile.objects.current().filter(authority="Lockside", status="closed").first()
    assert closed
    assert f"/schools/{closed.urn}/" in body(visitor.get("/schools/", {"q": closed.name}))


@pytest.mark.parametrize("order", ["name", "type", "phase", "district", "pupils", "standing", "published"])
def test_every_order_can_be_turned_round(lockside: Lockside, visitor: Any, order: str) -> None:
    up = [row["URN"] for row in rows(body(visitor.get(f"/schools.csv?sort={order}")))]
    down = [row["URN"] for row in rows(body(visitor.get(f"/schools.csv?sort=-{order}")))]
    assert len(up) == len(down) == len(set(up))
    assert up != down


def test_the_school_page_keeps_to_the_day_that_is_asked_for(lockside: Lockside, visitor: Any) -> None:
    urn = lockside.urn("improve-by-report-card")
    address = reverse("desk:school", args=[urn])
    now = body(visitor.get(address))
    assert "See it as it is today" not in now
    then = body(visitor.get(f"{address}?on=2024-03-01"))
    assert "This is the school as it was on 1 March 2024." in then
    assert "See it as it is today" in then


def test_what_was_known_by_a_day_is_what_the_loads_say(lockside: Lockside) -> None:
    from alongside.face.desk.setting import Setting
    from alongside.knowledge.opendata.queries import head, version_known_at

    where = Setting(today=date(2026, 11, 16), version=head(), overrides=0, for_office=False)
    for day in (date(2019, 1, 1), date(2026, 10, 13), date(2026, 10, 20), date(2026, 11, 16)):
        assert where.known_by(day) == version_known_at(day)


def test_the_three_boxes_become_one_address(lockside: Lockside, visitor: Any) -> None:
    address = reverse("desk:school", args=[lockside.urn("twice")])
    answer = visitor.get(address, {"on_day": "1", "on_month": "March", "on_year": "2024", "known_day": ""})
    assert answer["Location"] == f"{address}?on=2024-03-01"
    answer = visitor.get(address, {"on_day": "", "known_day": "2", "known_month": "10", "known_year": "2026"})
    assert answer["Location"] == f"{address}?known=2026-10-02"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("?on=2031-01-01", "The day must be today or in the past"),
        ("?on=1066-10-14", "The day must be after 1900"),
        ("?on=yesterday", "is not a day we can read"),
        ("?on_day=31&on_month=2&on_year=2020", "There is no such day as 31 2 2020"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_a_sentence(
    lockside: Lockside, visitor: Any, asked: str, says: str
) -> None:
    answer = visitor.get(reverse("desk:school", args=[lockside.urn("twice")]) + asked)
    assert answer.status_code == 200
    assert says in body(answer)


def test_a_number_that_is_no_school_is_answered_with_those_like_it(lockside: Lockside, visitor: Any) -> None:
    urn = lockside.urn("twice")
    wrong = urn + 1 if urn % 10 < 9 else urn - 1
    while Profile.objects.current().filter(urn=wrong).exists():
        wrong += 1
    answer = visitor.get(f"/schools/{wrong}/")
    assert answer.status_code == 404
    assert f"School {wrong} is not known" in body(answer)


def test_a_closed_school_says_what_followed(lockside: Lockside, visitor: Any) -> None:
    from alongside.knowledge.schools.models import Link

    linked = Link.objects.current().filter(kind="successor").values("urn")
    closed = Profile.objects.current().filter(status="closed", authority="Lockside", urn__in=linked).first()
    assert closed
    said = body(visitor.get(f"/schools/{closed.urn}/"))
    assert "It closed on" in said
    assert "What followed:" in said


def test_each_figure_leads_to_its_row(lockside: Lockside, visitor: Any) -> None:
    said = body(visitor.get(reverse("desk:school", args=[lockside.urn("twice")])))
    addresses = set(re.findall(r'href="(/data/loads/\d+/rows/\d+/)"', said))
    assert addresses
    for address in addresses:
        assert visitor.get(address).status_code == 200


def test_counts_agree_with_the_tables(lockside: Lockside, visitor: Any) -> None:
    for table in ("districts", "phases", "types"):
        total = sum(int(row["Open schools"]) for row in rows(body(visitor.get(f"/tables/{table}.csv"))))
        assert total == len(rows(body(visitor.get("/schools.csv"))))
    here = sum(int(row["Open schools"]) for row in rows(body(visitor.get("/tables/phases.csv?district=lockside"))))
    assert here == len(rows(body(visitor.get("/schools.csv?district=lockside"))))


def test_the_standing_on_the_list_is_the_standing_of_the_school(lockside: Lockside, visitor: Any) -> None:
    told = {int(row["URN"]): row["Standing in words"] for row in rows(body(visitor.get("/schools.csv")))}
    current = dict(Standing.objects.current().filter(urn__in=told).values_list("urn", "words"))
    assert {urn: words for urn, words in told.items() if urn in current} == current
