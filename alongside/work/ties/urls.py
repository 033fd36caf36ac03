"""Addresses of ties."""

from __future__ import annotations

from django.urls import include, path

from alongside.work.ties.inviting import views as inviting
from alongside.work.ties.isolation import views
from alongside.work.ties.picture import views as pictures

app_name = "ties"
urlpatterns = [
    path("", views.start, name="start"),
    path("giving/", include("alongside.work.ties.giving.urls")),
    path("alone/", views.listed, name="list"),
    path("alone.<str:kind>", views.listed_as, name="list-as"),
    path("picture/", pictures.picture, name="picture"),
    path("picture.<str:kind>", pictures.picture_as, name="picture-as"),
    path("schools/<int:urn>/", views.school, name="school"),
    path("schools/<int:urn>/ask/", inviting.ask, name="ask"),
    path("invitations/<int:pk>/", inviting.invitation, name="invitation"),
    path("waves/", inviting.waves, name="waves"),
    path("waves/new/", inviting.new_wave, name="new-wave"),
    path("waves/<int:pk>/", inviting.wave, name="wave"),
    path("waves/<int:pk>/change/", inviting.change_wave, name="change-wave"),
    path("waves/<int:pk>/send/", inviting.send, name="send"),
]
