"""Data officers are told when a file has grown old: once a day, and nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from alongside.floor.audit import journal
from alongside.floor.mail.models import Letter
from alongside.knowledge.opendata import queries
from tests.opendata.toys import EVENTS_HEADER, REGISTER_HEADER

pytestmark = pytest.mark.django_db

REGISTER = f"{REGISTER_HEADER}\n100001,Ash School,,,,\n"
AT = datetime(2025, 9, 1, 9, tzinfo=UTC)


@pytest.fixture
def stale(the_day_is):
    def run(day: date) -> str:
        the_day_is(day)
        said = StringIO()
        call_command("stale", stdout=said, no_color=True)
        return said.getvalue()

    return run


def test_nothing_is_said_of_what_is_fresh(loaded, stale, cast):
    loaded("register_as_at_31_Aug_2025.csv", REGISTER, at=AT)
    assert "fresh  Toy register: as at 31 August 2025, 45 days old" in stale(date(2025, 10, 15))
    assert not Letter.objects.exists()


def test_the_data_officer_is_written_to_once_a_day(loaded, stale, cast):
    loaded("register_as_at_31_Aug_2025.csv", REGISTER, at=AT)
    said = [stale(date(2025, 10, day)) for day in (16, 16, 17)]
    assert all("stale  Toy register" in each for each in said)
    assert [f"Written to {cast.dara.email}." in each for each in said] == [True, False, True]
    assert Letter.objects.count() == 2


def test_the_letter_says_which_file_how_old_and_what_to_do(loaded, stale, cast):
    loaded("register_as_at_31_Aug_2025.csv", REGISTER, at=AT)
    stale(date(2025, 12, 1))
    letter = Letter.objects.get()
    assert letter.to == cast.dara.email
    assert letter.subject == "Toy register is out of date"
    assert "as at 31 August 2025, 92 days old" in letter.text
    assert "alongside fetch --load" in letter.text
    assert journal.verify() == []


def test_a_newer_file_ends_the_alarm(loaded, stale, cast):
    loaded("register_as_at_31_Aug_2025.csv", REGISTER, at=AT)
    loaded("register_as_at_30_Nov_2025.csv", REGISTER, at=datetime(2025, 12, 1, 9, tzinfo=UTC))
    assert "fresh  Toy register" in stale(date(2025, 12, 1))
    assert not Letter.objects.exists()


def test_what_nobody_expects_anew_is_never_stale(loaded, stale, cast):
    loaded("events_published_by_31_Aug_2025.csv", f"{EVENTS_HEADER}\n1,100001,01/10/2024,Good\n", at=AT)
    assert "no newer one is expected" in stale(date(2030, 1, 1))
    assert not Letter.objects.exists()


def test_without_a_data_officer_nobody_is_written_to(loaded, stale, ruth):
    loaded("register_as_at_31_Aug_2025.csv", REGISTER, at=AT)
    assert "Written" not in stale(date(2025, 12, 1))
    assert queries.freshness(on=date(2025, 12, 1))[0].stale
    assert not Letter.objects.exists()


def test_an_empty_installation_says_so(toys, stale):
    assert stale(date(2025, 12, 1)) == "Nothing is loaded yet.\n"
