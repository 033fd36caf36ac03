"""What is asked of who writes the record, live in the room: small forms, several on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.floor.accounts.roles import roles
from alongside.floor.web.forms import DayField
from alongside.work.meetings.models import Decision, Item, Part
from alongside.work.meetings.record.actions import Decided


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _count(label: str) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=999, widget=widget)


def people(parts: Sequence[Part]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name + (f", {one.school_name}" if one.school_name else "")) for one in parts]


class AttendanceForm(forms.Form):
    """Who came: one answer for each who was asked or came. The field of part 12 is `part_12`."""

    chair = forms.CharField(label="Who was in the chair?", max_length=120, required=False)

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in parts:
            field = forms.ChoiceField(label=part.name, choices=Part.Came.choices, required=False)
            field.initial = part.came
            self.fields[f"part_{part.pk}"] = field

    def came(self) -> dict[int, str]:
        """What was said, by the number of the part; who was not spoken of is left out."""
        return {
            int(name.removeprefix("part_")): said
            for name, said in self.cleaned_data.items()
            if name.startswith("part_") and said
        }


class GuestForm(forms.Form):
    name = forms.CharField(label="What is their name?", max_length=120)
    role = forms.ChoiceField(label="In which role are they here?")
    urn = forms.IntegerField(
        label="For which school? Its URN (optional)",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(key, role.title) for key, role in roles().roles.items()]
        self.fields["role"].choices = [*known, ("other", "Something else")]  # type: ignore[attr-defined]


class SaidForm(forms.Form):
    said = forms.CharField(label="What was said?", widget=area(9), required=False, max_length=20_000)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, item: Item, data: Any = None) -> SaidForm:
        return cls(data, initial={"said": item.said, "seen": item.version}, prefix="said")


class InterestForm(forms.Form):
    part = forms.ChoiceField(label="Who declares an interest in this item?")
    what = forms.CharField(label="What is it?", max_length=300)
    bars = forms.BooleanField(label="They take no part in this item", required=False, initial=True)

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"prefix": "interest"})
        self.fields["part"].choices = [("", "Choose who"), *people(parts)]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    words = forms.CharField(label="What was decided?", widget=area(3), max_length=4000)
    reason = forms.CharField(label="Why?", widget=area(2), max_length=4000)
    how = forms.ChoiceField(
        label="How was it decided?",
        choices=Decision.How.choices,
        widget=forms.RadioSelect,
        initial=Decision.How.CONSENSUS,
    )
    votes_for = _count("For")
    votes_against = _count("Against")
    abstained = _count("Abstained")
    proposed_by = forms.ChoiceField(label="Who proposed it? (optional)", required=False)

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"prefix": "decision"})
        self.fields["proposed_by"].choices = [("", "Nobody in particular"), *people(parts)]  # type: ignore[attr-defined]

    def decided(self) -> Decided:
        return Decided(**{name: said for name, said in self.cleaned_data.items() if name != "proposed_by"})


class ActionForm(forms.Form):
    words = forms.CharField(label="What will be done?", widget=area(2), max_length=2000)
    owner = forms.ChoiceField(label="By whom?")
    due = DayField(label="By when?")

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"prefix": "action"})
        known = [part for part in parts if part.person_id]
        self.fields["owner"].choices = [("", "Choose who"), *people(known)]  # type: ignore[attr-defined]


class PointForm(forms.Form):
    words = forms.CharField(label="What was raised, in their words?", widget=area(3), max_length=4000)
    raisers = forms.MultipleChoiceField(
        label="Who raised it?",
        help_text="Each of them is told what was done.",
        widget=forms.SelectMultiple(attrs={"size": 6, "class": "govuk-select"}),
    )

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"prefix": "point"})
        self.fields["raisers"].choices = people([one for one in parts if not one.ours])  # type: ignore[attr-defined]


class AgreedForm(forms.Form):
    on = DayField(label="On which day were the minutes agreed?")
    seen = forms.IntegerField(widget=forms.HiddenInput)
