"""Pages that use every pattern of the layout: what the tests of the look draw. Not part of the product."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

from alongside.floor.web.audience import everyone, office, signed_in
from alongside.floor.web.forms import DayField

PLACES = [
    ("Ashbrook", 47, 1, 8, 82),
    ("Eastmere", 47, 0, 4, 91),
    ("Harlow Green", 40, 4, 3, 77),
    ("Hodge Vale", 38, 0, 3, 64),
]


class Sample(forms.Form):
    name = forms.CharField(label="Name of the school", help_text="As it stands on the sign")
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    file = forms.FileField(label="File", help_text="CSV, CSV.GZ or ZIP")
    reason = forms.CharField(label="Reason", widget=forms.Textarea)
    phase = forms.ChoiceField(label="Phase", choices=[("p", "Primary"), ("s", "Secondary")])
    answer = forms.ChoiceField(
        label="Should it go ahead?", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect
    )
    parts = forms.MultipleChoiceField(
        label="Which parts", choices=[("a", "Grades"), ("b", "Dates")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="I have looked at the preview")
    on = DayField(label="As it was on", help_text="For example, 31 8 2025")


class Search(forms.Form):
    q = forms.CharField(label="Name, postcode or URN", required=False)
    phase = forms.ChoiceField(label="Phase", choices=[("", "All"), ("p", "Primary")], required=False)


@everyone
def sample(request: HttpRequest) -> HttpResponse:
    page = Paginator(range(1000), 10).get_page(request.GET.get("page"))
    context = {
        "section": "city",
        "places": PLACES,
        "page": page,
        "when": date(2026, 11, 16),
        "search": Search(),
        "crumbs": [("Schools", "/"), ("Harlow Green", "/form/")],
    }
    return HttpResponse(_drawn("page.html", request, context))


@everyone
def form(request: HttpRequest) -> HttpResponse:
    form = Sample(request.POST, request.FILES) if request.method == "POST" else Sample()
    return HttpResponse(_drawn("form.html", request, {"form": form, "section": "schools"}))


@office
def for_the_office(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@signed_in
def for_the_signed_in(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@everyone
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


@everyone
def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def _drawn(name: str, request: HttpRequest, context: dict[str, object]) -> str:
    from pathlib import Path

    source = (Path(__file__).parent / "templates" / "sample" / name).read_text(encoding="utf-8")
    return engines["django"].from_string(source).render(context, request)


desk = (
    [
        path("", sample, name="city"),
        path("schools/", form, name="schools"),
        path("my-work/", for_the_signed_in, name="my-work"),
    ],
    "desk",
)
opendata = (
    [
        path("data/", for_the_office, name="data"),
        path("data/loads/<int:load>/", for_the_office, name="load"),
        path("data/loads/<int:load>/rows/<int:row>/", for_the_office, name="row"),
    ],
    "opendata",
)
priority = ([path("priority/", for_the_office, name="list")], "priority")

urlpatterns = [
    path("", include(desk)),
    path("", include(opendata)),
    path("", include(priority)),
    path("mine/", for_the_signed_in),
    path("broken/", broken),
    path("forbidden/", forbidden),
    path("account/", include("alongside.floor.accounts.urls")),
    path("mail/", include("alongside.floor.mail.urls")),
    path("about/", include("alongside.floor.web.urls")),
]

from alongside.config.urls import handler400, handler403, handler404, handler429, handler500  # noqa: E402, F401
