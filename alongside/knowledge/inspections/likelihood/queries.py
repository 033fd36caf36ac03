"""What is forecast of schools. Others call `likelihoods`; nothing here trains a model."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.floor.web.words import day
from alongside.knowledge.inspections import queries as inspections
from alongside.knowledge.inspections.likelihood import wording
from alongside.knowledge.inspections.likelihood.facts import Likelihood, School, Thumbs, Turn
from alongside.knowledge.inspections.likelihood.gathering import school_of
from alongside.knowledge.inspections.likelihood.models import Forecast, Run
from alongside.knowledge.inspections.likelihood.policies import Likelihoods
from alongside.knowledge.inspections.likelihood.policies import likelihoods as policy_of_likelihoods
from alongside.knowledge.inspections.likelihood.thumbs import thumbs_of
from alongside.knowledge.inspections.likelihood.turns import turn_of
from alongside.knowledge.inspections.policies import windows
from alongside.knowledge.schools import queries as schools

NONE_MADE = "no forecast has been made yet by what is loaded; `alongside forecast refresh` makes one"


@dataclass(frozen=True, slots=True)
class Shown:
    """The newest run that may be shown on a day, and why its chances may not, where they may not."""

    run: Run | None
    why_not: str


def run_for(*, on: date, version: int) -> Shown:
    """The newest run by a day that rests on nothing loaded since a version. One query."""
    policy = policy_of_likelihoods()
    run = Run.objects.filter(on__lte=on, version__lte=version).order_by("on", "version", "made_at").last()
    if run is None:
        return Shown(None, NONE_MADE)
    if run.basis == Run.Basis.WINDOW:
        return Shown(run, run.why)
    change = policy.learns_from(on)
    if change and change.first_day > run.on:
        return Shown(run, f"since {day(change.first_day)} there are other rules ({change.words}): {change.why}")
    if on > run.on + timedelta(days=policy.page.stale_after_days):
        return Shown(run, f"the newest forecast was made for {day(run.on)}, too long ago for {day(on)}")
    return Shown(run, "")


def likelihoods(*, urns: Collection[int], on: date, version: int) -> dict[int, Likelihood]:
    """What is said of each of these schools on a day. A school that waits in no line, or of which nothing is known, is
    said so. Two queries where a run has them all, a few more where not."""
    policy, shown = policy_of_likelihoods(), run_for(on=on, version=version)
    kept = {row.urn: row for row in Forecast.objects.filter(run=shown.run, urn__in=list(urns))} if shown.run else {}
    found = {urn: of_row(row, shown.run, policy) for urn, row in kept.items() if shown.run and not shown.why_not}
    missing = [urn for urn in urns if urn not in found]
    if missing:
        found |= _by_window(missing, on=on, version=version, policy=policy, why=shown.why_not)
    return found


def of_row(row: Forecast, run: Run, policy: Likelihoods) -> Likelihood:
    """What a kept row says. Without chances it is the window's."""
    chances = {int(months): chance for months, chance in row.chances.items()}
    thumbs = Thumbs(row.since_last, row.beyond_usual)
    longest = policy.horizons_months[-1]
    return Likelihood(
        urn=row.urn,
        chances=chances,
        words=wording.about(chances[longest]) if chances else _window_words(thumbs, row.usual_by),
        sure=wording.sure(chances, run.check_said),
        basis="model" if chances else "window",
        why=run.why,
        thumbs=thumbs,
        line=row.line,
        position=row.position,
        made_on=run.on,
    )


def _by_window(
    urns: Collection[int], *, on: date, version: int, policy: Likelihoods, why: str
) -> dict[int, Likelihood]:
    """The same from the window of the next inspection alone, worked out here and now."""
    histories = inspections.histories(version=version, urns=urns)
    covered = inspections.coverage(version=version)
    register = {one.urn: one for one in schools.schools_as_at(on=on, version=version, urns=urns)}
    found = {}
    for urn in urns:
        facts = register.get(urn)
        school = school_of(facts, histories[urn], covered) if facts else School(urn, None, "")
        turn = turn_of(school, on, policy, windows()) if facts else None
        thumbs = thumbs_of(school, turn, on, policy)
        found[urn] = Likelihood(
            urn=urn,
            chances={},
            words=_window_words(thumbs, turn.latest if turn else None),
            sure="",
            basis="window",
            why=why or _why_no_row(turn),
            thumbs=thumbs,
            line=turn.line if turn else "",
        )
    return found


def _why_no_row(turn: Turn | None) -> str:
    return (
        "the newest forecast was made without this school; it is in the next"
        if turn
        else "no loaded file tells when it was last inspected"
    )


def _window_words(thumbs: Thumbs, usual_by: date | None) -> str:
    if usual_by is None or thumbs.beyond_usual is None:
        return "not known"
    return f"usual by {day(usual_by)}" + (", which is past" if thumbs.beyond_usual > 0 else "")
