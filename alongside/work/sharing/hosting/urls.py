"""Addresses of visits between schools."""

from __future__ import annotations

from django.urls import path

from alongside.work.sharing.hosting import acting_views, views

app_name = "hosting"
urlpatterns = [
    path("", views.listed, name="list"),
    path("schools/<int:urn>/", acting_views.offer, name="offer"),
    path("schools/<int:urn>/stop/", acting_views.stop, name="stop"),
    path("schools/<int:urn>/ask/", acting_views.ask, name="ask"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/visit.ics", views.calendar, name="calendar"),
    path("<int:pk>/answer/", acting_views.answer, name="answer"),
    path("<int:pk>/move/", acting_views.move, name="move"),
    path("<int:pk>/call-off/", acting_views.call_off, name="call-off"),
    path("<int:pk>/made/", acting_views.made, name="made"),
    path("<int:pk>/took-away/", acting_views.took_away, name="took-away"),
    path("<int:pk>/worked/", acting_views.worked, name="worked"),
]
