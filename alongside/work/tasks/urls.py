"""Addresses of tasks, and of somebody's own calendar."""

from __future__ import annotations

from django.urls import path

from alongside.work.tasks import calendar_views, views

app_name = "tasks"
urlpatterns = [
    path("tasks/", views.listed, name="list"),
    path("tasks.<str:kind>", views.listed_as, name="list-as"),
    path("tasks/agree/", views.agree, name="agree"),
    path("tasks/<int:pk>/", views.one, name="one"),
    path("tasks/<int:pk>/change/", views.change, name="change"),
    path("tasks/<int:pk>/done/", views.done, name="done"),
    path("tasks/<int:pk>/drop/", views.drop, name="drop"),
    path("my-work/calendar/", calendar_views.mine, name="calendar"),
    path("my-work/calendar/revoke/", calendar_views.revoke, name="revoke"),
    path("calendar/<str:secret>.ics", calendar_views.feed, name="feed"),
]
