"""URN, LAESTAB and whole numbers as files carry them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.floor.kernel import identifiers


@pytest.mark.parametrize(("text", "number"), [("103120", 103120), (" 103120 ", 103120), ("103120.0", 103120), ("0", 0)])
def test_a_whole_number_is_read_also_after_a_spreadsheet_saved_it(text: str, number: int):
    assert identifiers.whole_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1e5", "12a", "١٢٣", "²", "1.0.0", "1" * 30, "NaN", "1 000"])
def test_what_is_no_whole_number_is_refused_with_the_text_that_stood_there(text: str):
    with pytest.raises(ValueError, match="is not a whole number") as refusal:
        identifiers.whole_number(text)
    assert repr(text) in str(refusal.value)


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=3))
def test_a_number_comes_back_whatever_a_spreadsheet_added(number: int, zeros: int):
    assert identifiers.whole_number(f"{number}" + ("." + "0" * zeros if zeros else "")) == number


@given(st.text())
def test_any_text_is_read_or_refused(text: str):
    try:
        number = identifiers.whole_number(text)
    except ValueError:
        return
    assert number >= 0


@pytest.mark.parametrize("text", ["9999", "1000000", "0"])
def test_a_urn_has_five_or_six_digits(text: str):
    with pytest.raises(ValueError, match="is not a URN"):
        identifiers.urn(text)
    assert identifiers.urn("10000") == 10000
    assert identifiers.urn("999999") == 999999


@pytest.mark.parametrize("text", ["330", "999999", "10000000"])
def test_a_laestab_has_seven_digits(text: str):
    with pytest.raises(ValueError, match="is not a LAESTAB"):
        identifiers.laestab(text)
    assert identifiers.laestab("3302001") == 3302001
