"""What is asked of who raises a point, and of who answers one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.work.meetings.points.models import Point

ANSWERS = [(state.value, state.label) for state in (Point.State.DOING, Point.State.DONE, Point.State.WONT)]


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RaiseForm(forms.Form):
    words = forms.CharField(
        label="What should the group hear?",
        help_text="Everybody in the group reads it, with your name. Name no pupil, parent or colleague.",
        widget=area(5),
        max_length=4000,
    )
    school = forms.ChoiceField(label="For which school do you speak?", required=False)

    def __init__(self, *args: Any, schools: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not schools:
            del self.fields["school"]
        else:
            self.fields["school"].choices = schools  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    state = forms.ChoiceField(label="What became of it?", choices=ANSWERS, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="What did we do, are we doing, or why will we not?",
        help_text="Who raised it is told, and the whole group reads it.",
        widget=area(5),
        max_length=4000,
    )
    due = DayField(
        label="If we are doing it: by when do they hear from us again?",
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class GiveForm(forms.Form):
    """`people`: who of us may answer it, by number, with their names and roles."""

    owner = forms.ChoiceField(
        label="Who of us answers it?", help_text="It waits on their My work until it is answered."
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a person"), *((str(pk), words) for pk, words in people.items())]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]
