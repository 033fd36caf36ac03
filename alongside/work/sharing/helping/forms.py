"""What schools are asked about help."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.schools.choosing import SchoolField
from alongside.work.sharing.helping.models import Help
from alongside.work.ties.topics import topics

GOT, GAVE = "got", "gave"


class Seen(forms.Form):
    """A form about something that somebody else may change meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class WhatForm(forms.Form):
    """What was done, and when."""

    words = forms.CharField(
        label="What was it, in a few words?",
        help_text="For example: showed us how they plan fractions.",
        max_length=500,
    )
    on = DayField(label="When?")
    topic = forms.ChoiceField(label="What is it about? (optional)", required=False)
    hours = forms.DecimalField(
        label="About how many hours? (optional)",
        help_text="Leave it empty if you do not count them.",
        max_digits=4,
        decimal_places=1,
        min_value=0,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "decimal", "step": "0.5"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", "Choose, or leave it"), *topics().choices()]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("words", "on", "topic", "hours")}


class RecordForm(WhatForm):
    """`own`: the schools for which whoever records speaks, by URN; empty where any may be named."""

    which = forms.ChoiceField(
        label="Who helped?",
        choices=[(GOT, "They helped us"), (GAVE, "We helped them")],
        widget=forms.RadioSelect,
    )
    school = SchoolField(label="Which school?")
    thanks = forms.CharField(
        label="A word of thanks (optional)",
        help_text="If they helped you: it stands on their page once they confirm.",
        max_length=500,
        required=False,
    )
    field_order = ("own", "which", "school", "words", "on", "topic", "hours", "thanks")

    def __init__(self, *args: Any, own: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = next(iter(own)) if len(own) == 1 else None
        if not own:
            self.fields["own"] = SchoolField(label="For which school do you record it?")
        elif self.only is None:
            self.fields["own"] = forms.TypedChoiceField(
                label="For which school?", choices=list(own.items()), coerce=int, widget=forms.RadioSelect
            )
        self.order_fields(self.field_order)

    def ends(self) -> tuple[int, int, int]:
        """The giver, the getter, and which of them tells it."""
        teller, other = self.only or int(self.cleaned_data["own"]), int(self.cleaned_data["school"])
        return (other, teller, teller) if self.cleaned_data["which"] == GOT else (teller, other, teller)


class PutRightForm(WhatForm, Seen):
    """The same words, to be put right."""


class ConfirmForm(Seen):
    """With a word of thanks where the school that confirms was helped."""

    thanks = forms.CharField(
        label="A word of thanks (optional)",
        help_text="It stands on their page of what they give.",
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, help: Help, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if help.other != help.getter or help.thanks:
            del self.fields["thanks"]


class DisputeForm(Seen):
    words = forms.CharField(
        label="How did you see it?",
        help_text="They read it, and can put it right.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
    )


class WithdrawForm(Seen):
    why = forms.CharField(label="Why? (optional while nobody has confirmed it)", max_length=300, required=False)


class ThankForm(Seen):
    thanks = forms.CharField(
        label="Your thanks",
        help_text="It stands on their page of what they give.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )
