"""Every page of the desk and of the data in a real browser, at a desk and on a phone: axe finds nothing, nothing
scrolls sideways, headings come in order, and the console stays silent."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from tests.small_city import NEWEST, in_lockside, load_one

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC = ("/", "/changes/", "/districts/lockside/", "/schools/", "/schools/?q=zzzz", "/schools/999999/")
OFFICE = ("/data/", "/data/upload/", "/data/loads/", "/schools/?due=by-summer&sort=due&verdict=listed")
PRIORITY = ("/priority/", "/priority/?on=2025-08-31", "/priority/?on=2025-02-31", "/priority/?known=2001-01-01")


@pytest.fixture
def city(small_files: dict[str, Any], transactional_db: None, tmp_path: Any) -> Any:
    """Loaded for one journey: the server of the test reads the same database."""
    from demo.city import lockside
    from demo.world import world
    from tests.small_city import SIZE

    with in_lockside(tmp_path / "files"):
        for title in (*NEWEST, "a download that broke off"):
            load_one(small_files[title])
        yield world(lockside(), SIZE)


def faults(page: Any, address: str, axe: Callable[..., list[str]], sideways: Callable[..., list[str]]) -> list[str]:
    """What is wrong with a page, one line a fault."""
    noise: list[str] = []
    page.on("console", lambda said: noise.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.goto(address)
    found = [f"{address}: {line}" for line in (*axe(page), *sideways(page), *_headings(page))]
    missing = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    return found + [f"{address}: console: {line}" for line in noise if not (missing in line and "999999" in address)]


def _headings(page: Any) -> list[str]:
    levels = page.evaluate("() => [...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    jumps = [f"h{below} after h{above}" for above, below in pairwise(levels) if below > above + 1]
    return jumps + ([] if levels.count(1) == 1 else [f"{levels.count(1)} headings of the first level"])


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_for_everybody(
    city: Any,
    new_page: Callable[..., Any],
    sign_in: Callable[..., Any],
    ruth: Any,
    axe: Callable[..., list[str]],
    sideways: Callable[..., list[str]],
    width: int,
) -> None:
    from alongside.knowledge.opendata.models import Load

    schools = [f"/schools/{city.told(story).urn}/" for story in ("twice", "improve-by-report-card")]
    verdicts = [f"/priority/{city.told(story).urn}/" for story in ("twice", "referral-unit")]
    closed = next(school.urn for school in city.schools if school.closed)
    loads = [f"/data/loads/{load.pk}/" for load in Load.objects.order_by("-pk")[:2]]
    page = new_page(width=width)
    found = [
        fault
        for address in (*PUBLIC, *schools, f"{schools[0]}?on=2024-03-01", f"/schools/{closed}/")
        for fault in faults(page, address, axe, sideways)
    ]
    office = sign_in(new_page(width=width), ruth)
    found += [
        fault
        for address in ("/", *OFFICE, *PRIORITY, *schools, *verdicts, *loads, f"{loads[0]}rows/2/")
        for fault in faults(office, address, axe, sideways)
    ]
    assert found == []


def test_the_map_works_by_keyboard(city: Any, page: Any) -> None:
    page.goto("/")
    skip = page.get_by_role("link", name="Skip the map")
    skip.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')").startswith("/districts/")
    mark = page.locator(".map a[href^='/schools/']").first
    mark.focus()
    says = mark.locator(".map__says")
    assert says.evaluate("e => getComputedStyle(e).opacity") == "1"
    name = says.evaluate("e => e.firstChild.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/schools/*/")
    assert page.locator("h1").inner_text() == name


def test_a_person_finds_a_school_and_sees_it_as_it_was(city: Any, phone: Any) -> None:
    school = city.told("improve-by-report-card")
    phone.goto("/")
    phone.get_by_role("searchbox", name="Find a school").fill("harlow green prim")
    phone.keyboard.press("Enter")
    phone.get_by_role("link", name="Harlow Green Primary School").click()
    assert phone.url.endswith(f"/schools/{school.urn}/")
    phone.get_by_text("As it was on…").click()
    first = phone.get_by_role("group", name="Show the school as at")
    for label, value in (("Day", "1"), ("Month", "3"), ("Year", "2024")):
        first.get_by_label(label).fill(value)
    phone.get_by_role("button", name="Show that day").click()
    assert phone.url.endswith("?on=2024-03-01")
    assert "as it was on 1 March 2024" in phone.get_by_role("status").first.inner_text()
    phone.get_by_role("link", name="See it as it is today").click()
    assert phone.url.endswith(f"/schools/{school.urn}/")


def test_filters_live_in_the_address(city: Any, page: Any) -> None:
    page.goto("/schools/")
    page.get_by_label("Phase").select_option("Primary")
    page.get_by_label("Standing").select_option("Something to improve")
    page.get_by_role("button", name="Show these").click()
    assert "phase=primary" in page.url
    assert "standing=improve" in page.url
    page.locator("tbody tr").first.wait_for()
    shown = page.locator("tbody tr").count()
    assert shown
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert len(download.value.path().read_text(encoding="utf-8-sig").splitlines()) == shown + 1


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_goes_from_upload_to_everybody_s_page(
    small_files: dict[str, Any],
    transactional_db: None,
    tmp_path: Any,
    new_page: Callable[..., Any],
    sign_in: Callable[..., Any],
    ruth: Any,
    axe: Callable[..., list[str]],
    javascript: bool,
) -> None:
    with in_lockside(tmp_path / "files"):
        page = sign_in(new_page(javascript=javascript), ruth)
        page.goto("/")
        page.get_by_role("link", name="Load a file").click()
        page.get_by_label("The file, as you downloaded it").set_input_files(
            small_files["Ofsted, latest inspections, August 2025"].path
        )
        page.get_by_role("button", name="Read and check it").click()
        page.get_by_role("heading", name="What would change").wait_for()
        if javascript:
            assert axe(page) == []
        page.get_by_role("button", name="Load it").click()
        page.get_by_text("Everybody sees it now.").wait_for()
        visitor = new_page(javascript=javascript)
        visitor.goto("/")
        assert visitor.get_by_role("heading", name="Lockside today").is_visible()
