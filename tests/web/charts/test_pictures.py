"""A picture is fit for a page: no style, no script, a title and a description, its table, always the same drawing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string

from alongside.floor.web import charts
from alongside.floor.web.charts import drawing
from tests.web.charts import made

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "path", "line", "text", "tspan", "rect"}


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def both(picture: charts.Picture) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(picture.svg), ElementTree.fromstring(picture.narrow)]


@pytest.mark.parametrize("make", made.ALL)
def test_a_picture_holds_shapes_and_words_and_nothing_that_the_policy_forbids(make: Callable[[], charts.Picture]):
    for root in both(make()):
        assert {node.tag.removeprefix(SVG) for node in root.iter()} <= DRAWN
        attributes = {name for node in root.iter() for name in node.attrib}
        assert not {name for name in attributes if name == "style" or name.startswith("on") or "href" in name}


@pytest.mark.parametrize("make", made.ALL)
def test_a_picture_says_what_it_is_and_what_it_says(make: Callable[[], charts.Picture]):
    picture = make()
    seen = set()
    for root in both(picture):
        title, says = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert says is not None
        assert (title.text, says.text) == (picture.title, picture.says)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {says.get('id')}"
        seen |= {title.get("id"), says.get("id")}
    assert len(seen) == 4  # no id twice on a page


@pytest.mark.parametrize("make", made.ALL)
def test_the_same_figures_give_the_same_picture_to_the_letter(make: Callable[[], charts.Picture]):
    first = make()
    cache.clear()
    assert make() == first


@pytest.mark.parametrize("make", made.ALL)
def test_nothing_is_drawn_outside_a_phone(make: Callable[[], charts.Picture]):
    for root, width in zip(both(make()), (640, 276), strict=True):
        assert root.get("viewBox", "").split()[:3] == ["0", "0", str(width)]
        assert root.get("width") is None
        assert root.get("height") is None


def test_the_table_holds_every_figure_and_why_one_is_missing():
    table = made.lines(2).table
    assert table.header == ("Year", "Ash Grove", "Similar schools")
    assert table.rows[0] == ("2015/16", "40.0", "41.5")
    assert table.rows[4] == ("2019/20", "exams cancelled", "exams cancelled")
    assert made.bars().table.rows == (("North", "52%"), ("South", "held back"), ("All", "49%"), ("England", "50%"))
    assert made.dots().table.rows[0] == ("Ash Grove", "44.0 (40.0 to 48.0)", "no figure", "no figure")


def test_a_break_is_a_letter_in_the_picture_and_a_note_below_it():
    picture = made.lines()
    assert picture.notes == ("a: 2016/17. GCSEs are graded 9 to 1.", "b: 2021/22. Examinations are back.")
    words = {node.text for node in both(picture)[0].iter(f"{SVG}text")}
    assert {"a", "b", "exams cancelled"} <= words


def test_a_break_at_the_first_year_says_nothing_as_nothing_comes_before():
    picture = charts.lines(
        title="T", says="S.", series=[made.line("Ash")], scale=made.SCORE, breaks=[charts.Break("2015/16", "New.")]
    )
    assert picture.notes == ()


def test_pictures_of_nothing_or_of_one_value_are_drawn_too():
    empty = charts.Line("Ash", (charts.Point("2018/19", None, word="not published"),))
    assert "not published" in charts.lines(title="T", says="S.", series=[empty], scale=made.SCORE).svg
    one = charts.bars(title="T", says="S.", rows=[charts.Bar("Ash", 0.0)], scale=made.SCORE)
    assert "0.0" in one.svg
    assert (
        "held back"
        in charts.bars(title="T", says="S.", rows=[charts.Bar("A", None, "held back")], scale=made.SCORE).svg
    )
    row = charts.Row("Ash", (charts.Dot("x", None),))
    assert "no figure" in charts.dots(title="T", says="S.", rows=[row], scale=made.SCORE).svg


def test_a_page_shows_the_picture_what_it_says_its_notes_and_its_figures():
    page = render_to_string("web/_picture.html", {"picture": made.lines(), "csv": "/figures.csv"})
    for said in ("<svg", "It rose at Ash Grove, &amp; elsewhere &lt;less&gt;.", "b: 2021/22.", "exams cancelled"):
        assert said in page
    assert '<a href="/figures.csv">' in page
    assert " style=" not in page


def test_pictures_are_drawn_by_several_readers_at_once():
    with ThreadPoolExecutor(4) as readers:
        drawn = list(readers.map(lambda number: made.lines(1 + number % 3).svg, range(8)))
    assert drawn[:2] == drawn[3:5]
    assert len(set(drawn)) == 3


def test_a_second_reader_waits_for_no_drawing(monkeypatch: pytest.MonkeyPatch):
    first = made.bars()
    monkeypatch.setattr(drawing, "_svg", lambda described: pytest.fail("drawn again"))
    assert made.bars() == first


def test_a_fork_of_a_process_that_has_drawn_says_so_instead_of_hanging(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drawing, "_process", 1)
    with pytest.raises(RuntimeError, match="fork"):
        made.bars()


@pytest.mark.parametrize("make", made.ALL)
def test_what_is_drawn_is_the_vega_lite_that_altair_knows(
    make: Callable[[], charts.Picture], monkeypatch: pytest.MonkeyPatch
):
    import altair

    described = []
    draw = drawing._svg
    monkeypatch.setattr(drawing, "_svg", lambda said: described.append(said) or draw(said))
    make()
    for said in described:
        altair.LayerChart.from_dict(said)  # raises where a mark or channel is not as the schema has it


def test_no_start_pays_for_drawing():
    script = "import sys, alongside.floor.web.charts; print({'altair', 'vl_convert'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
