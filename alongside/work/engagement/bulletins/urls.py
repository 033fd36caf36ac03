"""Addresses of bulletins."""

from __future__ import annotations

from django.urls import path

from alongside.work.engagement.bulletins import reading_views, views

app_name = "bulletins"
urlpatterns = [
    path("", views.listed, name="list"),
    path("write/", views.write, name="write"),
    path("received/", reading_views.received, name="received"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/send/", views.send, name="send"),
    path("<int:pk>/readers.<str:kind>", views.reached_as, name="readers-as"),
    path("read/<str:token>/", reading_views.read, name="read"),
    path("read/<str:token>/seen.gif", reading_views.seen, name="seen"),
]
