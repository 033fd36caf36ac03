"""Addresses of people, their roles and bodies."""

from __future__ import annotations

from django.urls import path

from alongside.knowledge.people import head_views, recording_views, views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("list.<str:kind>", views.people_as, name="list-as"),
    path("record/", recording_views.record, name="record"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/record/", recording_views.record_body, name="record-body"),
    path("heads/<int:pk>/", head_views.head_change, name="head-change"),
    path("roles/<int:pk>/change/", recording_views.change_role, name="change-role"),
    path("roles/<int:pk>/end/", recording_views.end_role, name="end-role"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/change/", recording_views.edit, name="edit"),
    path("<int:pk>/role/", recording_views.give_role, name="give-role"),
    path("<int:pk>/invite/", recording_views.invite, name="invite"),
    path("<int:pk>/close/", recording_views.close, name="close"),
]
