"""Before a model is used it is tried: fitted to the earlier months, asked about the later ones, held against both rules
of thumb. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from alongside.knowledge.inspections.likelihood.backtest import best_rule
from alongside.knowledge.inspections.likelihood.calendar import add_months
from alongside.knowledge.inspections.likelihood.facts import Measured, School
from alongside.knowledge.inspections.likelihood.lines import Turns, begun_in, cases, pace, standing_in_line
from alongside.knowledge.inspections.likelihood.model import Few, fit
from alongside.knowledge.inspections.likelihood.periods import Period
from alongside.knowledge.inspections.likelihood.policies import Likelihoods
from alongside.knowledge.inspections.likelihood.scores import measured
from alongside.knowledge.inspections.likelihood.thumbs import score_beyond_usual, score_since_last


class Check(NamedTuple):
    """How model and rules did on the same schools over the newest months: from `begins`, for `months`."""

    begins: date
    months: int
    by: Mapping[str, Measured]


def check(
    schools: Sequence[School], rows: Sequence[Period], last: date, turns: Turns, policy: Likelihoods
) -> Check | None:
    """The longest trial that leaves enough to learn from before it; None where there is none. `rows`: the school-months
    up to `last`, which is the first day not told of."""
    for months in reversed([one for one in policy.horizons_months if one <= policy.page.checked_over_months]):
        begins = add_months(last, -months)
        earlier = [row for row in rows if row.first < begins]
        try:
            model = fit(earlier, policy, least_events=policy.training.least_events_to_try)
        except Few:
            continue
        waiting = standing_in_line(schools, begins, turns, earlier[0].first)
        shown = cases(waiting, begins, pace(schools, begins, turns, earlier[0].first), policy)
        outcome = [begun_in(school, begins, last) is not None for school, _ in waiting]
        chances = [said[months] for said in model.chances(shown, [turn for _, turn in waiting], begins)]
        return Check(
            begins,
            months,
            {
                "model": measured(chances, outcome, edges=policy.bands, is_chance=True),
                "since_last": measured([score_since_last(school, begins) for school, _ in waiting], outcome),
                "beyond_usual": measured(
                    [score_beyond_usual(school, turn, begins, policy) for school, turn in waiting], outcome
                ),
            },
        )
    return None


def verdict(found: Check | None, policy: Likelihoods) -> tuple[bool, str]:
    """Whether the page may give chances, and why or why not."""
    if policy.page.uses == "window":
        return False, "by the policy the page shows the window alone"
    if found is None:
        return False, "there is too little to try a model on"
    mine = found.by["model"].auc
    _, theirs = best_rule(found.by)
    if mine is None or theirs is None:
        return False, "nothing that could be ordered happened in the months it was tried on"
    ends = add_months(found.begins, found.months) - timedelta(days=1)
    tried = f"tried on {found.begins:%B %Y} to {ends:%B %Y}, which it had not learnt from"
    pairs = f"it put {mine:.0%} of pairs of schools in the right order, the better rule of thumb {theirs:.0%}"
    if mine < theirs - policy.page.worse_by_at_most:
        return False, f"{tried}, the model was no better than a rule of thumb: {pairs}"
    off = found.by["model"].furthest_off or 0.0
    if off > policy.page.true_within_points:
        return (
            False,
            f"{tried}, its chances did not come true: in one fifth of the schools they were {off:.0f} points off",
        )
    return True, f"{tried}, {pairs}, and its chances came true within {off:.0f} points"


def as_said(found: Check | None) -> dict[str, Any]:
    """For keeping: plain values."""
    if found is None:
        return {}
    by = {name: one._asdict() for name, one in found.by.items()}
    return {"begins": found.begins.isoformat(), "months": found.months, "by": by}
