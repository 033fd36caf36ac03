"""What is asked of who plans a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from alongside.floor.accounts.roles import roles
from alongside.floor.web.forms import DayField
from alongside.work.meetings.models import Item, Meeting, Series
from alongside.work.meetings.planning.actions import When
from alongside.work.meetings.planning.agenda.actions import Topic
from alongside.work.meetings.policies import meetings


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def clock_time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text="For example 14:00",
        widget=forms.TimeInput(attrs={"class": "govuk-input govuk-input--width-5"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time, for example 14:00"},
    )


class SeriesForm(forms.Form):
    """Meetings of a district or of a body. `districts`, `bodies`: the keys of those whose meetings may be begun."""

    kind = forms.ChoiceField(label="What kind of meetings are they?", widget=forms.RadioSelect)
    whose = forms.ChoiceField(label="Whose meetings are they?")
    name = forms.CharField(
        label="What are they called? (optional)",
        help_text="Left empty, they are called after their kind and whose they are.",
        max_length=120,
        required=False,
    )
    purpose = forms.CharField(label="What are they for? (optional)", widget=area(3), required=False, max_length=1000)

    def __init__(self, *args: Any, districts: Mapping[str, str], bodies: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {("district", key): name for key, name in districts.items()}
        self.names = names | {("body", key): name for key, name in bodies.items()}
        of = {of for of, _ in self.names}
        kinds = [(key, f"{kind.title} (of a {kind.of})") for key, kind in meetings().kinds.items() if kind.of in of]
        offered = [
            (words, [(f"{of} {key}", name) for (of, key), name in self.names.items() if of == which])
            for which, words in (("district", "Districts"), ("body", "Bodies"))
        ]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["whose"].choices = [("", "Choose one"), *(one for one in offered if one[1])]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (
            said.get("kind")
            and said.get("whose")
            and meetings().kinds[said["kind"]].of != said["whose"].partition(" ")[0]
        ):
            kind = meetings().kinds[said["kind"]]
            self.add_error("whose", f"{kind.title}: choose the {kind.of} whose meetings they are")
        return said

    def of(self) -> tuple[str, str]:
        """(“district” or “body”, its key)."""
        of, _, key = self.cleaned_data["whose"].partition(" ")
        return of, key

    def called(self) -> str:
        kind = meetings().kinds[self.cleaned_data["kind"]].title
        return self.cleaned_data["name"] or f"{kind}, {self.names[self.of()]}"


class WhenForm(forms.Form):
    on = DayField(label="On which day?")
    starts = clock_time("From when?")
    ends = clock_time("Until when?")
    where = forms.CharField(label="Where? (leave empty where it is online only)", max_length=200, required=False)
    online = forms.URLField(
        label="Link for who joins online (if any)",
        help_text="Beginning with https://",
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def when(self) -> When:
        return When(**{name: self.cleaned_data[name] for name in ("on", "starts", "ends", "where", "online")})


class PlanForm(WhenForm):
    topics = forms.CharField(
        label="What is on the agenda? (optional)",
        help_text="One item a line, in order. Who presents it, papers and more can be added afterwards.",
        widget=area(6),
        max_length=4000,
        required=False,
    )

    def topics_said(self) -> list[Topic]:
        lines = (line.strip(" -•\t") for line in self.cleaned_data["topics"].splitlines())
        return [Topic(title=line[:200]) for line in lines if line]


def initial_of_when(meeting: Meeting) -> dict[str, Any]:
    said = {name: getattr(meeting, name) for name in ("on", "starts", "ends", "where", "online")}
    return said | {"seen": meeting.version}


class TopicForm(forms.Form):
    title = forms.CharField(label="What is it about, in a few words?", max_length=200)
    presenter = forms.CharField(label="Who presents it? (optional)", max_length=120, required=False)
    minutes = forms.IntegerField(
        label="How many minutes? (optional)",
        min_value=1,
        max_value=600,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    about = forms.CharField(label="What should people know before? (optional)", widget=area(3), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def topic(self) -> Topic:
        return Topic(**{name: self.cleaned_data[name] for name in ("title", "presenter", "minutes", "about")})


def initial_of_topic(item: Item) -> dict[str, Any]:
    said = {name: getattr(item, name) for name in ("title", "presenter", "minutes", "about")}
    return said | {"seen": item.version}


class WhyForm(forms.Form):
    why = forms.CharField(label="Why is it called off?", help_text="Everybody invited reads it.", widget=area(3))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(WhyForm):
    why = forms.CharField(label="Why do they end?", help_text="It stands on their page.", widget=area(3))


class PaperForm(forms.Form):
    title = forms.CharField(label="What is the paper called?", max_length=120)
    item = forms.ChoiceField(label="Which item is it for?", required=False)
    file = forms.FileField(label="The file", help_text="A PDF or a Word document, up to 20 MB.")

    def __init__(self, *args: Any, items: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            ("", "The whole meeting"),
            *((str(one.pk), one.title) for one in items),
        ]


class InviteForm(forms.Form):
    """Whom to invite: by role; each role says how many that are."""

    only = forms.MultipleChoiceField(
        label="Whom do you invite?",
        help_text="Who has been invited already gets nothing again.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, series: Series, counts: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = roles().roles
        self.fields["only"].choices = [  # type: ignore[attr-defined]
            (role, f"{known[role].title}: {counts.get(role, 0)} not invited yet") for role in series.rules.invites
        ]
        self.fields["only"].initial = [role for role in series.rules.invites if counts.get(role)]


class AnswerForm(forms.Form):
    coming = forms.ChoiceField(
        label="Will you come?",
        choices=[("yes", "Yes, I will come"), ("no", "No, please give my apologies")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="Anything to add? (optional)", max_length=300, required=False)
