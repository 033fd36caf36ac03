"""Addresses of whether schools feel safe and supported."""

from __future__ import annotations

from django.urls import path

from alongside.work.engagement.supported import views

app_name = "supported"
urlpatterns = [
    path("", views.trend, name="trend"),
    path("figures.<str:kind>", views.trend_as, name="trend-as"),
    path("answers/", views.answers, name="answers"),
    path("answers/<int:pk>/", views.one, name="one"),
    path("mine/", views.latest, name="latest"),
    path("mine/<slug:key>/", views.mine, name="mine"),
    path("words/<slug:key>/", views.words, name="words"),
]
