"""What the pages of Priority Schools ask: as at which day, known by which day, of which authority."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.floor.web.words import day

FIRST = date(1900, 1, 1)


class AsAt(forms.Form):
    """All may be left out: then it is today, by everything that is loaded, in the partnership's own authority."""

    on = DayField(label="As at", help_text="For example 31 8 2025. What was published by then counts.", required=False)
    known = DayField(
        label="By what was loaded by", help_text="Leave it empty for everything that is loaded now.", required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date | None:
        return self._sensible(self.cleaned_data["on"])

    def clean_known(self) -> date | None:
        return self._sensible(self.cleaned_data["known"])

    def _sensible(self, asked: date | None) -> date | None:
        if asked and asked > self.today:
            raise forms.ValidationError(f"That day has not come yet: today is {day(self.today)}")
        if asked and asked < FIRST:
            raise forms.ValidationError("The day must be after 1900")
        return asked


class ListAsked(AsAt):
    """`authority` is one that loaded files name."""

    authority = forms.ChoiceField(
        label="Authority",
        required=False,
        error_messages={
            "invalid_choice": "No loaded file lists schools of “%(value)s”: choose an authority from the list"
        },
    )

    def __init__(self, *args: Any, home: str, authorities: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(name, name) for name in authorities if name != home]
        self.fields["authority"].choices = [("", home), (home, home), *others]  # type: ignore[attr-defined]
