"""What is asked of who has a school asked in, writes to many, or says what a school answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.people.models import Person
from alongside.work.ties.inviting.models import Asking


class AskForm(forms.Form):
    """Who is to ask a school in, by when. `owners`: who may be chosen, each with their role."""

    owner = forms.ChoiceField(label="Who asks the school in?")
    due = DayField(label="By when?")
    words = forms.CharField(
        label="What is to be said? (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, owners: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person, _ in owners}
        said = [(str(person.pk), f"{person.name}, {title}" if title else person.name) for person, title in owners]
        self.fields["owner"].choices = [("", "Choose"), *said]  # type: ignore[attr-defined]

    def who(self) -> Person:
        return self._people[self.cleaned_data["owner"]]


class WordsForm(forms.Form):
    """The words of a wave of invitations."""

    title = forms.CharField(
        label="What do you call it?", help_text="Only the office sees this: “Autumn 2026”.", max_length=120
    )
    subject = forms.CharField(label="Subject of the letter", max_length=150)
    words = forms.CharField(
        label="What do you write?",
        help_text="{school} and {name} are filled in for each. How to answer stands below it by itself.",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=5000,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WaveForm(WordsForm):
    """A new wave: the words, and the schools. `schools`: (URN, name) to choose among."""

    schools = forms.MultipleChoiceField(label="Which schools?", widget=forms.CheckboxSelectMultiple)
    field_order = ("schools", "title", "subject", "words")

    def __init__(self, *args: Any, schools: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schools"].choices = [(str(urn), name) for urn, name in schools]  # type: ignore[attr-defined]

    def urns(self) -> list[int]:
        return [int(urn) for urn in self.cleaned_data["schools"]]


class AnswerForm(forms.Form):
    """What a school says to an invitation."""

    state = forms.ChoiceField(
        label="What does the school say?",
        choices=[(key, words) for key, words in Asking.State.choices if key != Asking.State.WAITING],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Anything else? (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
