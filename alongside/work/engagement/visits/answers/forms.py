"""What the head is asked about a report, and the author about the head's answer."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.work.engagement.visits.forms import area
from alongside.work.engagement.visits.models import Report

YES, NO = "yes", "no"
_LONGEST = 20_000


class AnswerForm(forms.Form):
    accurate = forms.ChoiceField(
        label="Is it accurate?",
        choices=[(YES, "Yes, it is accurate"), (NO, "No, something is not accurate")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What would you like to say? (optional, unless something is not accurate)",
        help_text="Your words stay with the visit, as you write them.",
        required=False,
        max_length=_LONGEST,
        widget=area(4),
    )
    report = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, to: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report"].initial = to.number
        self._titles = {part["key"]: part for part in to.said}
        for part in to.said:
            self.fields[f"part-{part['key']}"] = forms.CharField(
                label=f"In your words: {part['title']}",
                required=False,
                max_length=_LONGEST,
                widget=area(4),
            )

    @property
    def beside(self) -> list[tuple[dict[str, str], Any]]:
        """Each part as it was sent, and the box for the head's own words."""
        return [(part, self[f"part-{key}"]) for key, part in self._titles.items()]

    def corrections(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"part-{key}"] for key in self._titles if self.cleaned_data[f"part-{key}"]}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (
            said.get("accurate") == NO
            and not said.get("words")
            and not any(said.get(f"part-{key}") for key in self._titles)
        ):
            self.add_error("words", "Say what is not accurate, or put your own words beside ours below")
        return said


class MendForm(forms.Form):
    """All parts of the kind of visit, each with what was sent."""

    words = forms.CharField(label="What do you say to the head?", required=False, max_length=_LONGEST, widget=area(3))
    report = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, of: Report, corrections: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report"].initial = of.number
        said = {part["key"]: part for part in of.said}
        titles = {key: part["title"] for key, part in said.items()}
        titles |= {one.key: one.title for one in of.visit.template.sections if one.key not in titles}
        self._keys, self._corrections = list(titles), corrections
        for key, title in titles.items():
            self.fields[f"part-{key}"] = forms.CharField(
                label=title,
                required=False,
                max_length=_LONGEST,
                widget=area(5),
                initial=said[key]["words"] if key in said else "",
            )

    @property
    def beside(self) -> list[tuple[Any, str]]:
        """Each box, and the head's words for it."""
        return [(self[f"part-{key}"], self._corrections.get(key, "")) for key in self._keys]

    def parts(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"part-{key}"] for key in self._keys}


class StandForm(forms.Form):
    words = forms.CharField(
        label="Why does it stay as it is?",
        help_text="The head reads this. Both your words and theirs stay with the visit.",
        max_length=_LONGEST,
        widget=area(5),
    )
    report = forms.IntegerField(widget=forms.HiddenInput)
