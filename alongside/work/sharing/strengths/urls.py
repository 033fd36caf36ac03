"""Addresses of strengths, and of who could help with something."""

from __future__ import annotations

from django.urls import path

from alongside.work.sharing.strengths import recording_views, views

app_name = "strengths"
urlpatterns = [
    path("", views.find, name="find"),
    path("list.<str:kind>", views.found_as, name="find-as"),
    path("schools/<int:urn>/", views.school, name="school"),
    path("schools/<int:urn>/say/", recording_views.say, name="say"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/change/", recording_views.change, name="change"),
    path("<int:pk>/confirm/", recording_views.confirm, name="confirm"),
    path("<int:pk>/answer/", recording_views.answer, name="answer"),
    path("<int:pk>/take-back/", recording_views.take_back, name="take-back"),
]
