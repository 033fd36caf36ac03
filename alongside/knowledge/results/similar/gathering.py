"""The intakes that a set is worked out from: who was open in the year, of which phase, and what is told of them."""

from __future__ import annotations

from datetime import date

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import Measures, measures
from alongside.knowledge.results.queries import Figures, schools_in
from alongside.knowledge.results.similar.policies import Feature, SimilarSchools
from alongside.knowledge.results.similar.rules import Intake
from alongside.knowledge.results.values import CODE_OF
from alongside.knowledge.schools.queries import schools_as_at

Told = dict[str, tuple[float | Missing, int]]  # feature: value or why there is none, and its year
EVER = date(9999, 12, 31)


def told(year: int, *, version: int, policy: SimilarSchools) -> tuple[list[Intake], dict[int, Told]]:
    """The intake of every state-funded school that a file of that year's intake lists, from all that is loaded."""
    known = measures()
    day = date(year, 1, 31)  # about the day of the January census
    phases = {
        facts.urn: facts.phase
        for facts in schools_as_at(on=day, version=version, state_funded=True)
        if facts.open_on_day is not False
    }
    years = range(year - policy.years_back, year + 1)
    of: dict[str, dict[int, Figures]] = {
        dataset: schools_in(None, dataset, years=years, on=EVER, version=version)
        for dataset in sorted(_datasets(policy, known))
    }
    found: dict[int, Told] = {}
    for urn, figures in of[policy.intake].items():
        if urn in phases and (policy.intake, year) in figures.rows:
            own = {dataset: schools[urn] for dataset, schools in of.items() if urn in schools}
            found[urn] = {feature.key: _newest(feature, own, year, policy, known) for feature in policy.features}
    intakes = [
        Intake(urn, phases[urn], {key: value for key, (value, _) in features.items()})
        for urn, features in found.items()
    ]
    return intakes, found


def _datasets(policy: SimilarSchools, known: Measures) -> set[str]:
    named = (key for feature in policy.features for key in feature.measures)
    return {policy.intake} | {known.by_key[key].dataset for key in named}


def _newest(
    feature: Feature, own: dict[str, Figures], year: int, policy: SimilarSchools, known: Measures
) -> tuple[float | Missing, int]:
    """The figure of the year, else of the years before it as far back as the policy goes; else why there is none."""
    why: Missing | None = None
    for back in range(policy.years_back + 1):
        for key in feature.measures:
            figures = own.get(known.by_key[key].dataset)
            figure = figures.figure(key, year - back, known) if figures else None
            if figure and figure.value is not None:
                return figure.value, figure.year
            if figure and why is None:
                why = figure.why
    return why or Missing.NOT_LOADED, year


def kept(features: Told) -> dict[str, list[float | str | int]]:
    """As `Similar.intake` keeps it."""
    return {
        key: [CODE_OF.get(value, "") if isinstance(value, Missing) else value, year]
        for key, (value, year) in features.items()
    }
