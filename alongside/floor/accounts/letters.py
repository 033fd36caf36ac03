"""The invitation as a letter. What else is sent (a forgotten password) is sent by allauth, in words of ours."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from alongside.floor.accounts.models import User
from alongside.floor.web import identity

_NOWHERE = "django.core.mail.backends.console.EmailBackend"


def can_be_sent() -> bool:
    """Whether letters leave the house, or are only printed."""
    return settings.EMAIL_BACKEND != _NOWHERE


def send_invitation(user: User, address: str) -> None:
    """Into the outbox, from which a worker sends it."""
    partnership = identity.partnership() or "the partnership"
    send_mail(
        f"Your account with {partnership}",
        render_to_string(
            "account/email/invitation.txt", {"user": user, "address": address, "partnership": partnership}
        ),
        None,
        [user.email],
    )
