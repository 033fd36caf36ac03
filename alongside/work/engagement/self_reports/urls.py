"""Addresses of what schools say they need."""

from __future__ import annotations

from django.urls import path

from alongside.work.engagement.self_reports import views

app_name = "self-reports"
urlpatterns = [
    path("", views.listed, name="list"),
    path("schools/<int:urn>/", views.write, name="write"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/send/", views.send, name="send"),
    path("<int:pk>/add/", views.add, name="add"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/agree/", views.agree, name="agree"),
]
