"""Before the first file, and when a file comes: each state says what to do next, and nothing old is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from alongside.floor.kernel import clock
from tests.reading import body


def test_a_new_load_is_seen_at_once(load_file: Callable[..., Any], visitor: Any) -> None:
    assert "is not here yet" in body(visitor.get("/"))
    load_file("Ofsted, latest inspections, August 2025")
    before = body(visitor.get("/"))
    assert "Ofsted to 31 August 2025" in before
    load_file("Ofsted, latest inspections, October 2026")
    assert "Ofsted to 31 October 2026" in body(visitor.get("/"))


def test_without_a_file_the_first_page_says_how_to_begin(
    load_file: Callable[..., Any], visitor: Any, ruth: Any, client_of: Callable[..., Any]
) -> None:
    assert "still setting this up" in body(visitor.get("/"))
    office = body(client_of(ruth).get("/"))
    assert reverse("opendata:upload") in office
    assert "No file has been loaded" in body(visitor.get("/schools/"))
    assert visitor.get("/schools/100001/").status_code == 404
    assert visitor.get("/tables/districts.csv").status_code == 404


def test_a_name_that_would_be_a_script_is_shown_as_text(
    load_file: Callable[..., Any], small_files: dict[str, Any], tmp_path: Any, visitor: Any, ruth: Any, client_of: Any
) -> None:
    from alongside.knowledge.opendata import actions
    from alongside.knowledge.schools.models import Profile

    post = small_files["Ofsted, latest inspections, August 2025"]
    school = "Harlow Green Primary School"
    harm = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    text = post.path.read_bytes().replace(school.encode(), harm.encode())
    path = tmp_path / post.delivery.name
    path.write_bytes(text)
    load = actions.load(file=actions.keep(path=path, at=clock.now()), by=None, at=clock.now())
    line = Profile.objects.current().get(name=harm)
    pages = ("/", "/schools/", "/changes/", f"/schools/{line.urn}/", f"/districts/{line.district or 'lockside'}/")
    office = (f"/data/loads/{load.pk}/", "/data/", f"/data/loads/{load.pk}/rows/2/")
    for client, addresses in ((visitor, pages), (client_of(ruth), (*pages, *office))):
        for address in addresses:
            said = body(client.get(address))
            assert "<script>alert" not in said, address
            assert "<img src=x" not in said, address
    assert "&lt;script&gt;alert(1)" in body(visitor.get(f"/schools/{line.urn}/"))
