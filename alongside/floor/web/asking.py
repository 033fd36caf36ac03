"""A page that asks by a form: what was posted, and the page again where something is not right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was posted, nothing where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def asked(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """The page with its form; with faults in it, the answer says that it was not taken (422)."""
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
