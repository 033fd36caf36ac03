"""Who may see a page. Every view declares it with one of these decorators; a view without one cannot exist.

    @everyone     published facts about schools, and the way in
    @signed_in    anybody with an account, about their own account
    @office       people of the partnership's office: verdicts, the list, data, whatever changes something
    @permitted(p) whoever the policy lets do p somewhere (policies/roles.yaml); the view then asks for the very thing:
                  `demand(request, p, thing)`, or fetches only what `accounts.permissions.reach` covers

A decorator sets `view.audience`, which the tests of conventions read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

View = Callable[..., Any]

EVERYONE, SIGNED_IN, OFFICE, PERMITTED = "everyone", "signed-in", "office", "permitted"
AUDIENCES = frozenset({EVERYONE, SIGNED_IN, OFFICE, PERMITTED})


def everyone(view: View) -> View:
    """Open to all, signed in or not. Who is signed in may see more, so what they are shown is kept by no cache."""

    @wraps(view)
    def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        return _kept_private(response) if request.user.is_authenticated else response

    return _declared(open_view, EVERYONE)


def signed_in(view: View) -> View:
    """For anybody who is signed in; others are asked to sign in and then brought back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return _kept_private(view(request, *args, **kwargs))

    return _declared(guarded, SIGNED_IN)


def office(view: View) -> View:
    """For the partnership's office. Others who are signed in meet the page that says so (403)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        user = request.user
        if not user.is_authenticated:
            return _to_sign_in(request)
        if not user.is_office:
            raise PermissionDenied("This page is for the partnership’s office.")
        return _kept_private(view(request, *args, **kwargs))

    return _declared(guarded, OFFICE)


def permitted(permission: str) -> Callable[[View], View]:
    """For whoever may do this somewhere. Others who are signed in meet the page that says so (403)."""

    def declared(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            demand(request, permission)
            return _kept_private(view(request, *args, **kwargs))

        guarded.permission = permission  # type: ignore[attr-defined]
        return _declared(guarded, PERMITTED)

    return declared


def demand(request: HttpRequest, permission: str, thing: object = None) -> None:
    """Go on only where the person who asks may do this, with this very thing. Raises PermissionDenied."""
    if not rules.has_perm(permission, request.user, thing):
        raise PermissionDenied("This is not for you to see. If you think it should be, ask the partnership’s office.")


def refused(request: HttpRequest, why: str = "This page is for the partnership’s office.") -> HttpResponse:
    """For a page that everyone may see and that has a part for the office: what who asks for that part is answered.
    Raises PermissionDenied for who is signed in."""
    if request.user.is_authenticated:
        raise PermissionDenied(why)
    return _to_sign_in(request)


def audience_of(view: View) -> str | None:
    """What a view declares, None where it declares nothing."""
    return getattr(view, "audience", None)


def _declared(view: View, audience: str) -> View:
    view.audience = audience  # type: ignore[attr-defined]
    return view


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and, after it, back. What was posted is not kept, so a form is begun again."""
    answer = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):  # a fragment must not be replaced by the sign-in page
        fragment = HttpResponse(status=204)
        fragment["HX-Redirect"] = answer["Location"]
        return fragment
    return answer


def _kept_private(response: HttpResponse) -> HttpResponse:
    """After signing out, the back button of a shared computer must not show the page again."""
    patch_cache_control(response, private=True, no_store=True)
    return response
