"""What is asked about reviewers: by the office, and of themselves."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.schools.choosing import SchoolField
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.peer_review.cycles.forms import area
from alongside.work.peer_review.cycles.models import Reviewer
from alongside.work.peer_review.cycles.policies import peer_review
from alongside.work.ties.topics import topics


class WhoForm(forms.Form):
    """Whom to recruit: somebody whom the partnership knows."""

    name = forms.CharField(label="Who is it?", help_text="Their name, or a part of it.", max_length=120)


class ReviewerForm(forms.Form):
    """What is recorded of a reviewer."""

    school = SchoolField(label="At which school do they work? (leave empty for none)", required=False)
    phases = forms.MultipleChoiceField(label="Which phases do they know?", widget=forms.CheckboxSelectMultiple)
    expertise = forms.MultipleChoiceField(
        label="What do they know well? (optional)", widget=forms.CheckboxSelectMultiple, required=False
    )
    before = forms.IntegerField(label="In how many reviews have they taken part so far?", min_value=0, max_value=500)
    can_lead = forms.BooleanField(label="They have the experience to lead a team", required=False)
    most = forms.IntegerField(label="How many schools do they review in one cycle at most?", min_value=1, max_value=10)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("phases", [(one.key, one.name) for one in PHASES.values()])
        self._choices("expertise", [(one.key, one.name) for one in topics().topics])
        self.fields["most"].initial = peer_review().most_at_first
        self.fields["before"].initial = 0

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    @classmethod
    def of(cls, reviewer: Reviewer, data: Any) -> ReviewerForm:
        names = ("school", "phases", "expertise", "before", "can_lead", "most")
        return cls(data, initial={**{name: getattr(reviewer, name) for name in names}, "seen": reviewer.version})

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class TrainForm(forms.Form):
    on = DayField(label="On which day were they trained?")
    until = DayField(label="Until which day does it hold? (optional)", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = f"If you leave it empty: {peer_review().training_months} months."


class InterestForm(forms.Form):
    school = SchoolField(label="In which school?")
    why = forms.CharField(
        label="What is the interest?",
        help_text="A few words: a child there, a friend, a post applied for. The office reads it.",
        widget=area(2),
        max_length=500,
    )


class AwayForm(forms.Form):
    first = DayField(label="From which day?")
    last = DayField(label="Until which day?")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", "The last day lies before the first")
        return said
