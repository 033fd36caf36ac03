"""How sign-in by allauth differs here: accounts are made by invitation only, and guesses are counted by address."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

log = logging.getLogger(__name__)


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

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in need not give the password again to set up the second factor that is asked of them."""
        records = get_authentication_records(context.request, context.request.user)
        if any(time.time() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must not keep anybody from choosing a password, nor tell who has an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            log.exception("A letter (%s) could not be sent", template_prefix)


def where_from(request: HttpRequest) -> str | None:
    """The address that a request comes from, past the proxy if there is one (AXES_CLIENT_IP_CALLABLE)."""
    try:
        return InvitedOnly(request).get_client_ip(request)
    except PermissionDenied:  # not a request from anywhere: a command, a test
        return None


def address_tried(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The address somebody tries to sign in with: what django-axes counts wrong passwords by (AXES_USERNAME_CALLABLE).

    allauth calls it `login` in its form and `email` in what it hands to Django.
    """
    given = credentials or {}
    tried = given.get("email") or given.get("username") or request.POST.get("login") or ""
    return tried.strip().lower()
