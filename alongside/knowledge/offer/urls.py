"""Addresses of the local offer and of the profiles of districts."""

from __future__ import annotations

from django.urls import path

from alongside.knowledge.offer import profile_views, recording_views, views

app_name = "offer"
urlpatterns = [
    path("offer/", views.listed, name="list"),
    path("offer.<str:kind>", views.listed_as, name="list-as"),
    path("offer/record/", recording_views.record, name="record"),
    path("offer/<int:pk>/", views.one, name="one"),
    path("offer/<int:pk>/edit/", recording_views.edit, name="edit"),
    path("offer/<int:pk>/check/", recording_views.check, name="check"),
    path("offer/<int:pk>/end/", recording_views.end, name="end"),
    path("districts/<slug:key>/profile/", profile_views.profile, name="profile"),
    path("districts/<slug:key>/profile.<str:kind>", profile_views.profile_as, name="profile-as"),
]
