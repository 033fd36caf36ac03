"""What is asked of who agrees a task, changes it or ends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.people.models import Person
from alongside.work.tasks.models import Task


class TaskForm(forms.Form):
    """What is to be done, by whom, by when. `owners`: who may be chosen, each with their role."""

    words = forms.CharField(label="What is to be done?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    owner = forms.ChoiceField(label="Who does it?")
    due = DayField(label="By when?")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person, _ in owners}
        said = [(str(person.pk), f"{person.name}, {title}" if title else person.name) for person, title in owners]
        self.fields["owner"].choices = [("", "Choose"), *said]  # type: ignore[attr-defined]

    def who(self) -> Person:
        return self._people[self.cleaned_data["owner"]]

    def initial_of(self, task: Task) -> None:
        """Fill in how the task stands."""
        self.initial = {"words": task.words, "owner": str(task.owner_id), "due": task.due, "seen": task.version}


class NewTaskForm(TaskForm):
    """For a task that is agreed for the first time."""

    shown = forms.BooleanField(
        label="The school sees it",
        help_text="Its head and chair read it on the school’s page. Leave it ticked unless there is a reason.",
        required=False,
        initial=True,
    )
    field_order = ("words", "owner", "due", "shown")


class DoneForm(forms.Form):
    why = forms.CharField(
        label="What came of it? (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class DroppedForm(forms.Form):
    why = forms.CharField(
        label="Why is it no longer needed?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
