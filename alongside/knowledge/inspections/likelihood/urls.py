"""Addresses of the forecast. All of it is for the office and the council."""

from __future__ import annotations

from django.urls import path

from alongside.knowledge.inspections.likelihood import views

app_name = "likelihood"
urlpatterns = [
    path("", views.listed, name="list"),
    path("list.<str:kind>", views.listed_as, name="list-as"),
]
