"""What is asked of who says what a school is good at, confirms it, answers it or takes it back."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.sharing.strengths.actions import LONGEST
from alongside.work.sharing.strengths.models import Strength
from alongside.work.sharing.strengths.policies import strengths
from alongside.work.ties.topics import topics

PHASE_CHOICES = [("", "The whole school"), *((one.key, one.name) for one in PHASES.values())]


class WordsForm(forms.Form):
    """What, in which topic, since when."""

    topic = forms.ChoiceField(label="What is it about?")
    words = forms.CharField(
        label="What does the school do well?",
        help_text="A sentence or two, so that another school knows whether to ask. Name nobody.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )
    phase = forms.ChoiceField(label="For which part of the school? (optional)", choices=PHASE_CHOICES, required=False)
    on = DayField(label="When was it last seen?")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, phase: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", "Choose"), *topics().choices(phase)]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("topic", "words", "phase", "on")}


class SayForm(WordsForm):
    """Of another school: how they know, and who may see it (of the office)."""

    how = forms.ChoiceField(label="How do you know?", widget=forms.RadioSelect)
    source = forms.CharField(label="Where was it published? (for what inspectors said)", required=False, max_length=300)
    shown_to = forms.ChoiceField(
        label="Who sees it?", choices=Strength.ShownTo.choices, initial="schools", widget=forms.RadioSelect
    )
    field_order = ("topic", "words", "how", "source", "on", "phase", "shown_to", "seen")

    def __init__(self, *args: Any, of_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(key, one.name) for key, one in strengths().seen.items() if key != "own"]
        if not of_office:
            others = [(key, name) for key, name in others if key != "inspection"]
            del self.fields["shown_to"], self.fields["source"]
        self.fields["how"].choices = others  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        more = {name: self.cleaned_data[name] for name in ("source", "shown_to") if name in self.fields}
        return super().said() | more | {"seen": self.cleaned_data["how"]}


class ConfirmForm(forms.Form):
    on = DayField(label="When did you see it?")
    words = forms.CharField(
        label="What did you see? (optional)", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False
    )


class AnswerForm(forms.Form):
    words = forms.CharField(
        label="What do you want to add?",
        help_text="It stands beneath, in your words. Empty takes away what stands there.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class TakeBackForm(forms.Form):
    why = forms.CharField(
        label="Why? (optional)", widget=forms.Textarea(attrs={"rows": 2}), max_length=500, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
