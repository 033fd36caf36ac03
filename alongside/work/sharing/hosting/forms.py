"""What hosts and guests are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.floor.web.words import weekday
from alongside.knowledge.schools.choosing import SchoolField
from alongside.work.sharing.hosting.models import Offer, Visit
from alongside.work.sharing.hosting.rules import WEEKDAYS
from alongside.work.ties.topics import topics

NONE = "none"
LONG = forms.Textarea(attrs={"rows": 4})


class Clock(forms.TimeInput):
    """A box for a time of day, as the other boxes look."""

    template_name = "django/forms/widgets/text.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}, **kwargs)


class Seen(forms.Form):
    """A form about something that somebody else may change meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class OfferForm(forms.Form):
    words = forms.CharField(
        label="What can visitors see?",
        help_text="In a sentence or two: what you do, in which classes, with whom they can talk.",
        widget=LONG,
        max_length=1500,
    )
    topics = forms.MultipleChoiceField(
        label="What is it about?",
        help_text="So that others find you. One will do.",
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedMultipleChoiceField(
        label="On which days can visitors come?",
        choices=list(enumerate(WEEKDAYS)),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    most_a_term = forms.IntegerField(
        label="How many visits a term can you take?",
        help_text="Nobody can ask for more than that.",
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, phase: str = "", offer: Offer | None = None, **kwargs: Any) -> None:
        if offer:
            names = ("words", "topics", "days", "most_a_term")
            kwargs.setdefault("initial", {name: getattr(offer, name) for name in names} | {"seen": offer.version})
        super().__init__(*args, **kwargs)
        own = offer.topics if offer else []
        choices = [(one.key, one.name) for one in topics().topics if one.fits(phase) or one.key in own]
        self.fields["topics"].choices = choices  # type: ignore[attr-defined]


class StopForm(Seen):
    why = forms.CharField(label="Why? (optional)", required=False, max_length=300)


class AskForm(forms.Form):
    """`guests`: the schools for which whoever asks arranges, by URN; empty where any school may be named."""

    topic = forms.ChoiceField(label="What would you like to see?", widget=forms.RadioSelect)
    wants = forms.CharField(
        label="What do you want to find out?",
        help_text="So that the host can prepare. Say also who would come.",
        widget=LONG,
        max_length=1500,
    )
    first = DayField(label="A day that would suit you")
    second = DayField(label="Another day (optional)", required=False)
    third = DayField(label="And another (optional)", required=False)

    def __init__(self, *args: Any, offer: Offer, guests: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(key, topics().name(key)) for key in offer.topics]
        self.fields["topic"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial["topic"] = choices[0][0]
        self.only = next(iter(guests)) if len(guests) == 1 else None
        if not guests:
            self.fields = {"guest": SchoolField(label="Which school would visit?"), **self.fields}
        elif self.only is None:
            field = forms.TypedChoiceField(
                label="Which school would visit?", choices=list(guests.items()), coerce=int, widget=forms.RadioSelect
            )
            self.fields = {"guest": field, **self.fields}

    def guest(self) -> int:
        return self.only or int(self.cleaned_data["guest"])

    def days(self) -> list[date]:
        return [day for name in ("first", "second", "third") if (day := self.cleaned_data[name])]


class AnswerForm(Seen):
    """One of the days, or none of them."""

    on = forms.ChoiceField(label="Which day?", widget=forms.RadioSelect)
    begins = forms.TimeField(
        label="When does it begin? (optional)",
        help_text="For example 9:30. Without it, the day alone goes into the calendars.",
        required=False,
        widget=Clock(format="%H:%M"),
        error_messages={"invalid": "Enter a time, for example 9:30"},
    )
    where = forms.CharField(label="Where to come to (optional)", max_length=200, required=False)
    words = forms.CharField(
        label="A word to them",
        help_text="Whom to ask for, what to bring; or why no day will do, and what might do instead.",
        widget=LONG,
        max_length=1500,
        required=False,
    )

    def __init__(self, *args: Any, days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.isoformat(), weekday(one)) for one in days]
        self.fields["on"].choices = [*choices, (NONE, "None of these will do")]  # type: ignore[attr-defined]

    def day(self) -> date | None:
        said = self.cleaned_data["on"]
        return None if said == NONE else date.fromisoformat(said)


class MoveForm(Seen):
    on = DayField(label="To which day?")
    begins = forms.TimeField(
        label="When does it begin? (optional)",
        required=False,
        widget=Clock(format="%H:%M"),
        error_messages={"invalid": "Enter a time, for example 9:30"},
    )
    why = forms.CharField(label="Why?", help_text="The other school reads it.", max_length=500)


class CallOffForm(Seen):
    why = forms.CharField(label="Why?", help_text="The other school reads it.", widget=LONG, max_length=500)


class MadeForm(Seen):
    on = DayField(label="On which day was it?")
    came = forms.CharField(
        label="Who came? (optional)",
        help_text="One on each line, by what they do: “the reading lead”. No names of pupils.",
        widget=LONG,
        max_length=500,
        required=False,
    )

    def guests(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["came"].splitlines() if line.strip()]


class TookAwayForm(Seen):
    took_away = forms.CharField(
        label="What did you take away?",
        help_text="One thing that you will try, or that you now see differently.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
    )
    thanks = forms.CharField(
        label="A word of thanks (optional)",
        help_text="It stands on the host’s own page of what it gives.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )


class WorkedForm(Seen):
    worked = forms.ChoiceField(
        label="Did it work?",
        choices=[("yes", "Yes"), ("no", "No"), ("later", "It is too early to say")],
        widget=forms.RadioSelect,
    )
    worked_words = forms.CharField(
        label="What came of it?",
        help_text="What worked, or what stood in the way. Others learn from both.",
        widget=LONG,
        max_length=3000,
        required=False,
    )

    def yes(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["worked"])


def initial_of(visit: Visit) -> dict[str, Any]:
    """What the forms about a visit begin with."""
    return {
        "seen": visit.version,
        "on": visit.on,
        "begins": visit.begins,
        "came": "\n".join(visit.came),
        "took_away": visit.took_away,
        "thanks": visit.thanks,
        "worked_words": visit.worked_words,
    }
