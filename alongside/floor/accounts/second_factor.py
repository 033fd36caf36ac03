"""The second factor: who works in the office proves by a code from an app that it is they, each time they sign in.

What a session was opened with, allauth writes into the session, so asking costs no query.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from alongside.floor.accounts.models import User
from alongside.floor.web import identity

_FREE = ("account", "mfa_", "web:")  # one's own account, and what the site says of itself


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's second factor, in our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or was used already. Wait for the next one and enter it",
        "cannot_delete_authenticator": "Your second factor cannot be removed",
        "cannot_generate_recovery_codes": "Set up your second factor first",
    }

    def get_totp_issuer(self) -> str:
        return f"Alongside, {identity.partnership()}" if identity.partnership() else "Alongside"


def is_asked_of(user: Any) -> bool:
    """Whether this person needs a second factor today."""
    return bool(settings.SECOND_FACTOR_REQUIRED and getattr(user, "is_office", False))


def is_proved(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened, or has been confirmed, with a second factor. Asks the database nothing."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def prove(request: HttpRequest, user: User) -> None:
    """Who has just set up a second factor has proved it in this session."""
    record_authentication(request, user, "mfa", type="totp")


def unprove(request: HttpRequest) -> None:
    """The second factor was removed: this session has none any more."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [one for one in records if one.get("method") != "mfa"]


class SecondFactor:
    """Middleware: who works in the office and has not proved a second factor is sent to do so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        user = request.user
        if not is_asked_of(user) or is_proved(request, user) or _is_free(request):  # type: ignore[arg-type]
            return None
        where = QueryDict(mutable=True)
        where["next"] = request.get_full_path() if request.method == "GET" else "/"
        address = f"{reverse('mfa_index')}?{where.urlencode(safe='/')}"
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return redirect(address)


def _is_free(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name.startswith(_FREE)
