"""How cells are read: by table, with every spelling that the published files have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.opendata import cells

DAYS = {
    "31/08/2025": date(2025, 8, 31),
    "1/9/2025": date(2025, 9, 1),
    "31-08-2025": date(2025, 8, 31),
    "31.08.2025": date(2025, 8, 31),
    "31/08/2025 00:00:00": date(2025, 8, 31),
    "20250831": date(2025, 8, 31),
    "20250831.0": date(2025, 8, 31),
    "2025-08-31": date(2025, 8, 31),
    "2025-08-31 00:00:00": date(2025, 8, 31),
    "2025-08-31T00:00:00": date(2025, 8, 31),
    "2025-08-30T23:00:00Z": date(2025, 8, 31),  # midnight in an English summer, as UTC: a day early
    "2025-01-31T00:00:00.000Z": date(2025, 1, 31),
    "45900": date(2025, 8, 31),  # a spreadsheet's serial number
    "45900.0": date(2025, 8, 31),
    "31 August 2025": date(2025, 8, 31),
    "31-Aug-2025": date(2025, 8, 31),
    "03/04/2025": date(2025, 4, 3),  # day before month, always
    "01/09/1572": date(1572, 9, 1),  # a grammar school
    "29/02/2024": date(2024, 2, 29),
}


@pytest.mark.parametrize(("cell", "day"), DAYS.items())
def test_a_day_is_read_in_every_spelling(cell, day):
    assert cells.date_uk(cell) == day


@pytest.mark.parametrize(
    "cell", ["", "NULL", "01/01/1900", "1900-01-01", "01-01-1900", "Not applicable", "Not recorded", "Does not apply"]
)
def test_a_day_that_nobody_knows_is_none(cell):
    assert cells.date_uk(cell) is None


@pytest.mark.parametrize(
    "cell", ["31/02/2025", "2025-13-01", "13/13/2025", "29/02/2025", "soon", "31/08/25", "1/2", "0", "99999999", "=1+1"]
)
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(ValueError, match=r"date|day|calendar"):
        cells.date_uk(cell)


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_written_in_any_way_is_the_same_day(day):
    serial = (day - cells.EXCEL_BEGINS) // timedelta(days=1)
    written = [f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%Y%m%d}", day.isoformat(), f"{day.day} {day:%B} {day.year}"]
    written += [str(serial)] if serial >= 10_000 else []
    assert {cells.date_uk(cell) for cell in written} == {day}


@pytest.mark.parametrize(
    ("cell", "number"),
    [("103120", 103120), ("103120.0", 103120), ("0", 0), ("1,200", 1200), ("-3", -3), ("NULL", None), ("SUPP", None)],
)
def test_a_whole_number_is_read_as_spreadsheets_leave_it(cell, number):
    assert cells.integer(cell) == number


@pytest.mark.parametrize("cell", ["12.5", "1,2", "12a", "٣", "99999999999", "1e5", "--3", "0x10"])
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(ValueError, match=r"number"):
        cells.integer(cell)


@pytest.mark.parametrize("word", ["NULL", "", "z", "SUPP", "NE", "NP", "NA", "LOWCOV", "NEW", "c", "x", "low"])
@pytest.mark.parametrize("parse", [cells.integer, cells.decimal, cells.percent, cells.urn, cells.date_uk, cells.yes_no])
def test_a_word_for_nothing_is_never_nought(word, parse):
    assert parse(word) is None


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (cells.urn, "103120", 103120),
        (cells.urn, "103120.0", 103120),
        (cells.urn, "20115", 20115),
        (cells.laestab, "3302000", 3302000),
        (cells.laestab, "330/2000", 3302000),
        (cells.percent, "46.9%", 46.9),
        (cells.percent, "46.9", 46.9),
        (cells.percent, "46.9 %", 46.9),
        (cells.decimal, "-0.31", -0.31),
        (cells.decimal, "1,234.5", 1234.5),
        (cells.yes_no, "Yes", True),
        (cells.yes_no, "N", False),
        (cells.yes_no, "1.0", True),
        (cells.text, "St Mary’s", "St Mary’s"),
        (cells.text, "Not applicable", "Not applicable"),
        (cells.stated, "Not applicable", None),
        (cells.stated, "Not recorded", None),
        (cells.stated, "Does not apply", None),
        (cells.text, "St\u00a0Mary’s   School", "St Mary’s School"),
        (cells.text, "\ufeffAsh\u200b School", "Ash School"),
        (cells.text, "Ash\nSchool", "Ash School"),
        (cells.text, "=HYPERLINK(1)", "=HYPERLINK(1)"),  # kept as it is; made harmless where it leaves (web.exports)
    ],
)
def test_a_cell_is_read(parse, cell, value):
    assert parse(cell) == value


@pytest.mark.parametrize(
    ("parse", "cell"),
    [
        (cells.urn, "1031"),
        (cells.urn, "10312000"),
        (cells.urn, "NAT"),
        (cells.laestab, "2000"),
        (cells.decimal, "nan"),
        (cells.decimal, "inf"),
        (cells.decimal, "1_000"),
        (cells.decimal, "1.2.3"),
        (cells.yes_no, "Perhaps"),
        (cells.text, "x" * 256),
        (cells.prose, "x" * 4001),
        (cells.text, "bell\x07"),
    ],
)
def test_a_cell_is_refused(parse, cell):
    with pytest.raises(ValueError, match=r"\w"):
        parse(cell)


def test_a_column_of_few_answers_refuses_any_other():
    parse = cells.choice({"open": "open", "closed": "closed", "not applicable": "none"})
    assert [parse(cell) for cell in ("Open", "CLOSED", "Not applicable", "NULL")] == ["open", "closed", "none", None]
    with pytest.raises(ValueError, match="'open', 'closed'"):
        parse("ajar")


@given(st.text(max_size=40))
def test_any_cell_is_a_value_or_a_sentence(cell):
    assert all(_value_or_sentence(parse, cell.strip()) for parse in PARSERS)


PARSERS = (
    *(cells.text, cells.stated, cells.prose, cells.integer, cells.urn, cells.laestab),
    *(cells.decimal, cells.percent, cells.yes_no, cells.date_uk),
)


def _value_or_sentence(parse, cell):
    try:
        parse(cell)
    except ValueError as error:
        return bool(str(error))
    return True
