"""Addresses of help between schools."""

from __future__ import annotations

from django.urls import path

from alongside.work.sharing.helping import views

app_name = "helping"
urlpatterns = [
    path("", views.listed, name="list"),
    path("record/", views.record, name="record"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/dispute/", views.dispute, name="dispute"),
    path("<int:pk>/put-right/", views.put_right, name="put-right"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/thank/", views.thank, name="thank"),
]
