"""`alongside fetch`: the newest file of each source, checked, kept under its day, and loaded if that is asked."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

import pytest
import urllib3
from django.core.management import CommandError, call_command

from alongside.knowledge.opendata import queries
from alongside.knowledge.opendata.fetching import sources
from alongside.knowledge.opendata.fetching.downloading import Downloader
from alongside.knowledge.opendata.management.commands.fetch import Command
from alongside.knowledge.opendata.models import File, Load
from tests.opendata import publisher as p

pytestmark = pytest.mark.django_db

GIAS = "/edubase/downloads/public/edubasealldata{}.csv"
LIST = (
    "/api/content/government/statistical-data-sets/monthly-management-information-ofsteds-school-inspections-outcomes"
)
LATEST = "Management_information_-_state-funded_schools_-_latest_inspections_as_at_{}.csv"
NOT_THERE = p.status(200, b'{"Message": "The file does not exist"}', Content_Type="application/json")


@pytest.fixture
def publisher():
    with p.running() as publisher:
        yield publisher


@pytest.fixture
def fetch(publisher, monkeypatch, the_day_is):
    """`fetch("gias-establishments", load=True)` gives what was said and how it ended."""
    the_day_is(date(2026, 11, 16))
    pool = urllib3.PoolManager()
    monkeypatch.setattr(Command, "downloader", Downloader(pool=lambda address: pool, sleep=lambda seconds: None))

    def run(*keys: str, **options: object) -> tuple[str, int]:
        said = StringIO()
        try:
            call_command("fetch", *keys, base_url=publisher.address, stdout=said, stderr=said, no_color=True, **options)
        except SystemExit as ended:
            return said.getvalue(), int(ended.code or 0)
        return said.getvalue(), 0

    return run


def the_list(publisher, *names: str, **others: str) -> None:
    listed = [
        {"title": name.replace("_", " ").removesuffix(".csv"), "url": f"https://assets.example/media/{name}"}
        for name in names
    ]
    listed += [{"title": title, "url": url} for title, url in others.items()]
    publisher.at(LIST, p.status(200, json.dumps({"details": {"attachments": listed}}).encode()))


@pytest.fixture
def gias(published) -> bytes:
    return published["GIAS establishments, August 2026"].read_bytes()


@pytest.fixture
def latest(published) -> bytes:
    return published["Ofsted, latest inspections, August 2025"].read_bytes()


def test_todays_file_is_fetched_and_kept_under_its_day(fetch, publisher, gias):
    publisher.at(GIAS.format("20261116"), p.sends(gias))
    said, ended = fetch("gias-establishments")
    assert ended == 0, said
    file = File.objects.get()
    assert (file.name, file.size) == ("edubasealldata20261116.csv", len(gias))
    assert file.address.endswith("edubasealldata20261116.csv")
    assert queries.path_of(file).read_bytes() == gias
    assert not Load.objects.exists()


def test_where_todays_file_is_not_there_yesterdays_is_taken(fetch, publisher, gias):
    publisher.at(GIAS.format("20261116"), NOT_THERE)
    publisher.at(GIAS.format("20261113"), p.sends(gias))
    said, ended = fetch("gias-establishments", load=True)
    assert ended == 0, said
    assert Load.objects.get().as_at == date(2026, 11, 13)


def test_where_no_file_is_there_for_a_week_it_says_so(fetch, publisher):
    said, ended = fetch("gias-establishments")
    assert ended == 2
    assert "not published in the last 7 days" in said
    assert len(publisher.asked) == 8


def test_what_is_here_already_is_not_fetched_again(fetch, publisher, gias):
    publisher.at(GIAS.format("20261116"), p.sends(gias))
    fetch("gias-establishments")
    said, ended = fetch("gias-establishments", load=True)
    assert ended == 0, said
    assert len(publisher.asked) == 1
    assert Load.objects.get().state == "done"
    fetch("gias-establishments", load=True)
    assert Load.objects.count() == 1


def test_the_newest_that_fits_is_taken_from_the_publishers_list(fetch, publisher, latest):
    the_list(
        publisher,
        LATEST.format("31_Aug_2025"),
        LATEST.format("31_October_2025"),
        "Management_information_-_state-funded_schools_-_all_inspections_-_year_to_date_published_by_31_Jan_2026.csv",
        **{
            "State-funded schools - latest inspections as at 31 Jan 2026": "https://assets.example/media/x_31_Jan_2026.ods"
        },
    )
    publisher.at(f"/media/{LATEST.format('31_October_2025')}", p.sends(latest))
    said, ended = fetch("ofsted-latest", load=True)
    assert ended == 0, said
    assert Load.objects.get().as_at == date(2025, 10, 31)


@pytest.mark.parametrize(
    "body", [b"<html>busy</html>", b"{}", b'{"details": {"attachments": [1]}}', b'{"details": {"attachments": null}}']
)
def test_a_list_in_another_form_is_said(fetch, publisher, body):
    publisher.at(LIST, p.status(200, body))
    said, ended = fetch("ofsted-latest")
    assert ended == 2
    assert "Fetch the file by hand" in said


def test_a_list_without_such_a_file_is_said(fetch, publisher):
    the_list(publisher, "Something_else_31_Aug_2025.csv")
    said, ended = fetch("ofsted-latest")
    assert ended == 2
    assert "none of the 1 files listed" in said


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<!DOCTYPE html><title>Service unavailable</title>", "web page"),
        (b"URN,Shoe size\n1,2\n", "what came is not"),
        (b"", "is empty"),
    ],
)
def test_what_is_not_the_file_is_not_kept(fetch, publisher, body, says):
    name = LATEST.format("31_Aug_2025")
    the_list(publisher, name)
    publisher.at(f"/media/{name}", p.sends(body))
    said, ended = fetch("ofsted-latest")
    assert ended == 2
    assert says in said
    assert not File.objects.exists()


def test_a_file_cut_short_under_a_length_that_agrees_is_not_kept(fetch, publisher, latest):
    name = LATEST.format("31_Aug_2025")
    the_list(publisher, name)
    publisher.at(f"/media/{name}", p.sends(latest[:20_000]))
    said, ended = fetch("ofsted-latest")
    assert ended == 2
    assert "cut short" in said
    assert not File.objects.exists()


def test_one_source_that_fails_does_not_keep_the_others_out(fetch, publisher, gias):
    publisher.at(GIAS.format("20261116"), p.sends(gias))
    assert fetch("ofsted-latest", "gias-establishments")[1] == 2
    assert File.objects.get().name == "edubasealldata20261116.csv"


def test_a_source_nobody_knows_is_named(fetch):
    with pytest.raises(CommandError, match=r"no source “gias”\. There are: gias-establishments"):
        fetch("gias")


def test_every_source_is_of_a_family_that_can_be_loaded_and_stands_in_the_order():
    from alongside.knowledge.opendata import gate, registry

    families = {form.family for form in registry.formats()}
    for source in sources.sources().sources:
        assert source.family in families
        assert source.family in gate.limits().order


DATA_SET = "/data-catalogue/data-set/889f9166-e3bf-4d3a-afb2-d86e4aecc70a/csv"
ABSENCE = (
    b"time_period,time_identifier,geographic_level,old_la_code,school_urn,sess_overall_percent,"
    b"enrolments_pa_10_exact_percent\n202324,Academic year,School,330,900001,6.2,%b\n"
)
TABLES = "/download-data?download=true&regions=0&filters=KS4&fileformat=csv&year=2022-2023&meta=false"


def test_a_fixed_address_is_fetched_each_time_and_kept_under_that_day_where_it_is_another(fetch, publisher, the_day_is):
    publisher.at(DATA_SET, p.sends(ABSENCE % b"18.1"))
    said, ended = fetch("absence-schools", load=True)
    assert ended == 0, said
    assert (File.objects.get().name, Load.objects.get().as_at) == ("absence-schools_2026-11-16.csv", date(2026, 11, 16))
    the_day_is(date(2026, 11, 17))
    said, ended = fetch("absence-schools", load=True)
    assert "absence-schools_2026-11-16.csv is here already" in said
    assert (File.objects.count(), Load.objects.count()) == (1, 1)
    publisher.at(DATA_SET, p.sends(ABSENCE % b"18.2", tag='"v2"'))
    said, ended = fetch("absence-schools", load=True)
    assert ended == 0, said
    assert [file.name for file in File.objects.order_by("pk")] == [
        "absence-schools_2026-11-16.csv",
        "absence-schools_2026-11-17.csv",
    ]


def test_a_table_of_a_year_is_kept_under_the_name_that_has_the_year(fetch, publisher):
    publisher.at(
        TABLES,
        p.breaks_off(b"RECTYPE,LEA,URN,TPUP,ATT8SCR\n1,330,900001,100,46.5\n", after=20),
        p.sends(b"RECTYPE,LEA,URN,TPUP,ATT8SCR\n1,330,900001,100,46.5\n"),
    )
    said, ended = fetch("ks4-tables", load=True)
    assert ended == 0, said
    assert (File.objects.get().name, Load.objects.get().as_at) == ("2022-2023_england_ks4final.csv", date(2024, 2, 1))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (NOT_THERE, "what came is not"),
        (p.status(200, b"<!DOCTYPE html><title>Sign in</title>"), "web page"),
        (p.status(200, b"time_period,geographic_level,school_urn\n202324,School,900001\n"), "what came is not"),
        (p.status(404), "it is not where it was"),
        (p.status(503), "answers 503"),
    ],
)
def test_what_else_stands_at_a_fixed_address_is_not_kept(fetch, publisher, answer, says):
    publisher.at(DATA_SET, answer)
    said, ended = fetch("absence-schools")
    assert ended == 2
    assert says in said
    assert not File.objects.exists()
