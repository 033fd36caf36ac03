"""Addresses of letters and notices."""

from __future__ import annotations

from django.urls import path

from alongside.floor.mail import own_views, views

app_name = "mail"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/again/", views.send_again, name="send-again"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("work/", views.work, name="work"),
    path("work/<uuid:pk>/again/", views.job_again, name="job-again"),
    path("notices/", own_views.notices, name="notices"),
    path("notices/read/", own_views.read_all, name="read-all"),
    path("notices/<int:pk>/", own_views.notice, name="notice"),
    path("preferences/", own_views.preferences, name="preferences"),
    path("stop/<str:token>/", own_views.unsubscribe, name="unsubscribe"),
]
