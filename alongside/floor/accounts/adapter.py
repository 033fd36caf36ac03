"""How sign-in by allauth differs here: accounts are made by invitation only, and guesses are counted by address."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up. An account is made by `actions.invite`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def address_tried(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The address somebody tries to sign in with: what django-axes counts wrong passwords by (AXES_USERNAME_CALLABLE).

    allauth calls it `login` in its form and `email` in what it hands to Django.
    """
    given = credentials or {}
    tried = given.get("email") or given.get("username") or request.POST.get("login") or ""
    return tried.strip().lower()
