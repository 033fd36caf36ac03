"""Addresses of what schools give and get, among those of ties."""

from __future__ import annotations

from django.urls import path

from alongside.work.ties.giving import views

urlpatterns = [
    path("", views.own, name="giving-own"),
    path("<int:urn>/", views.page, name="giving"),
    path("<int:urn>/paper/", views.paper, name="giving-paper"),
    path("<int:urn>/list.<str:kind>", views.table, name="giving-list"),
]
