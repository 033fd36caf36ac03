"""What is asked about cycles: opening and changing one, joining it, reviews that were run elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.work.peer_review.cycles.models import Cycle, Joining
from alongside.work.peer_review.cycles.policies import review_models
from alongside.work.ties.topics import topics

SPANS = 2  # of days on which a school cannot be reviewed, that the form asks for


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SeenForm(forms.Form):
    """What every form about something that there is already carries: the version that was seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class WhyForm(SeenForm):
    """A reason. `why_label`: how it is asked for; `needed`: whether it must be given."""

    why = forms.CharField(label="Why?", widget=area(3), max_length=1000)

    def __init__(self, *args: Any, why_label: str = "Why?", needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = why_label if needed else f"{why_label} (optional)"
        self.fields["why"].required = needed


class CycleForm(forms.Form):
    """A cycle: its name and its days; when it is opened, its model besides."""

    title = forms.CharField(label="What is it called?", help_text="Such as Spring 2027.", max_length=120)
    model = forms.ChoiceField(label="What kind of review?", widget=forms.RadioSelect)
    joins_by = DayField(label="Until which day can schools join?")
    reviews_from = DayField(label="On which day can the first review begin?")
    reviews_until = DayField(label="On which day does the last review end?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "model" in self.fields:
            field = self.fields["model"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [
                (key, f"{one.short}: {_days(one.days)}, a team of {one.team}")
                for key, one in review_models().items()
                if one.run
            ]

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ChangeCycleForm(CycleForm):
    """The same for one that is open: its model stays."""

    model = None  # type: ignore[assignment]
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, cycle: Cycle, data: Any) -> ChangeCycleForm:
        names = ("title", "joins_by", "reviews_from", "reviews_until")
        return cls(data, initial={**{name: getattr(cycle, name) for name in names}, "seen": cycle.version})


class JoinForm(forms.Form):
    """What a school that takes part says. Its first two answers are its own; the others help to find its team."""

    focus = forms.CharField(
        label="What one thing does your school want to understand?",
        help_text="A question is best: “Do quieter pupils get to speak in every lesson?” Your reviewers begin here. "
        "Only your head and your chair of governors read it, until you give it to your reviewers or to others.",
        widget=area(4),
        max_length=2000,
    )
    self_review = forms.CharField(
        label="How does your school see itself? (optional)",
        help_text="A page is enough. It stays your school’s own: only its head and its chair of governors read it, "
        "until you give it to your reviewers. You can go on writing later.",
        widget=area(10),
        max_length=20000,
        required=False,
    )
    expertise = forms.MultipleChoiceField(
        label="What should your reviewers know well? (optional)", widget=forms.CheckboxSelectMultiple, required=False
    )
    same_trust = forms.BooleanField(label="Reviewers from our own trust or federation are welcome", required=False)
    same_family = forms.BooleanField(label="Reviewers from our own family of schools are welcome", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["expertise"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.key, one.name) for one in topics().topics]
        for number in range(1, SPANS + 1):
            again = "" if number == 1 else " Again"
            first = f"From which day can your school not be reviewed?{again} (optional)"
            self.fields[f"first_{number}"] = DayField(label=first, required=False)
            self.fields[f"last_{number}"] = DayField(label=f"Until which day?{again} (optional)", required=False)

    @classmethod
    def of(cls, joining: Joining, data: Any) -> JoinForm:
        wishes = joining.wishes
        initial = {"focus": joining.focus, "self_review": joining.self_review, "seen": joining.version}
        initial |= {name: wishes.get(name) for name in ("expertise", "same_trust", "same_family")}
        for number, (first, last) in enumerate(wishes.get("not_between", [])[:SPANS], start=1):
            initial |= {f"first_{number}": date.fromisoformat(first), f"last_{number}": date.fromisoformat(last)}
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number in range(1, SPANS + 1):
            first, last = said.get(f"first_{number}"), said.get(f"last_{number}")
            if first and last and last < first:
                self.add_error(f"last_{number}", "The last day lies before the first")
            elif bool(first) != bool(last) and not self.errors:
                missing = "last" if first else "first"
                self.add_error(f"{missing}_{number}", "Give both days, or neither")
        return said

    def wishes(self) -> dict[str, Any]:
        said = self.cleaned_data
        spans = [(said.get(f"first_{number}"), said.get(f"last_{number}")) for number in range(1, SPANS + 1)]
        return {
            "expertise": said["expertise"],
            "same_trust": said["same_trust"],
            "same_family": said["same_family"],
            "not_between": [(first, last) for first, last in spans if first and last],
        }


class ElsewhereForm(forms.Form):
    """A review that the partnership did not run."""

    model = forms.ChoiceField(label="What kind of review was it?", widget=forms.RadioSelect)
    by_whom = forms.CharField(
        label="Who ran it?", help_text="The name of the trust or the organisation.", max_length=160
    )
    on = DayField(label="On which day did it end?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["model"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, one.short) for key, one in review_models().items() if not one.run]


def _days(number: int) -> str:
    return "one day" if number == 1 else f"{number} days"
