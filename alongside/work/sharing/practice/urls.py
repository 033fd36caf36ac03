"""Addresses of practice."""

from __future__ import annotations

from django.urls import path

from alongside.work.sharing.practice import recording_views, views

app_name = "practice"
urlpatterns = [
    path("", views.listed, name="list"),
    path("list.<str:kind>", views.listed_as, name="list-as"),
    path("write/", recording_views.write, name="write"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/change/", recording_views.change, name="change"),
    path("<int:pk>/publish/", recording_views.publish, name="publish"),
    path("<int:pk>/tried/", recording_views.tried, name="tried"),
    path("<int:pk>/retire/", recording_views.retire, name="retire"),
]
