"""The pages about the site itself, and those for when something is in the way: what happened, and what to do next."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from alongside.floor.web.audience import everyone

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/bad_request.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/not_allowed.html", {"why": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/not_found.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Our fault. The page must not need what may just have failed: no database, no session, no person."""
    try:
        return HttpResponse(render_to_string("web/errors/failed.html"), status=500)
    except Exception:  # a page about a failure must not fail
        log.exception("The page that says something failed could not be drawn")
        return HttpResponse(_BARE, status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: the page stood open for long, or cookies are off (CSRF_FAILURE_VIEW)."""
    return render(request, "web/errors/form_expired.html", status=403)


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """Too many wrong passwords (AXES_LOCKOUT_CALLABLE)."""
    return render(request, "web/errors/locked_out.html", status=429)


@everyone
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@everyone
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/privacy.html")


_BARE = (
    '<!doctype html><html lang="en-GB"><title>Something went wrong – Alongside</title>'
    "<h1>Something went wrong</h1><p>It is our fault, not yours. Nothing was changed.</p>"
    "<p>Please try again in a few minutes.</p>"
)
