"""Addresses of the ledger of contacts."""

from __future__ import annotations

from django.urls import path

from alongside.work.contacts import recording_views, views

app_name = "contacts"
urlpatterns = [
    path("", views.listed, name="list"),
    path("list.<str:kind>", views.listed_as, name="list-as"),
    path("record/", recording_views.record, name="record"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/restricted/", views.restricted, name="restricted"),
    path("<int:pk>/change/", recording_views.change, name="change"),
    path("<int:pk>/withdraw/", recording_views.withdraw, name="withdraw"),
]
