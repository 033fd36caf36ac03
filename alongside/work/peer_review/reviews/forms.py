"""What is asked about a review, one thing a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.floor.web.words import weekday
from alongside.work.peer_review.reviews.actions import Line
from alongside.work.peer_review.reviews.models import Part, Review
from alongside.work.peer_review.reviews.policies import review_reports

LONGEST = 20_000
_LINE = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|to)\s*(\d{1,2})[:.](\d{2})\s+(.+)")


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SeenForm(forms.Form):
    """A button with nothing else to say."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class WordsForm(SeenForm):
    """Some words. `version` of the draft that is kept while they are typed."""

    words = forms.CharField(label="", max_length=LONGEST, widget=area(6))

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = "Write something, or go back"


class FindingForm(WordsForm):
    """A finding. An area of excellence is asked for where it is a strength."""

    excellent = forms.BooleanField(
        label="An area of excellence",
        help_text="So good that others should come and see it.",
        required=False,
    )
    field_order = ["words", "excellent", "seen"]

    def __init__(self, *args: Any, is_strength: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_strength:
            del self.fields["excellent"]


class PackForm(SeenForm):
    """What the reviewers read before they come."""

    focus = forms.CharField(
        label="What does the school want to understand?", max_length=LONGEST, widget=area(3), required=False
    )
    self_review = forms.CharField(
        label="How does the school see itself? (optional)", max_length=LONGEST, widget=area(5), required=False
    )
    pack = forms.MultipleChoiceField(
        label="What may the reviewers read?",
        help_text="Until some weeks after you have agreed the report.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = self.fields["pack"]
        assert isinstance(pack, forms.MultipleChoiceField)
        pack.choices = [(one.key, f"{one.name}: {one.says}") for one in review_reports().pack]


class DaysForm(SeenForm):
    first = DayField(label="From which day?")
    last = DayField(label="Until which day?", help_text="The same day, where it is one.")


class BeginForm(SeenForm):
    on = DayField(label="On which day did it begin?")


class WorkshopForm(SeenForm):
    on = DayField(label="When did the school meet over the report?")


class TimetableForm(SeenForm):
    """A box for each day, a line for each activity."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert review.first is not None
        assert review.last is not None
        self.days = [review.first + timedelta(days=number) for number in range((review.last - review.first).days + 1)]
        for on in self.days:
            self.fields[on.isoformat()] = forms.CharField(
                label=weekday(on),
                help_text="One line each: 9:00-9:40 Walk through the classrooms with the deputy head",
                max_length=5000,
                required=False,
                widget=area(6),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.lines: list[Line] = []
        for on in self.days:
            for line in (said.get(on.isoformat()) or "").splitlines():
                if line.strip():
                    self._read(on, line.strip())
        return said

    def _read(self, on: date, line: str) -> None:
        found = _LINE.fullmatch(line)
        minutes = 0
        if found:
            hours = [int(part) for part in found.groups()[:4]]
            minutes = hours[2] * 60 + hours[3] - hours[0] * 60 - hours[1]
        if not found or minutes <= 0 or hours[0] > 23 or hours[1] > 59 or hours[2] > 23 or hours[3] > 59:
            like = "9:00-9:40 Walk through the classrooms with the deputy head"
            self.add_error(on.isoformat(), f"“{line[:60]}” cannot be read: write it like {like}")
            return
        what, _, beside = found.group(5).partition(" with ")
        begins = time(hours[0], hours[1])
        self.lines.append(Line(on=on, begins=begins, minutes=minutes, what=what[:200], beside=beside[:200]))


def lines_of(review: Review) -> dict[str, str]:
    """The timetable as the form's boxes hold it."""
    boxes: dict[str, list[str]] = {}
    for one in review.sessions.all():
        begins = datetime.combine(one.on, one.begins)
        ends = begins + timedelta(minutes=one.minutes)
        words = f"{one.what} with {one.beside}" if one.beside else one.what
        boxes.setdefault(one.on.isoformat(), []).append(f"{begins:%H:%M}-{ends:%H:%M} {words}")
    return {on: "\n".join(lines) for on, lines in boxes.items()}


class ShareForm(forms.Form):
    """Which parts, to whom, until when."""

    parts = forms.MultipleChoiceField(
        label="Which parts?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one part"},
    )
    to = forms.ChoiceField(label="Who may read them?", widget=forms.RadioSelect)
    until = DayField(
        label="Until which day? (optional)",
        help_text="Leave it empty to share until you take it back. You can take it back at any time.",
        required=False,
    )
    topic = forms.ChoiceField(
        label="List the strengths among what schools are good at? (optional)",
        help_text="For strengths that all schools may read without an end: others then find your school by them.",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        parts: Sequence[tuple[str, str]],
        to: Sequence[tuple[str, str]],
        topics: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("parts", parts), ("to", to), ("topic", [("", "Do not list them"), *topics])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class ActionForm(forms.Form):
    """What the school will do. `people`: of the school, by number."""

    words = forms.CharField(label="What will the school do?", max_length=LONGEST, widget=area(3))
    person = forms.ChoiceField(label="Who does it?", required=False)
    who = forms.CharField(label="Or somebody else, by name or by what they do", max_length=120, required=False)
    due = DayField(label="By which day?")

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a person"), *people]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("person") and not (said.get("who") or "").strip():
            self.add_error("person", "Say who does it")
        return said


class LookForm(forms.Form):
    """Whether something changed, and what."""

    changed = forms.ChoiceField(label="Did something change?", widget=forms.RadioSelect)
    words = forms.CharField(label="What changed, and how do you know?", max_length=LONGEST, widget=area(5))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["changed"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, one.words) for one in review_reports().changed]


def short(part: Part) -> str:
    """A part in a line, to choose it by."""
    words = " ".join(part.words.split())
    return f"{part.get_kind_display()}: {words[:80]}{'…' if len(words) > 80 else ''}"
