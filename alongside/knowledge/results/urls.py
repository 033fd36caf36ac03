"""Addresses of the pages of measures, from the root of the site."""

from __future__ import annotations

from django.urls import path

from alongside.knowledge.results import views

app_name = "results"
urlpatterns = [
    path("measures/", views.measures, name="measures"),
    path("measures/<slug:key>/", views.measure, name="measure"),
    path("measures/<slug:key>.<str:kind>", views.measure_as, name="measure-as"),
    path("schools/<int:urn>/similar/", views.similar, name="similar"),
    path("schools/<int:urn>/similar.<str:kind>", views.similar_as, name="similar-as"),
]
