"""What is asked of who writes a bulletin, and of who answers one."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.floor.accounts.roles import roles
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.work.engagement.bulletins.facts import Said
from alongside.work.engagement.bulletins.models import Bulletin

GROUPS = [("maintained", "Maintained schools"), ("academy", "Academies and free schools")]
_LISTS = ("roles", "phases", "groups", "districts")


def _boxes(label: str, *, required: bool = False, help_text: str = "") -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, widget=widget, required=required, help_text=help_text)


class BulletinForm(forms.Form):
    """`own`: the districts to which the person may write; None for all."""

    subject = forms.CharField(label="What is it about?", max_length=150)
    text = forms.CharField(
        label="What does it say?",
        help_text=(
            "Plain text: leave a line empty between paragraphs; an address of a page becomes a link. Whoever has the "
            "link can read it, so write nothing here that is not for everybody."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=20_000,
    )
    question = forms.CharField(
        label="What do you ask of readers? (optional)",
        help_text="They can answer below the text. Each answer counts as a contact.",
        max_length=200,
        required=False,
    )
    roles = _boxes("To whom?", required=True)
    phases = _boxes("At schools of which phases?", help_text="Leave all empty where it does not matter.")
    groups = _boxes("At schools of which type?", help_text="Leave both empty where it does not matter.")
    districts = _boxes("In which districts?", help_text="Leave all empty for every district.")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, own: frozenset[str] | None, bulletin: Bulletin | None = None) -> None:
        initial = {"roles": ["head"]}
        if bulletin is not None:
            names = ("subject", "text", "question", *_LISTS)
            initial = {name: getattr(bulletin, name) for name in names} | {"seen": bulletin.version}
        super().__init__(data, initial=initial)
        known = policy_of_districts().districts
        self._choices("roles", [(key, role.title) for key, role in roles().roles.items()])
        self._choices("phases", [(key, phase.name) for key, phase in vocabulary.PHASES.items()])
        self._choices("groups", GROUPS)
        self._choices("districts", [(one.key, one.name) for one in known if own is None or one.key in own])
        if own is not None:
            self.fields["districts"].required = True
            self.fields["districts"].help_text = "You write to the districts that you look after."

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def said(self) -> Said:
        clean = self.cleaned_data
        lists = {name: tuple(clean[name]) for name in _LISTS}
        return Said(subject=clean["subject"], text=clean["text"], question=clean["question"], **lists)


class AnswerForm(forms.Form):
    said = forms.CharField(label="Your answer", widget=forms.Textarea(attrs={"rows": 6}), max_length=5_000)
