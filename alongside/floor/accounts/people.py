"""Who acts: for views that only signed-in people reach."""

from __future__ import annotations

from django.http import HttpRequest

from alongside.floor.accounts.models import User


def by(request: HttpRequest) -> User:
    """The person who asks; to be called where the view's audience lets in nobody who is not signed in."""
    assert isinstance(request.user, User)
    return request.user
