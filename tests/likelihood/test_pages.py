"""The list of next inspections and the panel of the School page, on a small city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.floor.audit.models import Entry
from alongside.knowledge.inspections.likelihood import actions, queries
from alongside.knowledge.inspections.likelihood.models import Forecast, Run
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.schools.models import Profile
from demo import TODAY
from tests.reading import body, rows
from tests.small_city import Lockside

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 16, 8, tzinfo=UTC)
MOST_QUERIES = 12


@pytest.fixture
def run(lockside: Lockside, db: None) -> Run:
    return actions.refresh(by=None, at=AT, on=TODAY, version=head())


@pytest.fixture
def staff(lockside: Lockside, ruth: Any, client_of: Callable[..., Client]) -> Client:
    return client_of(ruth)


@pytest.fixture
def with_chances(run: Run) -> Run:
    """The run as it would stand had there been enough to learn from: the small city has too little."""
    check = {
        "begins": "2026-06-01",
        "months": 12,
        "by": {
            name: {"auc": 0.9, "top_tenth": 0.8, "top_fifth": 0.7, "bands": [[0.61, 0.5, 44]]}
            for name in ("model", "since_last", "beyond_usual")
        },
    }
    Run.objects.filter(pk=run.pk).update(basis="model", why="tried on the newest months", check_said=check)
    kept = list(Forecast.objects.filter(run=run).order_by("place"))
    for row in kept:
        chance = round(1 - row.place / (len(kept) + 1), 3)
        row.chances = {"3": chance / 4, "6": chance / 2, "12": chance}
    Forecast.objects.bulk_update(kept, ["chances"])
    return Run.objects.get(pk=run.pk)


def lines(client: Client, address: str) -> list[dict[str, str]]:
    return rows(body(client.get(address)))


def test_a_small_city_has_too_little_to_learn_from_and_the_page_says_so(run: Run, staff: Client) -> None:
    assert run.basis == Run.Basis.WINDOW
    said = body(staff.get("/forecast/"))
    assert "No chances are given" in said
    assert "it takes 60" in said
    assert "no prediction of a grade" in said


def test_by_the_window_the_furthest_beyond_the_usual_comes_first(run: Run, staff: Client) -> None:
    beyond = [int(line["Months beyond the usual interval"]) for line in lines(staff, "/forecast/list.csv")]
    assert len(beyond) > 25
    assert beyond == sorted(beyond, reverse=True)


def test_with_chances_the_likeliest_comes_first_and_a_file_holds_every_page(with_chances: Run, staff: Client) -> None:
    said = body(staff.get("/forecast/"))
    assert "can be expected to be inspected" in said
    assert "How good it was when it was tried" in said
    found = lines(staff, "/forecast/list.csv")
    chances = [int(line["Chance within 12 months, %"]) for line in found]
    assert chances == sorted(chances, reverse=True)
    assert found[0]["School"] in body(staff.get("/forecast/list.xlsx"))
    assert staff.get("/forecast/list.pdf").status_code == 404


def test_filters_live_in_the_address(with_chances: Run, staff: Client) -> None:
    whole = lines(staff, "/forecast/list.csv")
    some = lines(staff, "/forecast/list.csv?phase=primary&line=usual")
    assert 0 < len(some) < len(whole)
    assert {line["Phase"] for line in some} == {"Primary"}
    assert {line["Waits for"] for line in some} == {"The usual interval"}
    assert "No school is like that" in body(staff.get("/forecast/?phase=sixteen-plus&line=exempt"))
    assert staff.get("/forecast/?phase=nonsense").status_code == 200


def test_at_most_twelve_queries(with_chances: Run, staff: Client) -> None:
    from django.db import connection

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert staff.get("/forecast/").status_code == 200
    assert len(asked) <= MOST_QUERIES


def test_before_any_forecast_the_page_says_how_to_get_one(lockside: Lockside, staff: Client) -> None:
    assert "No forecast has been made yet" in body(staff.get("/forecast/"))
    assert lines(staff, "/forecast/list.csv") == []


def test_the_schools_page_tells_the_office_and_nobody_else(with_chances: Run, staff: Client, visitor: Client) -> None:
    urn = Forecast.objects.get(run=with_chances, place=5).urn
    assert "When an inspection is likely" in body(staff.get(f"/schools/{urn}/"))
    said = body(staff.get(f"/schools/{urn}/panels/likelihood/"))
    assert "By rule of thumb" in said
    assert "What the school is told, and how it contests it" in said
    assert "When an inspection is likely" not in body(visitor.get(f"/schools/{urn}/"))
    assert "By rule of thumb" not in body(visitor.get(f"/schools/{urn}/panels/likelihood/"))


def test_what_others_ask_is_answered_for_every_school(with_chances: Run) -> None:
    urns = [*Profile.objects.current().values_list("urn", flat=True), 999999]
    found = queries.likelihoods(urns=urns, on=TODAY, version=head())
    assert set(found) == set(urns)
    assert {one.basis for one in found.values()} == {"model", "window"}
    assert found[999999].words == "not known"
    for one in found.values():
        assert bool(one.chances) == (one.basis == "model")
        assert one.why


def test_a_forecast_is_not_carried_over_a_change_of_rules_nor_shown_for_ever(with_chances: Run) -> None:
    Run.objects.filter(pk=with_chances.pk).update(on=date(2025, 10, 20))
    urn = Forecast.objects.filter(run=with_chances).values_list("urn", flat=True)[0]
    before = queries.likelihoods(urns=[urn], on=date(2025, 11, 9), version=head())[urn]
    after = queries.likelihoods(urns=[urn], on=date(2025, 11, 10), version=head())[urn]
    assert before.basis == "model"
    assert (after.basis, "report cards" in after.why) == ("window", True)
    Run.objects.filter(pk=with_chances.pk).update(on=date(2026, 1, 20))
    late = queries.likelihoods(urns=[urn], on=date(2026, 9, 1), version=head())[urn]
    assert (late.basis, "too long ago" in late.why) == ("window", True)


def test_making_forecasts_stands_in_the_journal(run: Run) -> None:
    assert Entry.objects.filter(action="forecast.made", subject=f"forecast {run.pk}").exists()


def test_the_commands(lockside: Lockside, db: None) -> None:
    out = StringIO()
    call_command("forecast", "refresh", stdout=out)
    assert "the window alone" in out.getvalue()
    urn = Forecast.objects.order_by("place").values_list("urn", flat=True)[0]
    call_command("forecast", "show", str(urn), stdout=out)
    assert "Next inspection: usual by" in out.getvalue()
    call_command("forecast", "backtest", "--as-at", "2025-08-31", "--months", "6", stdout=out)
    said = out.getvalue()
    assert "time since the last inspection" in said
    assert "The rules changed on 10 November 2025" in said
