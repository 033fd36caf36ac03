"""The writing page as a form: the questions of the template, who was there, what was agreed, the restricted note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Holding, Person
from alongside.work.engagement.visits.forms import area
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.writing.written import Agreed, Present, Written

_MET = ("head", "chair", "governor", "clerk")


class WritingForm(forms.Form):
    """`rows`: of actions. `restricted`: whether the note is asked for. Names of fields are those of the boxes."""

    def __init__(self, *args: Any, visit: Visit, rows: int, restricted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit, self.rows = visit, rows
        self.met = {str(one.pk): one for one in people.holders(school=visit.school, on=visit.on) if one.role in _MET}
        self.owners = _owners(self.met.values(), visit)
        self._ask_who()
        for section in visit.template.sections:
            self.fields[f"part-{section.key}"] = forms.CharField(
                label=section.title,
                help_text=section.asks,
                required=section.needed,
                max_length=20_000,
                widget=area(5),
                error_messages={"required": f"Write something under “{section.title}”"},
            )
        for row in range(rows):
            self._ask_action(row)
        if restricted:
            self.fields["note"] = forms.CharField(
                label="Restricted note (optional)",
                help_text="Not sent to the school. Few may read it, and each reading is written into the journal.",
                required=False,
                max_length=20_000,
                widget=area(3),
            )

    def _ask_who(self) -> None:
        self.fields["present"] = forms.MultipleChoiceField(
            label="Whom did you meet?",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(key, f"{one.person.name}, {one.title.lower()}") for key, one in self.met.items()],
        )
        self.fields["others"] = forms.CharField(
            label="Anybody else? (optional)",
            help_text="One a line: name, then what they are. For example: Ada Brown, deputy head",
            required=False,
            max_length=2_000,
            widget=area(2),
        )
        self.fields["chair"] = forms.BooleanField(label="Send it to the chair of governors too", required=False)

    def _ask_action(self, row: int) -> None:
        self.fields[f"action-{row}-words"] = forms.CharField(
            label="What will be done?", required=False, max_length=1_000, widget=area(2)
        )
        self.fields[f"action-{row}-owner"] = forms.ChoiceField(
            label="Who will do it?",
            required=False,
            choices=[("", "Choose"), *[(key, person.name) for key, person in self.owners.items()]],
        )
        self.fields[f"action-{row}-due"] = DayField(label="By when?", required=False)

    @property
    def action_rows(self) -> list[list[Any]]:
        """The fields of the actions, row by row, for the page."""
        return [[self[f"action-{row}-{name}"] for name in ("words", "owner", "due")] for row in range(self.rows)]

    @property
    def part_fields(self) -> list[Any]:
        return [self[f"part-{section.key}"] for section in self.visit.template.sections]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "present" in self.fields and not said.get("present") and not said.get("others", "").strip():
            self.add_error("present" if self.met else "others", "Say whom you met at the school")
        for row in range(self.rows):
            self._check_action(said, row)
        return said

    def _check_action(self, said: Mapping[str, Any], row: int) -> None:
        words, owner, due = (said.get(f"action-{row}-{name}") for name in ("words", "owner", "due"))
        if not (words or owner or due):
            return
        wanted = (("words", words, "Say what will be done"), ("owner", owner, "Say who will do it"))
        for name, value, sentence in (*wanted, ("due", due, "Say by when it will be done")):
            if not value and f"action-{row}-{name}" not in self.errors:
                self.add_error(f"action-{row}-{name}", f"{sentence} (action {row + 1})")
        if due and due < self.visit.on:
            self.add_error(f"action-{row}-due", f"The day of action {row + 1} lies before the visit")

    def written(self, kept: Sequence[int] = ()) -> Written:
        """What was written, once the form is valid."""
        said = self.cleaned_data
        rows = [[said[f"action-{row}-{name}"] for name in ("words", "owner", "due")] for row in range(self.rows)]
        return Written(
            parts={section.key: said[f"part-{section.key}"] for section in self.visit.template.sections},
            present=(*[_present(self.met[key]) for key in said["present"]], *_others(said["others"])),
            agreed=tuple(Agreed(words=words, owner=self.owners[owner], due=due) for words, owner, due in rows if words),
            kept=tuple(kept),
            note=said.get("note", ""),
            chair=said["chair"],
        )


def _owners(met: Any, visit: Visit) -> dict[str, Person]:
    """Who can take something on: people at the school, the lead, the people who work in its district."""
    today: date = visit.on
    leads = people.leads_of(visit.school, on=today, district=visit.district)
    coordinators = people.holders(role="engagement-coordinator", district=visit.district, on=today)
    found = [*[one.person for one in met], visit.lead, *[one.person for one in [*leads, *coordinators]]]
    return {str(person.pk): person for person in found}


def _present(holding: Holding) -> Present:
    return Present(name=holding.person.name, role=holding.role, person=holding.person, title=holding.title)


def _others(text: str) -> list[Present]:
    """“Ada Brown, deputy head”, one a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        Present(name=name.strip()[:120], role="other", title=title.strip()[:120])
        for name, _, title in (line.partition(",") for line in lines[:20])
    ]
