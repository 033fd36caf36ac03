"""Addresses of the list of Priority Schools. The list is for the office and the council."""

from __future__ import annotations

from django.urls import path

from alongside.work.priority import views

app_name = "priority"
urlpatterns = [
    path("", views.listed, name="list"),
    path("list.<str:kind>", views.listed_as, name="list-as"),
    path("<int:urn>/", views.explained, name="explain"),
    path("<int:urn>.json", views.explained_as_json, name="explain-json"),
]
