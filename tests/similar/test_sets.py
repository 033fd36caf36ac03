"""The set of a year is made with the first load of its intake, holds from then on, and says so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.audit.models import Entry
from alongside.floor.kernel.missing import Missing
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.results.similar import actions, queries
from alongside.knowledge.results.similar.models import Similar, SimilarSet
from tests.results.conftest import City, census
from tests.schools.conftest import Loading

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(urn: int, **asked: Any) -> queries.AlikeTo:
    return queries.similar_to(urn, version=head(), **asked)


def test_a_load_of_the_intake_of_a_year_makes_its_set_once(city_with_results: City):
    assert [(one.year, one.edition, one.by, one.made_at) for one in queries.sets(version=head())] == [
        (2019, 1, None, None),
        (2018, 1, None, None),
    ]
    found = told(910103)
    assert (found.year, found.group) == (2019, "primary")
    assert len(found.schools) == 5
    assert set(found.urns) == set(city_with_results.primaries) - {910103}
    assert found.schools[0].distance <= found.schools[-1].distance


def test_a_later_file_of_the_year_leaves_the_set_as_it_is(city_with_results: City, loaded: Loading):
    before = told(910103)
    everybody = [*city_with_results.secondaries, *city_with_results.primaries]
    loaded(
        "2018-2019_england_census.csv",
        census(*({"URN": urn, "NOR": 900 - 40 * n, "PNUMFSMEVER": "5%"} for n, urn in enumerate(everybody))),
        yes=True,
        reason="corrected by the publisher",
    )
    after = told(910103)
    assert [(one.urn, one.distance) for one in after.schools] == [(one.urn, one.distance) for one in before.schools]
    assert after.intake == before.intake
    assert SimilarSet.objects.filter(year=2019).count() == 1


def test_a_set_made_anew_takes_the_place_of_the_old_one_which_is_kept(
    city_with_results: City, loaded: Loading, dara: User
):
    old = told(910103)
    everybody = [*city_with_results.secondaries, *city_with_results.primaries]
    loaded(
        "2018-2019_england_census.csv",
        census(
            *({"URN": urn, "NOR": 900 - 40 * n, "PNUMFSMEVER": f"{5 * (n % 3)}%"} for n, urn in enumerate(everybody))
        ),
        yes=True,
        reason="corrected by the publisher",
    )
    made = actions.make(year=2019, by=dara, at=AT, reason="The publisher corrected the census.")
    assert (made.edition, made.by) == (2, dara)
    new = told(910103)
    assert new.edition == 2
    assert new.intake["pupils"] != old.intake["pupils"]
    assert Similar.objects.filter(urn=910103, year=2019).count() == 2
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.action, entry.by, entry.details.said["reason"]) == (
        "similar.made_anew",
        dara,
        "The publisher corrected the census.",
    )
    assert journal.verify() == []


def test_a_set_is_not_made_anew_without_a_reason(city_with_results: City, dara: User):
    with pytest.raises(actions.CannotMake, match="Say why"):
        actions.make(year=2019, by=dara, at=AT)
    with pytest.raises(actions.CannotMake, match="2025/26"):
        actions.make(year=2026, by=dara, at=AT)


def test_nothing_loaded_makes_no_set(dara: User):
    with pytest.raises(actions.CannotMake, match="Nothing is loaded"):
        actions.make(year=2019, by=dara, at=AT)


def test_an_edition_stands_once(city_with_results: City):
    with pytest.raises(IntegrityError):
        SimilarSet.objects.create(year=2019, edition=1, load=1, policy="", schools=0, without=0)


def test_a_set_is_seen_only_from_the_load_that_made_it(city_with_results: City):
    made = SimilarSet.objects.get(year=2018).load
    assert [one.year for one in queries.sets(version=made)] == [2018]
    assert queries.sets(version=made - 1) == []
    before = queries.similar_to(910103, version=made - 1)
    assert (before.schools, before.year) == ((), 0)
    assert "nobody knows" in before.why


def test_as_at_an_old_day_the_set_is_one_whose_intake_was_public_by_then(city_with_results: City):
    assert told(910103, on=date(2019, 6, 1)).year == 2018
    assert told(910103, on=date(2019, 7, 1)).year == 2019
    assert told(910103, on=date(2017, 7, 1)).year == 0
    assert queries.urns_similar_to(910103, on=date(2019, 7, 1), version=head()) == told(910103).urns
    assert queries.urns_similar_to(910103, on=date(2017, 7, 1), version=head()) is None


def test_a_check_of_a_file_leaves_no_set(loaded: Loading, city_with_results: City):
    everybody = city_with_results.primaries
    loaded("2019-2020_england_census.csv", census(*({"URN": urn} for urn in everybody)), check_only=True)
    assert not SimilarSet.objects.filter(year=2020).exists()
    assert not Similar.objects.filter(year=2020).exists()


def test_a_school_of_which_too_little_is_published_says_why(loaded: Loading, city_with_results: City):
    rows = [{"URN": urn} for urn in city_with_results.primaries]
    rows[0]["PNUMFSMEVER"] = "SUPP"
    loaded("2019-2020_england_census.csv", census(*rows))
    assert told(910101).intake["disadvantage"] == (26.0 + 6, 2019)  # a year old, which the policy allows
    loaded("2021-2022_england_census.csv", census(*rows))
    loaded("2024-2025_england_census.csv", census(*rows))
    found = told(910101)
    assert (found.year, found.schools) == (2025, ())
    assert "free meals" in found.why


def test_a_school_that_no_file_of_intake_lists_says_so(city_with_results: City):
    assert "told the intake of this school" in told(999999).why
    assert "no set of similar schools for 2009/10" in told(910103, year=2010).why


def test_reading_takes_three_queries(city_with_results: City, django_assert_num_queries: Any):
    version = head()
    with django_assert_num_queries(3):
        queries.similar_to(910103, version=version)


def test_parts_and_sentence_say_by_what_schools_differ(city_with_results: City):
    nearest = told(910103).schools[0]
    assert [part.feature.key for part in nearest.parts][:2] == ["pupils", "disadvantage"]
    assert nearest.sentence.startswith(("Very close", "Close"))
    assert all(not isinstance(part.here, Missing) for part in nearest.parts)


def test_the_command_lists_makes_and_makes_anew(
    city_with_results: City, capsys: pytest.CaptureFixture[str], dara: User
):
    call_command("similar")
    said = capsys.readouterr().out
    assert "2018/19: ten schools with similar schools, 0 without; made by load" in said or "2018/19:" in said
    call_command("similar", year=2019)
    assert "It holds as it is" in capsys.readouterr().out
    with pytest.raises(CommandError, match="--reason"):
        call_command("similar", year=2019, anew=True)
    call_command("similar", year=2019, anew=True, reason="A new policy.", by=dara.email)
    assert "anew (A new policy.)" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No loaded file"):
        call_command("similar", year=2005)


@pytest.mark.parametrize("text", ["2018-20", "18/19", "twenty"])
def test_a_year_that_is_none_is_refused(text: str):
    with pytest.raises(CommandError, match="no school year"):
        call_command("similar", "--year", text)
