from __future__ import annotations

from django import template

from demo.accounts import PEOPLE, Person

register = template.Library()


@register.simple_tag
def people_of_the_demo() -> tuple[Person, ...]:
    """Who can sign in, with their passwords. For the demo's sign-in page alone."""
    return PEOPLE
