"""Where somebody is signed in. Noted when they sign in, not with each page: that would be a write for every look."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from alongside.floor.accounts import actions, seeing_as
from alongside.floor.accounts.models import SignedIn, User
from alongside.floor.kernel import clock

# In this order: Edge calls itself Chrome too, Chrome calls itself Safari.
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox"} | {
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {"iPhone": "an iPhone", "iPad": "an iPad", "Android": "Android", "Windows": "Windows"} | {
    "Mac OS": "a Mac",
    "CrOS": "a Chromebook",
    "Linux": "Linux",
}


def listen() -> None:
    """Hear of signing in and out. Called once, at start-up."""
    user_logged_in.connect(_note, dispatch_uid="accounts.signed_in")
    user_logged_out.connect(_forget, dispatch_uid="accounts.signed_out")


def note(request: HttpRequest, user: User) -> None:
    """This session is theirs; to be called again where its key changes (a new password)."""
    if not request.session.session_key:
        request.session.save()
    device = device_of(request.headers.get("User-Agent", ""))
    key = str(request.session.session_key)
    actions.note_signed_in(user=user, key=key, device=device, by=user, at=clock.now())


def open_sessions(user: User) -> list[SignedIn]:
    """Where they are signed in, newest first."""
    return list(SignedIn.objects.filter(user=user, key__in=Session.objects.values("session_key")))


def device_of(agent: str) -> str:
    """What a browser says of itself, in words: “Firefox on Windows”."""
    browser = next((name for sign, name in _BROWSERS.items() if re.search(rf"\b{sign}/", agent)), "")
    system = next((name for sign, name in _SYSTEMS.items() if sign in agent), "")
    return f"{browser or 'A browser'} on {system}" if system else browser or "A browser that does not say which"


def _note(*, request: HttpRequest | None, user: Any, **_: Any) -> None:
    if request is not None and isinstance(user, User):
        note(request, user)


def _forget(*, request: HttpRequest | None, user: Any, **_: Any) -> None:
    if request is not None and isinstance(user, User):
        seeing_as.stop(request, user, "they signed out")
    key = getattr(getattr(request, "session", None), "session_key", None)
    if key:
        actions.forget_signed_in(key=key, by=None, at=clock.now())
