"""The hazard: learns the order in an invented town, moves only where it may, and knows when there is too little."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from alongside.knowledge.inspections.likelihood import checking
from alongside.knowledge.inspections.likelihood.backtest import backtest, forecast
from alongside.knowledge.inspections.likelihood.facts import School
from alongside.knowledge.inspections.likelihood.lines import Turns
from alongside.knowledge.inspections.likelihood.model import Few, Model, fit
from alongside.knowledge.inspections.likelihood.periods import Period, learning_time, periods
from alongside.knowledge.inspections.likelihood.policies import likelihoods
from alongside.knowledge.inspections.policies import windows
from tests.likelihood.making import town

ON = date(2023, 8, 31)


@cache
def schools() -> list[School]:
    """As files told of the town on the day."""
    return [
        one._replace(
            told_until=ON,
            inspections=tuple(each for each in one.inspections if each.published and each.published <= ON),
        )
        for one in town()
    ]


@cache
def rows() -> list[Period]:
    first, last = learning_time(schools(), date(2023, 9, 1), likelihoods())
    return periods(schools(), first, last, Turns(likelihoods(), windows()))


@cache
def model() -> Model:
    return fit(rows(), likelihoods())


def test_it_may_move_only_in_the_direction_that_the_policy_says() -> None:
    case = next(row.case for row in rows() if row.case.position is not None and row.case.line == "usual")
    for field, values, sign in (
        ("position", [0, 0.2, 0.5, 1, 1.5, 2, 3, 4], -1),
        ("late", [-40, -20, -10, -5, 0, 5, 20], 1),
        ("since", [0, 10, 20, 30, 40, 50, 70], 1),
    ):
        hazards = list(model().hazards([case._replace(**{field: value}) for value in values]))
        assert hazards == sorted(hazards, reverse=sign < 0), field
    assert model().slope > 0  # calibration keeps the order


def test_a_longer_horizon_is_never_less_likely() -> None:
    found = forecast(schools(), ON, likelihoods(), windows())
    assert found.chances
    for chances in found.chances:
        assert 0 <= chances[3] <= chances[6] <= chances[12] <= 1


def test_the_same_files_give_the_same_chances() -> None:
    one, other = (forecast(schools(), ON, likelihoods(), windows()) for _ in range(2))
    assert one.chances == other.chances


def test_it_learns_the_order_and_its_chances_come_true() -> None:
    after = {one.urn: one for one in town()}
    found = backtest(schools(), after, ON, 12, likelihoods(), windows())
    mine = found.by["model"]
    assert mine.auc is not None
    assert mine.auc > 0.95
    assert mine.furthest_off is not None
    assert mine.furthest_off < 15


def test_what_comes_after_the_day_changes_no_chance() -> None:
    """The outcome may be anything at all: the forecast is made without it."""
    later = town(seed=9)
    one = backtest(schools(), {each.urn: each for each in town()}, ON, 12, likelihoods(), windows())
    other = backtest(schools(), {each.urn: each for each in later}, ON, 12, likelihoods(), windows())
    assert one.forecast.chances == other.forecast.chances


def test_with_too_little_to_learn_from_there_is_no_model_and_it_says_so() -> None:
    few = rows()[:400]
    with pytest.raises(Few, match="it takes 60"):
        fit(few, likelihoods())
    found = forecast(schools()[:20], ON, likelihoods(), windows())
    assert found.model is None
    assert found.chances == ()
    assert "inspections by the same rules" in found.why


def test_nothing_is_learnt_from_before_a_change_over_which_history_does_not_carry() -> None:
    found = forecast(town(until=date(2026, 1, 31)), date(2026, 1, 31), likelihoods(), windows())
    assert found.model is None
    newest = likelihoods().learns_from(date(2026, 1, 31))
    assert newest is not None
    assert newest.first_day == date(2025, 11, 10)
    assert likelihoods().learns_from(date(2025, 9, 1)) is None


def test_it_is_tried_on_months_it_has_not_learnt_from() -> None:
    first, last = learning_time(schools(), date(2023, 9, 1), likelihoods())
    turns = Turns(likelihoods(), windows())
    found = checking.check(schools(), rows(), last, turns, likelihoods())
    assert found is not None
    assert first < found.begins < last
    use, says = checking.verdict(found, likelihoods())
    assert use == ("came true" in says and "did not come true" not in says)
    assert checking.verdict(None, likelihoods()) == (False, "there is too little to try a model on")
    worse = found._replace(by={**found.by, "model": found.by["model"]._replace(auc=0.5)})
    assert "no better than a rule of thumb" in checking.verdict(worse, likelihoods())[1]
