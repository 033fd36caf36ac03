"""What is asked of a head who says what the school needs, and of who answers."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.work.engagement.self_reports.models import Report
from alongside.work.engagement.self_reports.policies import self_reports


class NeedsForm(forms.Form):
    """The policy's questions, one box each. Nothing is needed to keep a draft."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, report: Report | None = None, **kwargs: Any) -> None:
        if report:
            initial = {f"q_{key}": words for key, _, words in report.said} | {"seen": report.version}
            kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        for one in self_reports().questions:
            self.fields[f"q_{one.key}"] = forms.CharField(
                label=one.words if one.required else f"{one.words} (optional)",
                help_text=one.hint,
                widget=forms.Textarea(attrs={"rows": 4}),
                required=False,
                max_length=5000,
            )

    def answers(self) -> dict[str, str]:
        return {name[2:]: words for name, words in self.cleaned_data.items() if name.startswith("q_")}


class SendForm(forms.Form):
    """`understood`: that they know who will see it."""

    understood = forms.BooleanField(label="I have read who will see this")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class WordsForm(forms.Form):
    words = forms.CharField(label="Your words", widget=forms.Textarea(attrs={"rows": 8}), max_length=8000)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label="Why? (optional)", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
