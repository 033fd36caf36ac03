"""The list of schools by when an inspection is likely: filters, lines, and what leaves as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from alongside.floor.accounts.roles import Reach
from alongside.floor.kernel.prose import counted, joined, number
from alongside.knowledge.inspections.likelihood import queries, wording
from alongside.knowledge.inspections.likelihood.facts import Likelihood
from alongside.knowledge.inspections.likelihood.models import Forecast, Run
from alongside.knowledge.inspections.likelihood.policies import likelihoods
from alongside.knowledge.schools import queries as schools
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.places import place_in
from alongside.knowledge.schools.vocabulary import GROUPS, PHASES, phase_name


class Filter(forms.Form):
    """What the list may be narrowed to; all of it lives in the address."""

    district = forms.ChoiceField(label="District", required=False)
    phase = forms.ChoiceField(label="Phase", required=False)
    group = forms.ChoiceField(label="Type", required=False)
    line = forms.ChoiceField(label="Waits for", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "district": ("Every district", [(one.key, one.name) for one in schools.districts()]),
            "phase": ("Every phase", [(one.key, one.name) for one in PHASES.values()]),
            "group": ("Every type", [(key, GROUPS[key]) for key in ("maintained", "academy")]),
            "line": ("Any line", [(one.key, one.title) for one in likelihoods().lines]),
        }
        for name, (empty, pairs) in choices.items():
            self.fields[name].choices = [("", empty), *pairs]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen and can be; a word that is no choice filters nothing."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True, slots=True)
class Line:
    """One school of the list."""

    urn: int
    name: str
    phase: str
    group: str
    district: str
    said: Likelihood
    line: str
    usual_by: date | None

    @property
    def chances(self) -> list[tuple[int, str]]:
        """Months, and the chance as a cell says it."""
        return [(months, wording.in_a_cell(chance)) for months, chance in sorted(self.said.chances.items())]

    @property
    def since_last(self) -> str:
        months = self.said.thumbs.since_last
        return "" if months is None else wording.span(months)

    @property
    def against_usual(self) -> str:
        """How far beyond the usual interval the school is, or how much of it is left."""
        months = self.said.thumbs.beyond_usual
        if months is None:
            return ""
        return (
            f"{wording.span(months)} beyond"
            if months > 0
            else f"{wording.span(-months)} left"
            if months
            else "at its end"
        )


def lines(run: Run, chosen: dict[str, str], reach: Reach, *, may_give: bool) -> list[Line]:
    """The partnership's open schools within reach, the likeliest first. Two queries. `may_give` False: by the window
    alone."""
    policy, districts = likelihoods(), policy_of_districts()
    narrowed = {name: chosen[name] for name in ("district", "phase", "group") if name in chosen}
    register = schools.profiles().in_authority(partnership().authority).open().state_funded().filter(**narrowed)
    profiles: dict[int, Profile] = {one.urn: one for one in register if reach.covers(place_in(one))}
    rows = Forecast.objects.filter(run=run).order_by("place")
    rows = rows.filter(line=chosen["line"]) if "line" in chosen else rows
    shown = []
    for row in rows:
        profile = profiles.get(row.urn)
        if profile is None:
            continue
        if not may_give:
            row.chances = {}
        shown.append(
            Line(
                row.urn,
                profile.name,
                phase_name(profile.phase),
                profile.group,
                districts.name_of(profile.district),
                queries.of_row(row, run, policy),
                policy.by_key[row.line].title,
                row.usual_by,
            )
        )
    return shown


def expected(shown: Sequence[Line]) -> str:
    """How many inspections are to be expected among these schools within each horizon, in a sentence; empty where no
    chances are given."""
    if not any(line.said.chances for line in shown):
        return ""
    parts = []
    for months in likelihoods().horizons_months:
        count = round(sum(line.said.chances.get(months, 0.0) for line in shown))
        parts.append(f"{number(count)} within {number(months)} months")
    return f"Of {counted(len(shown), 'school')}, about {joined(parts)} can be expected to be inspected."


def header() -> list[str]:
    chances = [f"Chance within {months} months, %" for months in likelihoods().horizons_months]
    return [
        *("URN", "School", "Phase", "Type", "District", "Waits for"),
        *chances,
        *("Months since the last inspection", "Months beyond the usual interval", "Usual by"),
    ]


def row(line: Line) -> list[Any]:
    horizons = likelihoods().horizons_months
    chances = [round(100 * line.said.chances[months]) if months in line.said.chances else "" for months in horizons]
    thumbs = line.said.thumbs
    group = GROUPS.get(line.group, line.group)
    return [
        *(line.urn, line.name, line.phase, group, line.district, line.line),
        *chances,
        *(thumbs.since_last, thumbs.beyond_usual, line.usual_by),
    ]
