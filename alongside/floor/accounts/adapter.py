"""How sign-in by allauth differs here: accounts are made by invitation only, and guesses are counted by address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up. An account is made by `actions.invite`."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This address and this password do not belong together. Check both and try again",
        "enter_current_password": "This is not your present password",
        "too_many_login_attempts": "Too many attempts with this address. Wait five minutes, or choose a new password",
        "rate_limited": "Too many attempts. Wait a few minutes and try again",
        "account_inactive": "This account is closed",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def address_tried(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The address somebody tries to sign in with: what django-axes counts wrong passwords by (AXES_USERNAME_CALLABLE).

    allauth calls it `login` in its form and `email` in what it hands to Django.
    """
    given = credentials or {}
    tried = given.get("email") or given.get("username") or request.POST.get("login") or ""
    return tried.strip().lower()
