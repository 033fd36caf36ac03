"""What is asked of who records people, their roles and their accounts."""

from __future__ import annotations

from datetime import date
from typing import Any

import rules
from django import forms

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place, roles
from alongside.floor.web.forms import DayField
from alongside.knowledge.people.models import Body, Holding, Person
from alongside.knowledge.people.permissions import CHANGE, OFFICE, is_of_office
from alongside.knowledge.schools import queries as schools
from alongside.knowledge.schools import search
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.places import place_of


class PersonForm(forms.Form):
    name = forms.CharField(label="What is their name?", max_length=120, help_text="As colleagues write it.")
    email = forms.EmailField(
        label="E-mail address (optional)", required=False, help_text="Needed to invite them, and to write to them."
    )
    phone = forms.CharField(label="Telephone (optional)", required=False, max_length=40)


class ChangePersonForm(PersonForm):
    """`seen`: the version that the person has before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        return {"name": person.name, "email": person.email, "phone": person.phone, "seen": person.version}


class RoleForm(forms.Form):
    """A role and where it is held. Offers only the roles that `user` may give."""

    role = forms.ChoiceField(label="Which role?")
    kind = forms.ChoiceField(label="Of which kind? (optional)", required=False)
    school = forms.CharField(
        label="At which school?",
        help_text="Its number (URN) or its name. For heads, chairs, governors, clerks, or a lead of one school.",
        required=False,
        max_length=200,
    )
    district = forms.ChoiceField(label="In which district?", help_text="For roles of a district.", required=False)
    body = forms.ChoiceField(label="In which body?", help_text="For members and clerks of a body.", required=False)
    since = DayField(label="Since when?", help_text="Leave it empty where nobody knows the day.", required=False)
    until = DayField(label="Until when? (optional)", help_text="The last day, if it is known.", required=False)
    told_by = forms.CharField(
        label="Who said so? (optional)", help_text="Where it was not you.", required=False, max_length=120
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = dict.fromkeys(kind for role in roles().roles.values() for kind in role.kinds)
        self._offer("role", roles_to_give(user))
        self._offer("kind", [("", "None"), *((kind, kind.capitalize()) for kind in kinds)])
        self._offer("district", [("", "None"), *((one.key, one.name) for one in schools.districts())])
        self._offer("body", [("", "None"), *Body.objects.values_list("key", "name")])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_school(self) -> int | None:
        return school_named(self.cleaned_data["school"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        role = roles().roles.get(said.get("role", ""))
        given = [name for name in ("school", "district", "body") if said.get(name)]
        if role is None or "school" in self.errors:
            return said
        if len(given) > 1:
            self.add_error(given[1], "Give one place only: record another role for the other")
        elif (given or ["partnership"])[0] not in role.at:
            wanted = next((name for name in ("school", "district", "body") if name in role.at), None)
            self.add_error(
                wanted or given[0],
                f"Say at which {wanted} the role is held" if wanted else "This role is held at the partnership itself",
            )
        if said.get("kind") and said["kind"] not in role.kinds:
            self.add_error("kind", f"{role.title} has no such kind")
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", "It cannot end before it begins")
        return said

    @property
    def where(self) -> Place:
        """Where the role is held, as permissions ask it."""
        said = self.cleaned_data
        if said.get("school"):
            return place_of(said["school"])
        return Place(district=said.get("district") or "", body=said.get("body") or "")

    @property
    def held(self) -> dict[str, Any]:
        """What the action is told besides the person and the place."""
        return {name: self.cleaned_data[name] for name in ("role", "kind", "since", "until", "told_by")}


class RecordForm(PersonForm, RoleForm):
    """Somebody new, with their first role."""

    field_order = ("name", "email", "phone", "role", "kind", "school", "district", "body", "since", "until", "told_by")


class ChangeRoleForm(forms.Form):
    """Put right how a role was recorded."""

    kind = forms.ChoiceField(label="Of which kind?", required=False)
    since = DayField(label="Since when?", help_text="Leave it empty where nobody knows the day.", required=False)
    until = DayField(label="Until when?", help_text="The last day. Leave it empty while it goes on.", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, holding: Holding, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {"kind": holding.kind, "since": holding.since, "until": holding.until, "seen": holding.version},
        )
        super().__init__(*args, **kwargs)
        kinds = roles().roles[holding.role].kinds
        self.fields["kind"].choices = [("", "None"), *((kind, kind.capitalize()) for kind in kinds)]  # type: ignore[attr-defined]
        if not kinds:
            del self.fields["kind"]


class EndRoleForm(forms.Form):
    until = DayField(label="Which was, or is, the last day?")
    why = forms.CharField(
        label="Why does it end? (optional)",
        help_text="In a few words; their school and the office may read it.",
        required=False,
        max_length=300,
    )


class BodyForm(forms.Form):
    name = forms.CharField(label="What is it called?", max_length=120)
    kind = forms.CharField(
        label="What is it?", max_length=40, help_text="For example board, working group, district strategy group."
    )
    district = forms.ChoiceField(label="Of which district?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.key, one.name) for one in schools.districts()]
        self.fields["district"].choices = [("", "Of none"), *offered]  # type: ignore[attr-defined]


class HeadForm(forms.Form):
    """There is a new head: whom the file names, since when, of which kind."""

    name = forms.CharField(label="What is the new head’s name?", max_length=120)
    email = forms.EmailField(label="Their e-mail address (optional)", required=False)
    kind = forms.ChoiceField(
        label="Of which kind?",
        choices=[(kind, kind.capitalize()) for kind in ("substantive", "interim", "acting")],
        widget=forms.RadioSelect,
    )
    since = DayField(
        label="Which was their first day?",
        help_text="The file tells when it was made, not when they began. Whoever was head ends the day before.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SettleForm(forms.Form):
    """There is no new head."""

    how = forms.ChoiceField(
        label="What is it, then?",
        choices=[("spelling", "The same person, written otherwise"), ("wrong", "The file is wrong")],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label="How do you know?", help_text="Needed where the file is wrong.", required=False, max_length=500
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


def roles_to_give(user: Any) -> list[tuple[str, str]]:
    """The roles that somebody may give at some place, by their titles."""
    found, may_office = reach(user, CHANGE), bool(rules.has_perm(OFFICE, user))
    scopes = {"school", "district", "body", "partnership"} if found.everywhere else {"school"}
    scopes |= {"district"} if found.districts else set()
    return [
        (key, role.title)
        for key, role in roles().roles.items()
        if any(scope in scopes and (may_office or not is_of_office(key, scope)) for scope in role.at)
    ]


def school_named(text: str) -> int | None:
    """The URN of the school that somebody means. Raises ValidationError where none or several may be meant."""
    text = text.strip()
    if not text:
        return None
    if text.isdigit():
        if Profile.objects.current().filter(urn=int(text)).exists():
            return int(text)
        raise forms.ValidationError(f"The register has no school with the number {text}")
    found = search.find(text, authority=partnership().authority)
    names = dict(Profile.objects.current().filter(urn__in=found[:5]).values_list("urn", "name"))
    exact = [urn for urn in found[:5] if names.get(urn, "").casefold() == text.casefold()]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    if not found:
        raise forms.ValidationError(f"No school of {partnership().city} is called “{text}”")
    near = "; ".join(f"{names[urn]}, {urn}" for urn in found[:5] if urn in names)
    raise forms.ValidationError(f"Several schools may be meant. Give the number of the right one: {near}")


def slug_of(name: str, taken: set[str], today: date) -> str:
    """A key for a body out of its name."""
    from django.utils.text import slugify

    key = slugify(name)[:50] or f"body-{today:%Y%m%d}"
    return next(one for one in (key, *(f"{key}-{number}" for number in range(2, 99))) if one not in taken)
