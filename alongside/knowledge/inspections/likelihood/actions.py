"""Making forecasts. The only writes of this package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.knowledge.inspections.likelihood import checking, gathering
from alongside.knowledge.inspections.likelihood.backtest import Forecast as Foretold
from alongside.knowledge.inspections.likelihood.backtest import forecast
from alongside.knowledge.inspections.likelihood.lines import Turns
from alongside.knowledge.inspections.likelihood.models import Forecast, Run
from alongside.knowledge.inspections.likelihood.periods import learning_time, periods
from alongside.knowledge.inspections.likelihood.policies import Likelihoods, likelihoods
from alongside.knowledge.inspections.likelihood.thumbs import thumbs_of
from alongside.knowledge.inspections.policies import windows

_AT_ONCE = 2_000


def refresh(*, by: User | None, at: datetime, on: date, version: int) -> Run:
    """Learn anew from what is known at a version, try the model, and keep what it says of every school from a day on.

    Reading and learning take seconds to a minute and hold no lock; the rows are written in one short transaction.
    """
    policy = likelihoods()
    schools = gathering.told_by(on, version=version)
    found = forecast(schools, on, policy, windows())
    tried, says = None, found.why
    use = found.model is not None
    if use:
        turns = Turns(policy, windows())
        first, last = learning_time(schools, on + timedelta(days=1), policy)
        tried = checking.check(schools, periods(schools, first, last, turns), last, turns, policy)
        use, says = checking.verdict(tried, policy)
    model = found.model
    with transaction.atomic():
        run = Run.objects.create(
            on=on,
            made_at=at,
            by=by,
            version=version,
            basis=Run.Basis.MODEL if use else Run.Basis.WINDOW,
            why=says,
            learnt_from=model.first if model else None,
            learnt_until=model.last if model else None,
            periods=model.periods if model else 0,
            events=model.events if model else 0,
            check_said=checking.as_said(tried),
        )
        Forecast.objects.bulk_create(_rows(run, found, use, policy), batch_size=_AT_ONCE)
        details: dict[str, Any] = {"on": on, "version": version, "basis": run.basis, "schools": len(found.waiting)}
        journal.record(action="forecast.made", subject=f"forecast {run.pk}", by=by, at=at, details=details)
    return run


def _rows(run: Run, found: Foretold, use: bool, policy: Likelihoods) -> list[Forecast]:
    begins = found.on + timedelta(days=1)
    rows = []
    for index, (school, turn) in enumerate(found.waiting):
        thumbs = thumbs_of(school, turn, begins, policy)
        chances = found.chances[index] if use else {}
        rows.append(
            Forecast(
                run=run,
                urn=school.urn,
                line=turn.line,
                chances={str(months): round(chance, 4) for months, chance in chances.items()},
                position=found.positions[index],
                since_last=thumbs.since_last,
                beyond_usual=thumbs.beyond_usual,
                usual_by=turn.latest,
            )
        )
    _put_in_order(rows, policy.horizons_months)
    return rows


def _put_in_order(rows: Sequence[Forecast], horizons: Sequence[int]) -> None:
    """By the longest horizon's chance; without chances by the time beyond the usual interval, then by the wait."""

    def likeliest_first(row: Forecast) -> tuple[float, ...]:
        chances: Mapping[str, float] = row.chances
        beyond = -1000 if row.beyond_usual is None else row.beyond_usual
        return (-chances.get(str(horizons[-1]), 0.0), -beyond, -(row.since_last or 0), row.urn)

    for place, row in enumerate(sorted(rows, key=likeliest_first), 1):
        row.place = place
