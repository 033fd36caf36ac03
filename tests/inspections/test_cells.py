"""How the cells of Ofsted's files are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.inspections.formats import reading

NO_GRADES = ["", "NULL", "null", "0", "0.0", "8", "8.0", "9", "9.0", "Not judged", "Not applicable"]


@pytest.mark.parametrize("cell", NO_GRADES)
def test_what_is_no_grade_is_never_one(cell: str):
    assert reading.grade(cell) is None
    assert reading.report_card_grade(cell) is None
    assert reading.category(cell) is None
    assert reading.safeguarding(cell) is None


@pytest.mark.parametrize(
    ("cell", "grade"),
    [("1", 1), ("4", 4), ("2.0", 2), ("Outstanding", 1), ("Requires improvement", 3), ("Satisfactory", 3)],
)
def test_grades_come_as_numbers_and_as_words(cell: str, grade: int):
    assert reading.grade(cell) == grade


@pytest.mark.parametrize("cell", ["5", "-1", "2.5", "Superb", "12", "=1+1"])
def test_what_is_out_of_range_is_refused_and_says_what_is_expected(cell: str):
    with pytest.raises(ValueError, match="1 to 4 are expected"):
        reading.grade(cell)


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        ("Exceptional", "Exceptional"),
        ("strong standard", "Strong standard"),
        ("Expected Standard", "Expected standard"),
        ("Needs attention", "Needs attention"),
        ("Urgent improvement", "Urgent improvement"),
    ],
)
def test_the_words_of_a_report_card_in_any_case(cell: str, grade: str):
    assert reading.report_card_grade(cell) == grade


def test_a_grade_of_another_scale_is_no_grade_of_a_report_card():
    for cell in ("2", "Good", "Secure"):
        with pytest.raises(ValueError, match="Exceptional"):
            reading.report_card_grade(cell)


@pytest.mark.parametrize(
    ("cell", "category"),
    [("SM", "SM"), ("swk", "SWK"), ("RSI", "RSI"), ("NTI", "NTI"), ("Special measures", "SM"), ("None", None)],
)
def test_categories_come_as_codes_and_as_words(cell: str, category: str | None):
    assert reading.category(cell) == category


def test_a_category_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="SM, SWK, RSI and NTI"):
        reading.category("XX")


@pytest.mark.parametrize(
    ("cell", "answer"), [("Yes", True), ("No", False), ("Met", True), ("Not met", False), ("Effective", True)]
)
def test_safeguarding_in_both_eras(cell: str, answer: bool):
    assert reading.safeguarding(cell) is answer


def test_safeguarding_that_is_neither_is_refused():
    with pytest.raises(ValueError, match="neither Yes nor No"):
        reading.safeguarding("Perhaps")


@pytest.mark.parametrize(
    ("cell", "number"),
    [("10343717", "10343717"), ("10343717.0", "10343717"), ("ITS449512", "ITS449512"), ("NULL", None)],
)
def test_inspection_numbers_also_after_a_spreadsheet_saved_them(cell: str, number: str | None):
    assert reading.number(cell) == number


@pytest.mark.parametrize("cell", ["1034/3717", "=1", "1" * 41, "10 343"])
def test_what_is_no_inspection_number_is_refused(cell: str):
    with pytest.raises(ValueError, match="inspection number"):
        reading.number(cell)


@pytest.mark.parametrize("dash", ["–", "\u0096", "\u00c2\u0096", "Â–"])
def test_a_dash_that_an_encoding_broke_is_mended(dash: str):
    assert reading.words(f"Schools {dash} Section 8 conversion") == "Schools – Section 8 conversion"


def test_days_are_those_since_ofsted_began():
    assert reading.day("31/08/2025") == "2025-08-31"
    assert reading.day("NULL") is None
    with pytest.raises(ValueError, match="when Ofsted began"):
        reading.day("31/08/1992")
    with pytest.raises(ValueError, match="day of the calendar"):
        reading.day("31/02/2025")


grades = st.none() | st.sampled_from([1, 2, 3, 4])


@given(st.lists(grades, min_size=3, max_size=3), st.lists(st.none() | st.just("2026-01-13"), min_size=3, max_size=3))
def test_what_is_written_of_grades_is_read_back(values: list[int | None], days: list[str | None]):
    areas = ("a", "b", "c")
    text = reading.grades_text(areas, tuple(values), tuple(days))
    expected = {area: (value, on) for area, value, on in zip(areas, values, days, strict=True) if value is not None}
    assert reading.grades_of(text) == expected
