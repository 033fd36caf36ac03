"""The hazard: the chance that an inspection begins in a month, given that none has until then.

Gradient-boosted trees that may move in one direction only where the policy says so, calibrated on later months that
they were not fitted to, and fitted again to all. scikit-learn is imported when a model is fitted: no page and no other
command waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.knowledge.inspections.likelihood.facts import Case, Turn
from alongside.knowledge.inspections.likelihood.lines import a_month_on
from alongside.knowledge.inspections.likelihood.periods import Period
from alongside.knowledge.inspections.likelihood.policies import Likelihoods

_PHASES = ("primary", "secondary")
_DIRECTIONS = {"up": 1, "down": -1, "either": 0}
_NEVER, _SURE = 1e-6, 1 - 1e-6


class Few(Exception):
    """There is too little to learn from; says how little."""


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted hazard. `slope` and `shift` calibrate its logit; `lines` are those it has seen, `names` the
    columns that it is shown: those in which the months it learnt from differ."""

    trees: Any
    names: tuple[str, ...]
    slope: float
    shift: float
    lines: tuple[str, ...]
    policy: Likelihoods
    periods: int
    events: int
    first: date
    last: date

    def hazards(self, cases: Sequence[Case]) -> Any:
        """The chance of each case in its month, as an array."""
        import numpy

        raw = self.trees.predict_proba(_shown(cases, self.names, self.lines, self.policy))[:, 1]
        logit = self.slope * _logit(raw) + self.shift
        return 1 / (1 + numpy.exp(-logit))

    def chances(self, cases: Sequence[Case], turns: Sequence[Turn], on: date) -> list[dict[int, float]]:
        """For each school the chance of an inspection within every horizon of the policy, counted from a day."""
        import numpy

        if not cases:
            return []
        horizons = self.policy.horizons_months
        waits = numpy.ones(len(cases))
        found: list[dict[int, float]] = [{} for _ in cases]
        for month in range(horizons[-1]):
            later = [a_month_on(case, turn, on, month, self.policy) for case, turn in zip(cases, turns, strict=True)]
            waits *= 1 - self.hazards(later)
            if month + 1 in horizons:
                for chances, still in zip(found, waits, strict=True):
                    chances[month + 1] = float(1 - still)
        return found


def fit(periods: Sequence[Period], policy: Likelihoods, *, least_events: int | None = None) -> Model:
    """A model of these school-months. Raises Few, with a sentence, where there are too few inspections in them; how
    many it takes is the policy's unless said."""
    least = least_events or policy.training.least_events
    events = sum(period.inspected for period in periods)
    months = sorted({period.first for period in periods})
    if events < least:
        raise Few(f"{events} inspections by the same rules are in the loaded files, and it takes {least} to learn from")
    if len(months) < policy.training.least_months:
        raise Few(f"there are {len(months)} months to learn from, and it takes {policy.training.least_months}")
    lines = tuple(line.key for line in policy.lines if any(one.case.line == line.key for one in periods))
    slope, shift = _calibration(periods, months, lines, policy)
    trees, names = _trees(periods, lines, policy)
    return Model(trees, names, slope, shift, lines, policy, len(periods), events, months[0], months[-1])


def _trees(periods: Sequence[Period], lines: tuple[str, ...], policy: Likelihoods) -> tuple[Any, tuple[str, ...]]:
    """Fitted trees, and the columns they want: one in which nothing differs tells nothing, and is left out."""
    import numpy
    from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]

    every = _names(lines, policy)
    table = _shown([one.case for one in periods], every, lines, policy)
    names = tuple(
        name for name, column in zip(every, table.T, strict=True) if len(set(column[~numpy.isnan(column)])) > 1
    )
    direction: dict[str, int] = {feature.key: _DIRECTIONS[feature.direction] for feature in policy.features}
    trees = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.05,
        max_leaf_nodes=6,
        min_samples_leaf=40,
        l2_regularization=5.0,
        early_stopping=False,
        monotonic_cst=[direction[name.partition(":")[0]] for name in names],
        categorical_features=[name in ("month", "phase") for name in names],
        random_state=0,
    )
    kept = [every.index(name) for name in names]
    return trees.fit(table[:, kept], [one.inspected for one in periods]), names


def _calibration(
    periods: Sequence[Period], months: Sequence[date], lines: tuple[str, ...], policy: Likelihoods
) -> tuple[float, float]:
    """Platt's slope and shift, by a model of the earlier months tried on the later ones: in time, never at random."""
    import numpy
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    cut = months[int(len(months) * (1 - policy.training.held_out_share))]
    before = [one for one in periods if one.first < cut]
    after = [one for one in periods if one.first >= cut]
    least = policy.training.held_out_least_events
    if min(sum(one.inspected for one in before), sum(one.inspected for one in after)) < least:
        return 1.0, 0.0
    trees, names = _trees(before, lines, policy)
    raw = trees.predict_proba(_shown([one.case for one in after], names, lines, policy))[:, 1]
    platt = LogisticRegression(C=1e6).fit(_logit(raw).reshape(-1, 1), numpy.array([one.inspected for one in after]))
    slope = float(platt.coef_[0][0])
    # A slope that is not near one says that the held-out months are odd, not that the order should be undone.
    return (slope, float(platt.intercept_[0])) if 0.5 <= slope <= 2 else (1.0, 0.0)


def _logit(chance: Any) -> Any:
    import numpy

    held = numpy.clip(chance, _NEVER, _SURE)
    return numpy.log(held / (1 - held))


def _names(lines: tuple[str, ...], policy: Likelihoods) -> list[str]:
    """Every column, in the order of the policy's features; a line has one of its own."""
    found: list[str] = []
    for feature in policy.features:
        found += [f"line:{line}" for line in lines] if feature.key == "line" else [feature.key]
    return found


def _shown(cases: Sequence[Case], names: Sequence[str], lines: tuple[str, ...], policy: Likelihoods) -> Any:
    """The cases as the trees are shown them, a column a name; what is not known stays open (NaN)."""
    import numpy

    rows = []
    for case in cases:
        line = case.line if case.line in lines else policy.by_key[case.line].like
        said = {
            "position": case.position,
            "late": case.late,
            "since": case.since,
            "month": case.month,
            "phase": _PHASES.index(case.phase) if case.phase in _PHASES else len(_PHASES),
        }
        rows.append([float(line == name[5:]) if name.startswith("line:") else said[name] for name in names])
    return numpy.array(rows, dtype=float).reshape(len(rows), len(names))
