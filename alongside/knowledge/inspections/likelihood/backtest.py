"""What a forecast would have been worth: learnt from what was told by a day, tried on what came after. Pure.

Who is counted: schools that were told of by the day and waited then, and that files of the end of the trial still tell
of under the same number. What came after the day is used for the outcome and for nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.knowledge.inspections.likelihood.calendar import add_months
from alongside.knowledge.inspections.likelihood.facts import Measured, School, Turn
from alongside.knowledge.inspections.likelihood.lines import Turns, begun_in, cases, pace, standing_in_line
from alongside.knowledge.inspections.likelihood.model import Few, Model, fit
from alongside.knowledge.inspections.likelihood.periods import learning_time, periods
from alongside.knowledge.inspections.likelihood.policies import Likelihoods
from alongside.knowledge.inspections.likelihood.scores import measured
from alongside.knowledge.inspections.likelihood.thumbs import NAMES, score_beyond_usual, score_since_last
from alongside.knowledge.inspections.policies import Windows


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is forecast for the day after `on`: a chance by horizon for every school that waits, likeliest order left to
    the reader. Without a model `model` is None, `chances` empty and `why` says why."""

    on: date
    waiting: tuple[tuple[School, Turn], ...]
    positions: tuple[float | None, ...]
    chances: tuple[Mapping[int, float], ...]
    model: Model | None
    why: str


@dataclass(frozen=True, slots=True)
class Backtest:
    """How each forecaster did from the day after `on` to `last`, and where it fails, in sentences."""

    on: date
    last: date
    months: int
    forecast: Forecast
    by: Mapping[str, Measured]  # "model", where there is one, and the rules of thumb
    left_out: int
    fails: tuple[str, ...]


def forecast(schools: Sequence[School], on: date, policy: Likelihoods, windows: Windows) -> Forecast:
    """Learn from what these schools' files tell, and say what is likely from the day after `on`."""
    turns = Turns(policy, windows)
    begins = on + timedelta(days=1)
    told = [as_told_by(school, on) for school in schools]
    waiting = standing_in_line(told, begins, turns, None)
    shown = cases(waiting, begins, pace(told, begins, turns, None), policy)
    model, why, chances = None, "", []
    try:
        first, last = learning_time(schools, begins, policy)
        model = fit(periods(schools, first, last, turns), policy)
        chances = model.chances(shown, [turn for _, turn in waiting], begins)
    except Few as few:
        why = str(few)
    return Forecast(on, tuple(waiting), tuple(case.position for case in shown), tuple(chances), model, why)


def as_told_by(school: School, on: date) -> School:
    """The school with every report that its files tell of taken for published by the day: a file as at the end of a
    month tells of reports that came out in the weeks after, and nobody should wait who was just inspected."""
    told = tuple(
        one._replace(published=min(one.published, on)) if one.published and one.started <= on else one
        for one in school.inspections
    )
    return school._replace(inspections=told)


def backtest(
    before: Sequence[School],
    after: Mapping[int, School],
    on: date,
    months: int,
    policy: Likelihoods,
    windows: Windows,
) -> Backtest:
    """Try a forecast. `before`: the schools by files as at the day or earlier. `after`: by everything known now,
    those only of which files of the end of the trial tell."""
    found = forecast(before, on, policy, windows)
    begins = on + timedelta(days=1)
    last = add_months(begins, months) - timedelta(days=1)
    counted = [index for index, (school, _) in enumerate(found.waiting) if school.urn in after]
    outcome = [
        begun_in(after[found.waiting[index][0].urn], begins, last + timedelta(days=1)) is not None for index in counted
    ]
    places = [found.waiting[index] for index in counted]
    by: dict[str, Measured] = {}
    if found.model:
        chances = [found.chances[index][months] for index in counted]
        by["model"] = measured(chances, outcome, edges=policy.bands, is_chance=True)
    by["since_last"] = measured([score_since_last(school, begins) for school, _ in places], outcome)
    by["beyond_usual"] = measured(
        [score_beyond_usual(school, turn, begins, policy) for school, turn in places], outcome
    )
    fails = failings(found, counted, outcome, begins, last, months, policy)
    return Backtest(on, last, months, found, by, len(found.waiting) - len(counted), fails)


def failings(
    found: Forecast,
    counted: Sequence[int],
    outcome: Sequence[bool],
    begins: date,
    last: date,
    months: int,
    policy: Likelihoods,
) -> tuple[str, ...]:
    """Where it fails: changes of rules within the trial, and lines whose chances were far from what came."""
    says = [
        f"The rules changed on {change.first_day:%-d %B %Y}, within the trial ({change.words}); "
        + ("what was learnt before still held." if change.carries_over else "what was learnt before does not carry.")
        for change in policy.frameworks
        if begins < change.first_day <= last
    ]
    says += [
        f"Inspections were paused in the trial: {one.words}."
        for one in policy.pauses
        if one.first <= last <= one.resumed
    ]
    if found.model is None:
        return (f"No model: {found.why}.", *says)
    for line in policy.lines:
        mine = [place for place, index in enumerate(counted) if found.waiting[index][1].line == line.key]
        if len(mine) < 10:
            continue
        chance = sum(found.chances[counted[place]][months] for place in mine) / len(mine)
        share = sum(outcome[place] for place in mine) / len(mine)
        if abs(chance - share) > 0.1:
            learnt = "" if line.key in found.model.lines else ", and no such school could be learnt from"
            says.append(f"{line.title}: {len(mine)} schools, {chance:.0%} expected and {share:.0%} inspected{learnt}.")
    return tuple(says)


def best_rule(by: Mapping[str, Measured]) -> tuple[str, float | None]:
    """The better of the two rules of thumb, and its AUC."""
    key = max(NAMES, key=lambda name: by[name].auc or 0.0)
    return key, by[key].auc
