"""The three questions, and the replies."""

from __future__ import annotations

from typing import Any

from django import forms

YES, NO = "yes", "no"
OPENLY, IN_CONFIDENCE = "openly", "in-confidence"


class AnswerForm(forms.Form):
    """Yes or no to each question of the round, words, and whether in confidence."""

    def __init__(
        self, *args: Any, questions: list[dict[str, Any]], trusted: str, was_open: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for one in questions:
            self.fields[f"q_{one['key']}"] = forms.ChoiceField(
                label=one["words"], choices=[(YES, "Yes"), (NO, "No")], widget=forms.RadioSelect
            )
        self.fields["words"] = forms.CharField(
            label="What should we know? (optional)",
            widget=forms.Textarea(attrs={"rows": 5}),
            required=False,
            max_length=5000,
        )
        if not was_open:
            choices = [
                (OPENLY, "Openly: your District Lead and the director read it"),
                (IN_CONFIDENCE, f"In confidence: only {trusted} reads it"),
            ]
            self.fields["how"] = forms.ChoiceField(
                label="How do you answer?", choices=choices, widget=forms.RadioSelect
            )

    def said(self) -> dict[str, bool]:
        return {one["key"]: self.cleaned_data[f"q_{one['key']}"] == YES for one in self.questions}

    @property
    def in_confidence(self) -> bool:
        return self.cleaned_data.get("how") == IN_CONFIDENCE


class ReplyForm(forms.Form):
    words = forms.CharField(
        label="Your reply",
        help_text="Whoever answered reads it under your name.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReplyInConfidenceForm(forms.Form):
    words = forms.CharField(
        label="Your reply",
        help_text="They read it on the page of the question. Nobody is written to.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
