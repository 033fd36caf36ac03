"""Two short pages about the site itself."""

from __future__ import annotations

from django.urls import path

from alongside.floor.web import views

app_name = "web"
urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
