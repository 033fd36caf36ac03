"""What may become of an indicator, and which values may stand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.indicators import rules

STATES = ("proposed", "adopted", "declined", "ended")
WHATS = ("adopted", "declined", "ended")


@pytest.mark.parametrize(
    ("state", "what", "stands"),
    [
        ("proposed", "adopted", True),
        ("proposed", "declined", True),
        ("proposed", "ended", False),
        ("adopted", "ended", True),
        ("adopted", "adopted", False),
        ("adopted", "declined", False),
        ("declined", "adopted", True),
        ("declined", "declined", False),
        ("declined", "ended", False),
        ("ended", "adopted", True),
        ("ended", "ended", False),
        ("ended", "declined", False),
    ],
)
def test_what_may_follow(state: str, what: str, stands: bool) -> None:
    assert (rules.refusal_of_decision(state, what) == "") is stands


def test_every_refusal_is_a_sentence() -> None:
    said = [rules.refusal_of_decision(state, what) for state in STATES for what in (*WHATS, "nonsense")]
    assert all(not text or text.endswith(".") for text in said)


def refusal(**said: object) -> str:
    given: dict = {"value": Decimal(50), "why": "", "unit": "percent", "pupils": None, "year": 2025}
    return rules.refusal_of_value(**given | said, least_pupils=11, newest_year=2026)


@pytest.mark.parametrize(
    "said",
    [
        {"value": None},
        {"why": "r"},
        {"value": Decimal("100.001")},
        {"value": Decimal(-1)},
        {"year": 1999},
        {"year": 2027},
        {"pupils": 10},
        {"pupils": -1},
        {"pupils": 0},
    ],
)
def test_what_cannot_stand_is_refused_with_what_to_do(said: dict[str, object]) -> None:
    assert refusal(**said).endswith(".")


@pytest.mark.parametrize("said", [{}, {"pupils": 11}, {"value": None, "why": "c", "pupils": 3}, {"year": 2026}])
def test_what_can_stand(said: dict[str, object]) -> None:
    assert refusal(**said) == ""


@given(
    value=st.none() | st.decimals(-200, 200, places=1),
    why=st.sampled_from(["", "r", "c"]),
    pupils=st.none() | st.integers(-5, 50),
    least=st.integers(1, 30),
)
def test_no_value_over_too_few_pupils_ever_stands(
    value: Decimal | None, why: str, pupils: int | None, least: int
) -> None:
    said = rules.refusal_of_value(
        value=value, why=why, unit="number", pupils=pupils, least_pupils=least, year=2025, newest_year=2026
    )
    if not said and value is not None:
        assert pupils is None or pupils >= least
        assert not why
    if not said and value is None:
        assert why
