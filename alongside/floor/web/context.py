"""What every page of ours is given: whose site it is, its sections, its search. It asks the database nothing."""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property
from typing import Any

import rules
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

from alongside.floor.web import identity, navigation
from alongside.floor.web.audience import EVERYONE, OFFICE, SIGNED_IN
from alongside.floor.web.navigation import Section


class House:
    """Whose site it is and what is in it. Computed only where a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def partnership(self) -> str:
        return identity.partnership()

    @property
    def is_demo(self) -> bool:
        return settings.IS_DEMO

    @property
    def fixed_day(self) -> date | None:
        return settings.HERE.today

    @cached_property
    def home(self) -> str:
        return self.sections[0].address if self.sections else "/"

    @cached_property
    def sections(self) -> list[Section]:
        """The sections that this person may see, in order."""
        found = [
            Section(key, words, address)
            for key, words, name, audience in settings.SECTIONS
            if self._may_see(audience) and (address := _address(name))
        ]
        return [*found[:1], *navigation.own_of(getattr(self._request, "user", None)), *found[1:]]

    def _may_see(self, audience: str) -> bool:
        """`audience`: everyone, signed-in, office, or the name of a permission."""
        user = getattr(self._request, "user", None)
        if audience == EVERYONE:
            return True
        if user is None or not user.is_authenticated:
            return False
        if audience in (SIGNED_IN, OFFICE):
            return audience == SIGNED_IN or user.is_office
        return bool(rules.has_perm(audience, user))

    @cached_property
    def search(self) -> Section | None:
        name, words = settings.SEARCH
        address = _address(name)
        return Section("search", words, address) if address else None


def page(request: HttpRequest) -> dict[str, Any]:
    return {"house": House(request)}


def _address(name: str) -> str:
    return _address_in(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache
def _address_in(name: str, urlconf: str, prefix: str) -> str:
    """Every page asks for the same twenty: kept for the addresses and the place under which they are served."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
