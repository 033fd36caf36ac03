"""What is asked of a person who records a proposal, a decision, a value, or a school's own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.indicators import rules
from alongside.knowledge.indicators.models import Decision, Indicator, Value
from alongside.knowledge.indicators.presenters import year_words

Schools = Sequence[tuple[int, str]]


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SchoolField(forms.TypedChoiceField):
    """One of the city's schools, chosen by name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)

    def offer(self, schools: Schools, nothing: str) -> None:
        self.choices = [("", nothing), *((str(urn), name) for urn, name in schools)]


class ProposalForm(forms.Form):
    """An indicator as it was proposed, in the proposer's words."""

    name = forms.CharField(label="What is it called?", max_length=120)
    tells = forms.CharField(label="What would it tell?", widget=_area(3), max_length=1000)
    collected = forms.CharField(
        label="How would it be collected?",
        help_text="By whom, from whom, how often, and how much work it makes.",
        widget=_area(3),
        max_length=1000,
    )
    kind = forms.ChoiceField(label="What does it speak of?", choices=Indicator.Kind.choices, widget=forms.RadioSelect)
    unit = forms.ChoiceField(label="What would a value be?", choices=Indicator.Unit.choices, widget=forms.RadioSelect)
    better = forms.ChoiceField(label="Which way is better?", choices=Indicator.Better.choices, widget=forms.RadioSelect)
    school = SchoolField(label="Which school proposed it? (if one did)", required=False)
    proposer = forms.CharField(
        label="Who proposed it? (if not a school alone)",
        help_text="A person or a group. A person’s name is seen by the office only.",
        required=False,
        max_length=200,
    )
    words = forms.CharField(
        label="The proposal in their own words",
        help_text="As it was said or written. Everybody reads it once the indicator is adopted for everybody.",
        widget=_area(5),
        max_length=4000,
    )
    on = DayField(label="On which day was it proposed?")

    def __init__(self, *args: Any, schools: Schools, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["school"]
        assert isinstance(field, SchoolField)
        field.offer(schools, "No school: a person or a group")


class DecisionForm(forms.Form):
    """What a body decided."""

    what = forms.ChoiceField(label="What was decided?", widget=forms.RadioSelect)
    body = forms.CharField(
        label="Which body decided?", help_text="For example the Board, SLIC, or a working group.", max_length=120
    )
    on = DayField(label="On which day?")
    reason = forms.CharField(
        label="Why?", help_text="Whoever proposed it should be able to read this.", widget=_area(4), max_length=2000
    )
    seen_by = forms.ChoiceField(
        label="Who may see a school’s values?",
        help_text="Asked where it is adopted. What speaks of how people feel may do harm where everybody sees it.",
        choices=Indicator.SeenBy.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = rules.MAY_FOLLOW[state]
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(what.value, what.label) for what in Decision.What if what.value in may]
        if Decision.What.ADOPTED.value not in may:
            del self.fields["seen_by"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("what") == Decision.What.ADOPTED and not said.get("seen_by"):
            self.add_error("seen_by", "Choose who may see a school’s values")
        return said


class ValueForm(forms.Form):
    """What a school says of a year, or why it says nothing."""

    school = SchoolField(label="Which school?")
    year = forms.TypedChoiceField(label="Which school year?", coerce=int)
    value = forms.DecimalField(
        label="The value (leave empty if there is none)",
        required=False,
        max_digits=12,
        decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    why = forms.ChoiceField(
        label="Why is there none?",
        choices=[("", "There is a value"), *Value.Why.choices],
        required=False,
    )
    pupils = forms.IntegerField(
        label="How many pupils or answers does it speak of? (if known)",
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    words = forms.CharField(
        label="What does the school say about it? (optional)", widget=_area(3), required=False, max_length=1000
    )
    said_by = forms.CharField(label="Who at the school said so?", max_length=200)
    said_on = DayField(label="On which day?")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, schools: Schools, today: date, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school, year = self.fields["school"], self.fields["year"]
        assert isinstance(school, SchoolField)
        assert isinstance(year, forms.TypedChoiceField)
        school.offer(schools, "Choose a school")
        newest = today.year + (today.month >= 9)
        year.choices = [(str(ends), year_words(ends)) for ends in range(newest, newest - 12, -1)]
        self.fields["value"].help_text = {"percent": "A share of a hundred, without the sign."}.get(unit, "")


class OwnWordsForm(forms.Form):
    """What a school asks to have shown as its own."""

    title = forms.CharField(label="Title", max_length=120)
    words = forms.CharField(
        label="The school’s words",
        help_text="Plain text, as the school gave it. No child, and no member of staff but the head, is named.",
        widget=_area(8),
        max_length=4000,
    )
    link = forms.URLField(
        label="A link, if there is one",
        help_text="To the school’s own page or paper, beginning with https://",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    said_by = forms.CharField(
        label="Who at the school asked for it?", help_text="Seen by the office only.", max_length=200
    )
    on = DayField(label="Of which day are the words?")


class TakeBackForm(forms.Form):
    reason = forms.CharField(label="Why are they taken back?", widget=_area(3), max_length=1000)
