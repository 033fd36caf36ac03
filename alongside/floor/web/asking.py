"""A page that asks by a form: posted, done and said so, or shown again with what is not right.

    def did(form: WhyForm) -> tuple[str, str]:
        actions.close(concern=pk, version=form.cleaned_data["seen"], …)
        return "Closed. It can be opened again.", reverse("concerns:one", args=[pk])

    return asks(request, "concerns/do.html", lambda data: WhyForm(data, initial={"seen": concern.version}), did, …)

What an action refuses (`kernel.refusals`) stands above the form. Where somebody else changed the thing meanwhile, the
page has `theirs` and `differences` for `web/_both_versions.html`, and the form (its hidden field `seen`) is bound to
theirs' version: to save it again is to mean it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from alongside.floor.kernel.refusals import CannotRecord, ChangedMeanwhile
from alongside.floor.web.both_versions import Difference, anew, apart

F = TypeVar("F", bound=forms.Form)
Made = TypeVar("Made")
Make = Callable[[Any], F]
Differs = Callable[[F, Any], list[Difference]]
Told = tuple[str, str]
NONE: Mapping[str, Any] = {}


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was posted, nothing where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def asked(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """The page with its form; with faults in it, the answer says that it was not taken (422)."""
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


@dataclass
class Attempt(Generic[F, Made]):
    """What came of a form: what was `made` of it; or, with nothing made, the form to show, and what `beside` it."""

    form: F
    made: Made | None = None
    beside: dict[str, Any] = field(default_factory=dict)


def attempted(
    request: HttpRequest, make: Make[F], did: Callable[[F], Made], *, differs: Differs[F] = apart
) -> Attempt[F, Made]:
    """Ask, and do where the form is posted and right. `make`: the form for what was posted, or for nothing. `differs`:
    where what was typed differs from how the thing stands by now."""
    form = make(posted(request))
    if not (form.is_bound and form.is_valid()):
        return Attempt(form)
    try:
        return Attempt(form, did(form))
    except ChangedMeanwhile as error:
        beside = {"theirs": error.theirs, "differences": differs(form, error.theirs)}
        form = make(anew(form, error.theirs.version))
        form.add_error(None, str(error))
        return Attempt(form, None, beside)
    except CannotRecord as error:
        form.add_error(None, str(error))
        return Attempt(form)


def asks(
    request: HttpRequest,
    template: str,
    make: Make[F],
    did: Callable[[F], Told],
    *,
    differs: Differs[F] = apart,
    about: Callable[[], Mapping[str, Any]] | Mapping[str, Any] = NONE,
    **context: Any,
) -> HttpResponse:
    """Ask, do, say so and go on; or the page again. `did` gives what to say (or "") and where to go. `about`: what the
    page shows besides; a function is only asked where the page is drawn, after what came of the form."""
    came = attempted(request, make, did, differs=differs)
    if came.made is not None:
        said, to = came.made
        if said:
            messages.success(request, said)
        return redirect(to)
    shown = about() if callable(about) else about
    return asked(request, template, came.form, **{**shown, **context, **came.beside})


def does(request: HttpRequest, act: Callable[[], str], *, to: str) -> HttpResponse:
    """A button: do, say so (or ""), go back. What cannot be done is said there."""
    try:
        if said := act():
            messages.success(request, said)
    except (CannotRecord, ChangedMeanwhile) as error:
        messages.error(request, str(error))
    return redirect(to)


def seen_in(request: HttpRequest) -> int:
    """The version that a button was drawn for; 0 where it says none."""
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0


def nothing_differs(form: forms.Form, theirs: Any) -> list[Difference]:
    """For a form whose words stand for themselves: nothing of it is laid beside how the thing stands."""
    return []
