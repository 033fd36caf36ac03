"""Addresses of visits, caseloads, files and answers."""

from __future__ import annotations

from django.urls import path

from alongside.work.engagement.visits import views

app_name = "visits"
urlpatterns = [
    path("<int:pk>/", views.one, name="one"),
]
