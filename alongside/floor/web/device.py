"""What a page kept on somebody's device (a draft, while there was no connection) goes when they sign out.

`start.js` clears it with the sign-out button; the header asks the browser to do so whichever way the sign-out came.
Browsers heed it over HTTPS and on the machine itself (2026-11: Chromium, Firefox, Safari from 17).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest

View = Callable[..., Any]


def forgotten(view: View) -> View:
    """For the view that signs out: after it, the device keeps nothing of this site but its pictures and styles."""

    @wraps(view)
    def signing_out(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response["Clear-Site-Data"] = '"storage"'
        return response

    return signing_out
