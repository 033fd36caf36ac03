"""How a cell of a published table is read: a number, a reason, or a sentence on why it is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.results import cells
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.values import CODES, Missing


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("46.3", 46.3),
        ("46", 46),
        ("46.0", 46),
        ("-0.25", -0.25),
        (".5", 0.5),
        ("46.90%", 46.9),
        ("52 %", 52),
        ("1,234", 1234),
        ("-1,234.5", -1234.5),
        ("£4,321", 4321),
        ("0", 0),
        ("0%", 0),
    ],
)
def test_numbers_are_read_in_every_dress_they_are_published_in(cell: str, value: float) -> None:
    assert cells.figure(cell) == value


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("SUPP", Missing.SUPPRESSED), ("supp", Missing.SUPPRESSED), ("c", Missing.SUPPRESSED),
        ("[c]", Missing.SUPPRESSED), ("low-count", Missing.SUPPRESSED), ("LOWCOV", Missing.UNRELIABLE),
        ("u", Missing.UNRELIABLE), ("RE", Missing.UNRELIABLE), ("NP", Missing.NOT_PUBLISHED),
        ("x", Missing.NOT_PUBLISHED), ("SUPP*", Missing.NOT_PUBLISHED), ("NA", Missing.NOT_APPLICABLE),
        ("z", Missing.NOT_APPLICABLE), ("NEW", Missing.NOT_APPLICABLE), (".", Missing.NOT_APPLICABLE),
        ("NE", Missing.NO_ENTRIES), ("SP", Missing.SMALL), ("low", Missing.SMALL), (":", Missing.NOT_RECORDED),
    ],
)  # fmt: skip
def test_words_for_missing_say_why(cell: str, why: Missing) -> None:
    for read in (cells.figure, cells.percent, cells.count, cells.score):
        assert CODES[str(read(cell))] is why


@pytest.mark.parametrize(
    "cell", ["about 40", "1,23", "12,34,567", "nan", "inf", "-inf", "1_000", "४६", "46.3.1", "%", "£"]
)
def test_what_is_neither_is_refused_with_a_sentence(cell: str) -> None:
    with pytest.raises(ValueError, match="neither a number nor a word"):
        cells.figure(cell)


@pytest.mark.parametrize(
    ("read", "cell", "why"),
    [
        (cells.percent, "101", "no percentage"),
        (cells.percent, "-1%", "no percentage"),
        (cells.count, "12.5", "no count"),
        (cells.count, "-3", "no count"),
        (cells.count, "48%", "is a percentage"),
        (cells.score, "48%", "is a percentage"),
        (cells.score, "18000", "beyond any score"),
    ],
)
def test_a_number_that_the_measure_can_never_take_is_refused(read, cell: str, why: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=why):
        read(cell)


@given(st.floats(-1000, 1000).map(lambda value: round(value, 2)))
def test_a_number_is_read_as_it_is_written(value: float) -> None:
    assert cells.figure(str(value)) == value


@given(st.text(max_size=12))
def test_no_text_is_read_as_anything_but_a_number_a_known_reason_or_an_error(text: str) -> None:
    cell = text.strip()
    if not cell:
        return
    try:
        value = cells.figure(cell)
    except ValueError:
        return
    assert value in CODES if isinstance(value, str) else any(sign.isdigit() for sign in cell)


def test_every_measure_has_a_way_of_reading() -> None:
    for measure in measures().measures:
        assert cells.parser_of(measure)("SUPP") == "c"
