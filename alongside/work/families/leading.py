"""Who could lead a family: whoever leads one of its schools, and the partnership's own people."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from alongside.floor.accounts.roles import roles
from alongside.knowledge.people.models import Holding, Person
from alongside.knowledge.schools.naming import names_of
from alongside.work.families.models import Family


def possible(family: Family, *, on: date) -> list[tuple[Person, str]]:
    """People with what they are: heads of its schools, then the office, and whoever leads it now. Two queries."""
    members = family.memberships.members().values("school")
    heads = Q(role="head", scope="school", school__in=members)
    if family.proposed_by:
        heads |= Q(role="head", scope="school", school=family.proposed_by)
    held = Holding.objects.on(on).filter(heads | Q(role__in=roles().office)).select_related("person")
    names = names_of(one.school for one in held)
    found: dict[Person, str] = {}
    for one in sorted(held, key=lambda one: (one.role != "head", one.person.name)):
        found.setdefault(one.person, f"head of {names[one.school]}" if one.school in names else one.title)
    if family.lead:
        found.setdefault(family.lead, "")
    return list(found.items())
