"""What is asked of a person who decides the district of a school."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.knowledge.schools.districts import PERSON, Districts
from alongside.knowledge.schools.models import Profile

TAKE_BACK = "as-located"


class OverrideForm(forms.Form):
    """The district, and why. Whoever has been put somewhere by a person can be given back to where it stands."""

    district = forms.ChoiceField(label="Which district does the school belong to?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why?",
        help_text="Kept with the decision, your name and the day.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
    )

    def __init__(self, *args: Any, school: Profile, policy: Districts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(district.key, district.name) for district in policy.districts]
        if school.district_how == PERSON:
            choices.append((TAKE_BACK, "Where it stands: take the decision back"))
        field = self.fields["district"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.initial = school.district or None
        self._now, self._how, self._name = school.district, school.district_how, school.name

    def clean_district(self) -> str:
        district = self.cleaned_data["district"]
        if district == self._now and self._how == PERSON:
            raise forms.ValidationError(f"{self._name} has been put into that district already.")
        return "" if district == TAKE_BACK else district
