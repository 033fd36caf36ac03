"""Addresses of inspections as they happen."""

from __future__ import annotations

from django.urls import path

from alongside.work.engagement.ofsted import views

app_name = "ofsted"
urlpatterns = [
    path("", views.listed, name="list"),
    path("call/", views.record, name="call"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/feedback/", views.plan_feedback, name="feedback"),
    path("<int:pk>/feedback/held/", views.hold_feedback, name="feedback-held"),
    path("<int:pk>/outcome/", views.outcome, name="outcome"),
    path("<int:pk>/outcome/write/", views.record_outcome, name="record-outcome"),
    path("<int:pk>/match/", views.match, name="match"),
    path("<int:pk>/end/", views.end, name="end"),
]
