"""What is asked when a visit is planned, moved, called off, carried out or recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Person
from alongside.work.engagement.visits.actions import Plan
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.policies import templates

GOES = ("district-lead", "engagement-coordinator", "director")


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class KindField(forms.ChoiceField):
    """Which kind of visit it is, by the policy."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="What kind of visit is it?", widget=forms.RadioSelect, **kwargs)
        self.choices = [(kind.key, f"{kind.name}. {kind.says}") for kind in templates().kinds]


class WithLead(forms.Form):
    """A form that asks who goes: people of the partnership, by name."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {one.person_id: one.person for one in people.held(on).of(*GOES)}
        self.going: dict[str, Person] = {str(pk): person for pk, person in found.items()}
        names = sorted(((key, person.name) for key, person in self.going.items()), key=lambda pair: pair[1])
        self.fields["lead"].choices = names  # type: ignore[attr-defined]

    def who_goes(self) -> Person:
        return self.going[self.cleaned_data["lead"]]


class PlanForm(WithLead):
    kind = KindField()
    lead = forms.ChoiceField(label="Who goes?")
    on = DayField(label="On which day?")
    begins = forms.TimeField(
        label="At what time does it begin?",
        help_text="For example 9:30. Leave it empty where the hour is still open.",
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        error_messages={"invalid": "Enter a time, for example 9:30 or 14:00"},
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5", "inputmode": "text"}),
    )
    minutes = forms.IntegerField(
        label="How many minutes will it take?",
        help_text="Leave it empty for as long as such a visit usually takes.",
        required=False,
        min_value=15,
        max_value=600,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    where = forms.CharField(
        label="Where? (optional)", help_text="Leave it empty for the school.", required=False, max_length=200
    )
    purpose = forms.CharField(
        label="What is it about? (optional)",
        help_text="The school reads this in the invitation, so that it can prepare.",
        required=False,
        max_length=2000,
        widget=area(3),
    )
    invite_head = forms.BooleanField(label="Invite the head", required=False)
    invite_chair = forms.BooleanField(label="Invite the chair of governors", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def plan(self) -> Plan:
        """What was said, for the action."""
        said = {**self.cleaned_data, "lead": self.who_goes()}
        said.pop("seen")
        return Plan(**{**said, "minutes": said["minutes"] or 0})


def plan_of(visit: Visit) -> dict[str, Any]:
    """What the form begins with when a plan is changed."""
    names = ("kind", "on", "begins", "minutes", "where", "purpose", "invite_head", "invite_chair")
    return {name: getattr(visit, name) for name in names} | {"lead": str(visit.lead_id), "seen": visit.version}


class RecordForm(WithLead):
    kind = KindField()
    lead = forms.ChoiceField(label="Who went?")
    on = DayField(label="On which day did it take place?")


class CarriedOutForm(forms.Form):
    on = DayField(label="On which day did it take place?")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(forms.Form):
    why = forms.CharField(
        label="Why is it called off?",
        help_text="Whoever was invited reads this.",
        max_length=1000,
        widget=area(3),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
