"""What is asked of a person who records a service, checks it or ends it."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.offer.actions import Said
from alongside.knowledge.offer.models import Service
from alongside.knowledge.offer.policies import needs
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.vocabulary import PHASES

WHOLE_CITY, SOME = "whole-city", "some"


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _age(label: str) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=25, widget=widget)


class ServiceForm(forms.Form):
    """What is said of a service. `seen` is the version that the person has before them."""

    name = forms.CharField(label="What is the service called?", max_length=120)
    provider = forms.CharField(label="Who offers it?", max_length=120)
    does = forms.CharField(label="What does it do?", widget=_area(4), max_length=2000)
    needs = forms.MultipleChoiceField(label="Which needs does it answer?", widget=forms.CheckboxSelectMultiple)
    phases = forms.MultipleChoiceField(
        label="Children of which schools is it for?",
        help_text="Leave all empty where the phase does not matter.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    age_low = _age("Youngest age (if there is one)")
    age_high = _age("Oldest age (if there is one)")
    for_whom = forms.CharField(
        label="For whom is it otherwise? (optional)",
        help_text="For example parents, or schools that ask for it.",
        widget=_area(2),
        required=False,
        max_length=500,
    )
    where = forms.ChoiceField(
        label="Where is it offered?",
        choices=[(WHOLE_CITY, "In the whole city"), (SOME, "In these districts")],
        widget=forms.RadioSelect,
    )
    districts = forms.MultipleChoiceField(label="Districts", widget=forms.CheckboxSelectMultiple, required=False)
    contact = forms.CharField(
        label="How is it reached?",
        help_text="Everybody reads this: the service’s own telephone number or mailbox, not a person’s.",
        widget=_area(3),
        max_length=1000,
    )
    link = forms.URLField(
        label="Its page, if it has one",
        help_text="Beginning with https://",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    starts_on = DayField(label="Since when is it offered?")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, service: Service | None = None, **kwargs: Any) -> None:
        if service:
            kwargs.setdefault("initial", initial_of(service))
        super().__init__(*args, **kwargs)
        self._offer("needs", [(need.key, need.name) for need in needs().needs])
        self._offer("phases", [(phase.key, phase.name) for phase in PHASES.values()])
        self._offer("districts", [(one.key, one.name) for one in policy_of_districts().districts])
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            (WHOLE_CITY, f"In the whole of {partnership().city}"),
            (SOME, "In these districts"),
        ]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("where") == SOME and not said.get("districts") and "districts" not in self.errors:
            self.add_error("districts", "Choose the districts in which it is offered")
        low, high = said.get("age_low"), said.get("age_high")
        if low is not None and high is not None and high < low:
            self.add_error("age_high", "The oldest age lies below the youngest")
        return said

    def said(self) -> Said:
        """What was said, for the action."""
        told = dict(self.cleaned_data)
        told.pop("seen", None)
        told.pop("checked_with", None)
        told["whole_city"] = told.pop("where") == WHOLE_CITY
        return Said(**told)


class NewServiceForm(ServiceForm):
    """For a service that is recorded for the first time, and so has just been checked."""

    checked_with = forms.CharField(
        label="Whom did you ask, or where did you look?",
        help_text="Recording a service says that it was so today.",
        max_length=200,
    )


class CheckForm(forms.Form):
    on = DayField(label="On which day was it checked?")
    checked_with = forms.CharField(label="Whom did you ask, or where did you look?", max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(forms.Form):
    on = DayField(label="From which day is it offered no more?")
    reason = forms.CharField(label="Why does it end?", widget=_area(3), max_length=1000)
    seen = forms.IntegerField(widget=forms.HiddenInput)


def initial_of(service: Service) -> dict[str, Any]:
    plain = ("name", "provider", "does", "needs", "phases", "age_low", "age_high", "for_whom", "districts", "contact")
    return {name: getattr(service, name) for name in plain} | {
        "where": WHOLE_CITY if service.whole_city else SOME,
        "link": service.link,
        "starts_on": service.starts_on,
        "seen": service.version,
    }
