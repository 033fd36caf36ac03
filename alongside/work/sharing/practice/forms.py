"""What is asked of who writes practice up, publishes it, tried it or retires it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.sharing.practice.models import Item
from alongside.work.sharing.practice.policies import practice
from alongside.work.ties.topics import topics


def _long(label: str, hint: str = "", *, required: bool = True, most: int = 4000) -> forms.CharField:
    return forms.CharField(
        label=label if required else f"{label} (optional)",
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=most,
        required=required,
    )


class ItemForm(forms.Form):
    """The write-up. `people`: who may be asked, each with their role. `elsewhere`: it is from none of our schools."""

    title = forms.CharField(label="What is it, in a few words?", max_length=140)
    problem = _long("What was the problem?")
    done = _long("What was done?", "So that somebody else could do the same.")
    for_whom = _long("For whom?", "Years, groups, how many. Leave out numbers below ten.", required=False, most=1000)
    evidence = _long("What did it change, and how do you know?", required=False)
    strength_of_evidence = forms.ChoiceField(label="How sure is that?", widget=forms.RadioSelect)
    cost = forms.CharField(
        label="What did it cost? (optional)", help_text="Money, time, people.", max_length=300, required=False
    )
    topics = forms.MultipleChoiceField(label="What is it about?", widget=forms.SelectMultiple(attrs={"size": 8}))
    phases = forms.MultipleChoiceField(
        label="For which phases? (optional)",
        choices=[(one.key, one.name) for one in PHASES.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ask = forms.ChoiceField(label="Who can be asked? (optional)", required=False)
    where = forms.CharField(label="Where does it come from?", help_text="The place or country.", max_length=140)
    source = forms.CharField(
        label="Where is it published? (optional)", help_text="An address or a title.", max_length=500
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[Person, str]], elsewhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person, _ in people}
        steps = [(one.key, f"{one.name}: {one.says}") for one in practice().evidence]
        named = [(str(person.pk), f"{person.name}, {role}" if role else person.name) for person, role in people]
        self.fields["strength_of_evidence"].choices = steps  # type: ignore[attr-defined]
        self.fields["topics"].choices = topics().choices()  # type: ignore[attr-defined]
        self.fields["topics"].help_text = "Hold Ctrl or Cmd to choose several."
        self.fields["ask"].choices = [("", "Nobody"), *named]  # type: ignore[attr-defined]
        if elsewhere:
            self.fields["source"].label = "Where is it published?"
        else:
            del self.fields["where"]
            self.fields["source"].required = False

    def said(self) -> dict[str, Any]:
        found = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "ask", "read_over")}
        return found | {"ask": self._people.get(self.cleaned_data["ask"])}


def initial_of(item: Item) -> dict[str, Any]:
    """How a write-up stands, for its form."""
    same = ("title", "problem", "done", "for_whom", "evidence", "strength_of_evidence", "cost", "source", "where")
    found = {name: getattr(item, name) for name in same}
    return found | {
        "topics": list(item.topic_keys),
        "phases": list(item.phase_keys),
        "ask": str(item.ask_id or ""),
        "seen": item.version,
    }


class PublishForm(forms.Form):
    """`doubtful`: something in it may point at a child."""

    read_over = forms.BooleanField(label="I have read it over with these in mind, and all of them hold")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class TriedForm(forms.Form):
    """`schools`: where they may say so."""

    school = forms.ChoiceField(label="Which school tried it?")
    worked = forms.ChoiceField(label="Did it work?", widget=forms.RadioSelect)
    words = _long("What came of it?", "Also what you did differently. Name no pupil.", most=2000)
    on = DayField(label="By which day?")

    def __init__(self, *args: Any, schools: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [(str(urn), name) for urn, name in schools]  # type: ignore[attr-defined]
        self.fields["worked"].choices = list(practice().worked.items())  # type: ignore[attr-defined]


class RetireForm(forms.Form):
    why = forms.CharField(
        label="Why does it no longer hold?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
