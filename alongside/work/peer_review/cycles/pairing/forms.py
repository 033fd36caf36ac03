"""What is asked of who decides who reviews whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.work.peer_review.cycles.forms import area

Choices = list[tuple[str, str]]


class TeamForm(forms.Form):
    """A team: who leads, and the others. `may`: for lead and others, the people who may, with a few words each, those
    who fit best first; `others`: people who may not, each with the rule in the way, to be refused by name."""

    lead = forms.ChoiceField(label="Who leads?", required=False)
    why = forms.CharField(label="Why does the team change?", widget=area(2), max_length=1000)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, leads: Choices, others: Choices, seats: int, why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._others = [f"other_{number}" for number in range(1, seats)]
        self._choices("lead", leads)
        for number, name in enumerate(self._others, start=2):
            self.fields[name] = forms.ChoiceField(label=f"Person {number} of the team", required=False)
            self._choices(name, others)
        if not why:
            del self.fields["why"]
        self.order_fields(["lead", *self._others, "why"])

    def _choices(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody yet"), *choices]

    def team(self) -> list[int | None]:
        said = [self.cleaned_data.get(name) for name in ("lead", *self._others)]
        return [int(key) if key else None for key in said]

    @staticmethod
    def initial_of(team: Sequence[int | None]) -> dict[str, Any]:
        lead, *others = team or (None,)
        return {"lead": lead or ""} | {f"other_{number}": key or "" for number, key in enumerate(others, start=1)}


class RelaxForm(forms.Form):
    """Which rules are set aside for a proposal."""

    relaxed = forms.MultipleChoiceField(
        label="Rules to set aside for this proposal", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, rules: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["relaxed"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = rules
