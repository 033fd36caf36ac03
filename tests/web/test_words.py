"""How dates, numbers, marks and missing values are written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import engines

from alongside.floor.kernel.missing import Missing
from alongside.floor.web import words
from alongside.floor.web.marks import MARKS, mark_of

DAY = date(2026, 11, 2)


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_a_day_is_written_out() -> None:
    assert words.day(DAY) == "2 November 2026"
    assert words.day_short(DAY) == "2 Nov 2026"
    assert words.month(DAY) == "November 2026"


def test_a_moment_falls_on_its_day_in_england() -> None:
    just_before_midnight_in_utc = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert words.day(just_before_midnight_in_utc) == "1 July 2026"
    assert words.moment(just_before_midnight_in_utc) == "1 July 2026 at 00:30"


def test_what_is_not_there_is_written_as_nothing() -> None:
    assert [words.day(None), words.day_short(None), words.month(None), words.moment(None), words.count(None)] == [
        ""
    ] * 5


@pytest.mark.parametrize(
    ("number", "forms", "written"),
    [
        (0, "school", "no schools"),
        (1, "school", "1 school"),
        (27, "school", "27 schools"),
        (1234, "inquiry", "1,234 inquiries"),
        (1, "child,children", "1 child"),
        (2, "child,children", "2 children"),
    ],
)
def test_a_count_goes_with_its_noun(number: int, forms: str, written: str) -> None:
    assert words.plural(number, forms) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, '<span class="missing">no trust</span>'),
        ("", '<span class="missing">no trust</span>'),
        (Missing.SUPPRESSED, '<span class="missing">suppressed</span>'),
        (0, "0"),
        ("A & B", "A &amp; B"),
    ],
)
def test_a_missing_value_says_so_and_nought_is_a_value(value: object, written: str) -> None:
    assert drawn('{{ value|nothing:"no trust" }}', value=value) == written


def test_what_templates_can_use_without_loading_it() -> None:
    page = "{{ d|day }}, {{ d|day_short }}, {{ n|count }}, {{ n|plural:'school' }}"
    assert drawn(page, d=DAY, n=1234) == "2 November 2026, 2 Nov 2026, 1,234, 1,234 schools"


@pytest.mark.parametrize("key", MARKS)
def test_every_mark_has_a_shape_of_its_own_and_words(key: str) -> None:
    html = drawn("{% mark key %}", key=key)
    assert f'class="mark mark--{key}"' in html
    assert MARKS[key].shape in html
    assert f">{MARKS[key].words}</span>" in html


def test_no_two_marks_share_a_shape_a_letter_or_words() -> None:
    for part in ("shape", "letter", "words"):
        assert len({getattr(mark, part) for mark in MARKS.values()}) == len(MARKS)


def test_a_mark_says_the_words_of_its_era_where_they_are_given() -> None:
    assert ">Special measures</span>" in drawn('{% mark "category" "Special measures" %}')
    assert ">Special measures</span>" in drawn(
        '{% include "web/_mark.html" with mark="category" words="Special measures" %}'
    )


def test_a_short_mark_keeps_its_words_for_hovering_and_for_those_who_listen() -> None:
    html = drawn('{% mark "improve" "Requires improvement" short=True %}')
    assert 'title="Requires improvement"' in html
    assert '<span class="govuk-visually-hidden">Requires improvement</span>' in html


def test_the_words_of_a_mark_are_never_taken_for_markup() -> None:
    assert "&lt;b&gt;" in drawn('{% mark "improve" said %}', said="<b>")


def test_a_mark_that_is_not_ours_is_shown_as_not_known() -> None:
    assert mark_of("splendid").key == "not-known"


@pytest.mark.parametrize(
    ("value", "of", "width"), [(50, 100, "50.0"), (3, 4, "75.0"), (-1, 4, "0.0"), (9, 4, "100.0"), (1, 0, "0.0")]
)
def test_a_bar_stays_within_its_track(value: float, of: float, width: str) -> None:
    assert f'width="{width}"' in drawn("{% bar value of %}", value=value, of=of)


def test_many_pages_are_listed_with_gaps() -> None:
    page = Paginator(range(1000), 10).page(50)
    assert drawn("{% for n in page|page_numbers %}{{ n|default:'…' }} {% endfor %}", page=page) == "1 … 49 50 51 … 100 "
