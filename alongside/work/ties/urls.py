"""Addresses of ties."""

from __future__ import annotations

from django.urls import include, path

app_name = "ties"
urlpatterns = [
    path("giving/", include("alongside.work.ties.giving.urls")),
]
