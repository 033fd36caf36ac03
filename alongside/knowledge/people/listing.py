"""The list of people: what it may be narrowed to, its lines, and what leaves as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from alongside.floor.accounts.roles import Reach, roles
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Holding, HoldingQuerySet
from alongside.knowledge.schools import queries as schools
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.models import Profile

HEADER = ("Name", "Role", "Where", "URN", "District", "Since", "Until", "E-mail address", "Telephone", "Signs in")
NOW, ENDED = "", "ended"


class Filter(forms.Form):
    """What the list may be narrowed to; all of it lives in the address."""

    q = forms.CharField(label="Name or school", required=False, max_length=100)
    role = forms.ChoiceField(label="Role", required=False)
    district = forms.ChoiceField(label="District", required=False)
    when = forms.ChoiceField(label="Held", required=False, choices=[(NOW, "Now"), (ENDED, "No more")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(key, role.title) for key, role in roles().roles.items()]
        self.fields["role"].choices = [("", "Every role"), *titles]  # type: ignore[attr-defined]
        districts = [(one.key, one.name) for one in schools.districts()]
        self.fields["district"].choices = [("", "Every district"), *districts]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen and can be; a word that is no choice filters nothing."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name in self.fields}


@dataclass(frozen=True, slots=True)
class Line:
    """A role that somebody holds or held, with what is said of its place."""

    holding: Holding
    where: str
    district: str

    @property
    def period(self) -> str:
        return period(self.holding)


def found(reach: Reach, chosen: dict[str, str], *, today: date) -> HoldingQuerySet:
    """The roles within reach that what was chosen leaves, by the names of people."""
    shown: HoldingQuerySet = Holding.objects.visible(reach).select_related("person", "person__user", "body")
    shown = shown.filter(until__lt=today) if chosen.get("when") == ENDED else shown.on(today)
    if role := chosen.get("role"):
        shown = shown.of(role)
    register = Profile.objects.current()
    if key := chosen.get("district"):
        shown = shown.filter(Q(district=key) | Q(school__in=register.filter(district=key).values("urn")))
    for word in chosen.get("q", "").split():
        of_school = Q(school__in=register.filter(name__icontains=word).values("urn"))
        shown = shown.filter(
            Q(person__name__icontains=word)
            | Q(person__email__icontains=word)
            | Q(body__name__icontains=word)
            | (Q(school=int(word)) if word.isdecimal() and len(word) < 8 else of_school)
        )
    ordered: HoldingQuerySet = shown.order_by("person__name", "person", "role", "pk")
    return ordered


def lines(holdings: Iterable[Holding]) -> list[Line]:
    """Each with the name of its school and district. One query."""
    held = list(holdings)
    known = Profile.objects.current().filter(urn__in={one.school for one in held if one.school})
    register = {urn: (name, district) for urn, name, district in known.values_list("urn", "name", "district")}
    return [_line(one, register) for one in held]


def _line(holding: Holding, register: dict[int, tuple[str, str]]) -> Line:
    districts = policy_of_districts()
    if holding.school:
        name, district = register.get(holding.school, (f"School {holding.school}", ""))
        return Line(holding, name, districts.name_of(district) if district else "")
    if holding.body:
        return Line(holding, holding.body.name, "")
    if holding.district:
        return Line(holding, f"{districts.name_of(holding.district)} district", districts.name_of(holding.district))
    return Line(holding, "The partnership", "")


def period(holding: Holding) -> str:
    """“since 1 September 2024”, “1 September 2020 to 31 August 2024”, “until …”; empty where no day is known."""
    if holding.until:
        return f"{day(holding.since)} to {day(holding.until)}" if holding.since else f"until {day(holding.until)}"
    return f"since {day(holding.since)}" if holding.since else ""


def rows(shown: Sequence[Line]) -> Iterable[tuple[Any, ...]]:
    for one in shown:
        held, person = one.holding, one.holding.person
        signs_in = "yes" if person.user and person.user.is_active else "no"
        yield (
            *(person.name, held.title, one.where, held.school or "", one.district),
            *(held.since, held.until, person.email, person.phone, signs_in),
        )
