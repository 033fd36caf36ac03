"""What is asked of who records a contact, changes it or takes it back: on a phone, in under a minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.work.contacts.actions import Party
from alongside.work.contacts.models import Contact
from alongside.work.contacts.offering import NEW_ROLES, OTHER, Offered, role_words

BY_HAND = ("call", "meeting", "email", "event", "review")


class ContactForm(forms.Form):
    """`offered`: who may be ticked; `schools`: names by URN, for somebody new."""

    kind = forms.ChoiceField(
        label="What was it?",
        choices=[(kind, Contact.Kind(kind).label) for kind in BY_HAND],
        widget=forms.RadioSelect,
    )
    on = DayField(label="When?")
    who = forms.MultipleChoiceField(label="With whom?", widget=forms.CheckboxSelectMultiple, required=False)
    new_name = forms.CharField(
        label="Somebody who is not in the list (optional)", help_text="Their name", max_length=120, required=False
    )
    new_role = forms.ChoiceField(
        label="What are they at the school?",
        choices=[*((role, role_words(role)) for role in NEW_ROLES), (OTHER, "Somebody else")],
        initial=OTHER,
        required=False,
    )
    new_school = forms.ChoiceField(label="For which school did they speak?", required=False)
    subject = forms.CharField(
        label="What was it about?",
        help_text="In a few words. Everybody who sees the contact reads this line.",
        max_length=200,
    )
    said = forms.CharField(
        label="What was said? (optional)", widget=forms.Textarea(attrs={"rows": 5}), max_length=20000, required=False
    )
    restricted = forms.BooleanField(
        label="What was said is for few",
        help_text="Only you, the District Lead and the director read it, and each reading is noted. The school is not "
        "shown the contact.",
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, offered: Sequence[Offered], schools: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {one.key: one.party for one in offered}
        self._schools = list(schools)
        self.fields["who"].choices = [(one.key, one.words) for one in offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["who"]
            self.fields["new_name"].label, self.fields["new_name"].help_text = "With whom?", "Their name"
        if len(schools) > 1:
            choices = [(str(urn), name) for urn, name in schools.items()]
            self.fields["new_school"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["new_school"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("who") and not (said.get("new_name") or "").strip():
            self.add_error("who" if "who" in self.fields else "new_name", "Say with whom, or name somebody")
        return said

    def parties(self) -> list[Party]:
        """Who took part for the schools."""
        said = self.cleaned_data
        found = [self._offered[key] for key in said.get("who", [])]
        if name := said["new_name"].strip():
            chosen = int(said.get("new_school") or 0) or (self._schools[0] if self._schools else None)
            found.append(Party(role=said["new_role"] or OTHER, name=name, school=chosen))
        return found


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label="Why is it taken back?",
        help_text="For example: it was recorded twice, or for the wrong school.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
