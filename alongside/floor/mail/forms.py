"""What is asked of a person about letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from alongside.floor.mail.policy import How, mail


class PreferencesForm(forms.Form):
    """How somebody wants to hear of each kind of thing."""

    def __init__(self, data: Any, *, wishes: Mapping[str, How]) -> None:
        super().__init__(data)
        for key, kind in mail().kinds.items():
            self.fields[key] = forms.ChoiceField(
                label=kind.words, choices=How.choices, initial=wishes[key], widget=forms.Select
            )


class WhyForm(forms.Form):
    why = forms.CharField(label="Why is it not to be sent?", max_length=200)
