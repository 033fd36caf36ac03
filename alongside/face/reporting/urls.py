"""Addresses of what the partnership answers for."""

from __future__ import annotations

from django.urls import path

from alongside.face.reporting import gap_views, views

app_name = "reporting"
urlpatterns = [
    path("since/", views.newest, name="since-newest"),
    path("since/<slug:key>/", views.contract, name="since"),
    path("since/<slug:key>/<slug:table>.<str:kind>", views.contract_as, name="since-as"),
    path("gap/", gap_views.overview, name="gap"),
    path("gap.<str:kind>", gap_views.overview_as, name="gap-as"),
    path("gap/<slug:key>/", gap_views.measure, name="gap-measure"),
]
