"""What the School page asks: as at which day, known by which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField

FIRST = date(1900, 1, 1)


class AsAt(forms.Form):
    """Both may be left out: then it is today, by everything that is loaded."""

    on = DayField(
        label="Show the school as at", help_text="For example 31 8 2019. Published by then counts.", required=False
    )
    known = DayField(
        label="By what was loaded by",
        help_text="Leave it empty for everything that is loaded now.",
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date | None:
        return self._sensible(self.cleaned_data["on"])

    def clean_known(self) -> date | None:
        return self._sensible(self.cleaned_data["known"])

    def _sensible(self, day: date | None) -> date | None:
        if day and day > self.today:
            raise forms.ValidationError("The day must be today or in the past")
        if day and day < FIRST:
            raise forms.ValidationError("The day must be after 1900")
        return day
