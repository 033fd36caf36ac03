"""Addresses of who has been heard."""

from __future__ import annotations

from django.urls import path

from alongside.work.contacts.heard import views

app_name = "heard"
urlpatterns = [
    path("", views.page, name="page"),
    path("counts.<str:kind>", views.counts_as, name="counts-as"),
    path("not-reached/<slug:role>.<str:kind>", views.missed_as, name="missed-as"),
]
