"""What is asked of who records a call, a feedback meeting, or what was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from alongside.floor.kernel.clock import LONDON
from alongside.floor.web.forms import DayField
from alongside.knowledge.inspections.facts import AREA_WORDS, REPORT_CARD_AREAS, REPORT_CARD_GRADES, Inspection
from alongside.knowledge.inspections.wording import dated
from alongside.knowledge.people.models import Holding
from alongside.work.engagement.ofsted.actions import Said
from alongside.work.engagement.ofsted.models import Call
from alongside.work.engagement.ofsted.policies import calls


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def clock_time(label: str, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text="For example 10:30",
        required=required,
        widget=forms.TimeInput(attrs={"class": "govuk-input govuk-input--width-5"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time, for example 10:30"},
    )


class CallForm(forms.Form):
    """A minute, by phone. Where the school is known it is not asked."""

    school = forms.CharField(label="Which school?", help_text="Its name, or its URN.", max_length=120)
    came_on = DayField(label="On which day did the call come?")
    came_at = clock_time("When on that day?")
    kind = forms.ChoiceField(label="What did they say it is?", widget=forms.RadioSelect)
    starts_on = DayField(label="When do inspectors come? (if they said)", required=False)
    lead_inspector = forms.CharField(label="Lead inspector (if known)", max_length=120, required=False)
    told_by = forms.CharField(label="Who told us?", max_length=120, required=False)
    note = forms.CharField(
        label="Anything else? (optional)",
        help_text="Nothing of what inspectors find: that has a place of its own.",
        widget=area(3),
        max_length=2000,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, kind.title) for key, kind in calls().kinds.items()]  # type: ignore[attr-defined]
        if fixed:
            del self.fields["school"]

    def said(self) -> Said:
        told = self.cleaned_data
        when = datetime.combine(told["came_on"], told["came_at"], tzinfo=LONDON)
        rest = {name: told[name] for name in ("kind", "starts_on", "lead_inspector", "told_by", "note")}
        return Said(came_at=when, **rest)


def initial_of(call: Call) -> dict[str, Any]:
    local = call.came_at.astimezone(LONDON)
    said = {name: getattr(call, name) for name in ("kind", "starts_on", "lead_inspector", "told_by", "note")}
    return said | {"came_on": local.date(), "came_at": local.time(), "seen": call.version}


def _people(found: Sequence[Holding]) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.person.name}, {one.title}") for one in found]


class PlanForm(forms.Form):
    on = DayField(label="On which day is the feedback meeting?")
    starts = clock_time("When on that day? (if known)", required=False)
    where = forms.CharField(label="Where? (optional)", max_length=200, required=False)
    ours = forms.MultipleChoiceField(label="Who of us goes?", widget=forms.CheckboxSelectMultiple)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ours: Sequence[Holding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ours"].choices = _people(ours)  # type: ignore[attr-defined]


class HeldForm(forms.Form):
    on = DayField(label="On which day was it?")
    ours = forms.MultipleChoiceField(label="Who of us was there?", widget=forms.CheckboxSelectMultiple, required=False)
    theirs = forms.MultipleChoiceField(
        label="Who of the school was there?", widget=forms.CheckboxSelectMultiple, required=False
    )
    nobody_why = forms.CharField(
        label="If nobody of us was there: why?", widget=area(2), max_length=1000, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ours: Sequence[Holding], theirs: Sequence[Holding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ours"].choices = _people(ours)  # type: ignore[attr-defined]
        self.fields["theirs"].choices = _people(theirs)  # type: ignore[attr-defined]
        if not theirs:
            del self.fields["theirs"]


class OutcomeForm(forms.Form):
    """Grades of a report card, safeguarding, words: what is known of them."""

    words = forms.CharField(label="What was said, in your words", widget=area(5), max_length=8000, required=False)
    safeguarding = forms.ChoiceField(
        label="Safeguarding",
        choices=[("", "Not said"), ("yes", "Standards met"), ("no", "Standards not met")],
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, graded: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if graded:
            for key in REPORT_CARD_AREAS:
                self.fields[f"area_{key}"] = forms.ChoiceField(
                    label=AREA_WORDS[key],
                    choices=[("", "Not said"), *((grade, grade) for grade in REPORT_CARD_GRADES)],
                    required=False,
                )

    def grades(self) -> dict[str, str]:
        return {
            name.removeprefix("area_"): said
            for name, said in self.cleaned_data.items()
            if name.startswith("area_") and said
        }

    def safeguarding_said(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["safeguarding"])


class MatchForm(forms.Form):
    number = forms.ChoiceField(label="Which inspection came of the call?", widget=forms.RadioSelect)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: Sequence[Inspection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [(one.number, dated(one)) for one in found]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    why = forms.CharField(label="Why did no inspection come of it?", widget=area(3), max_length=1000)
    seen = forms.IntegerField(widget=forms.HiddenInput)
