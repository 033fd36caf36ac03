"""Addresses of indicators, and of schools' own words."""

from __future__ import annotations

from django.urls import path

from alongside.knowledge.indicators import recording_views, views

app_name = "indicators"
urlpatterns = [
    path("indicators/", views.listed, name="list"),
    path("indicators/propose/", recording_views.propose, name="propose"),
    path("indicators/<int:pk>/", views.one, name="one"),
    path("indicators/<int:pk>/values.<str:kind>", views.values_as, name="values-as"),
    path("indicators/<int:pk>/decide/", recording_views.decide, name="decide"),
    path("indicators/<int:pk>/enter/", recording_views.enter, name="enter"),
    path("schools/<int:urn>/own-words/", recording_views.own_words, name="own-words"),
    path("schools/<int:urn>/own-words/<int:pk>/take-back/", recording_views.take_back, name="take-back"),
]
