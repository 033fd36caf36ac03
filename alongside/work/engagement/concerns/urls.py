"""Addresses of concerns and strengths."""

from __future__ import annotations

from django.urls import path

from alongside.work.engagement.concerns import recording_views, views
from alongside.work.engagement.concerns.referring import views as referring

app_name = "concerns"
urlpatterns = [
    path("", views.listed, name="list"),
    path("list.<str:kind>", views.listed_as, name="list-as"),
    path("record/", recording_views.record, name="record"),
    path("of/<slug:key>/", views.one, name="one"),
    path("of/<slug:key>/weigh/", recording_views.weigh, name="weigh"),
    path("of/<slug:key>/close/", recording_views.close, name="close"),
    path("of/<slug:key>/lift/", recording_views.lift, name="lift"),
    path("of/<slug:key>/tell/", recording_views.tell, name="tell"),
    path("of/<slug:key>/answer/", recording_views.reply, name="reply"),
    path("of/<slug:key>/share/", recording_views.share, name="share"),
    path("of/<slug:key>/refer/", referring.refer, name="refer"),
    path("of/<slug:key>/referrals/<int:pk>/chase/", referring.chase, name="chase"),
    path("of/<slug:key>/referrals/<int:pk>/answered/", referring.answered, name="answered"),
]
