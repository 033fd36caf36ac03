from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import template

from alongside.floor.accounts.roles import roles
from demo.accounts import PEOPLE

register = template.Library()

_AT_SCHOOLS = ("head", "chair", "governor", "clerk", "district-representative")


@register.simple_tag
def people_of_the_demo() -> list[tuple[str, list[dict[str, Any]]]]:
    """Who can sign in, with their passwords, by where they stand. For the demo's sign-in page alone."""
    known = roles()
    groups: dict[str, list[dict[str, Any]]] = {"The partnership’s office": [], "At schools": [], "Around them": []}
    for person in PEOPLE:
        place = "The partnership’s office" if person.role in known.office else "Around them"
        group = groups["At schools" if person.role in _AT_SCHOOLS else place]
        group.append(asdict(person) | {"title": known.roles[person.role].title})
    return list(groups.items())
