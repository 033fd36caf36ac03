"""Addresses of cycles."""

from __future__ import annotations

from django.urls import path

from alongside.work.peer_review.cycles import joining_views, views
from alongside.work.peer_review.cycles.pairing import views as pairing
from alongside.work.peer_review.cycles.reviewers import views as reviewers

app_name = "cycles"
urlpatterns = [
    path("", views.listed, name="list"),
    path("open/", views.open_one, name="open"),
    path("reviewed/", views.reviewed, name="reviewed"),
    path("reviewed.<kind>", views.reviewed_as, name="reviewed-as"),
    path("elsewhere/schools/<int:urn>/", views.elsewhere, name="elsewhere"),
    path("elsewhere/<int:pk>/take-back/", views.take_back, name="take-back"),
    path("reviewers/", reviewers.listed, name="reviewers"),
    path("reviewers.<kind>", reviewers.listed_as, name="reviewers-as"),
    path("reviewers/recruit/", reviewers.recruit, name="recruit"),
    path("reviewers/<int:pk>/", reviewers.one, name="reviewer"),
    path("reviewers/<int:pk>/change/", reviewers.change, name="change-reviewer"),
    path("reviewers/<int:pk>/stand-down/", reviewers.stand_down, name="stand-down"),
    path("reviewers/<int:pk>/train/", reviewers.train, name="train"),
    path("reviewers/<int:pk>/declare/", reviewers.declare, name="declare"),
    path("reviewers/<int:pk>/interests/<int:item>/over/", reviewers.undeclare, name="undeclare"),
    path("reviewers/<int:pk>/away/", reviewers.away, name="away"),
    path("reviewers/<int:pk>/away/<int:item>/back/", reviewers.back, name="back"),
    path("joinings/<int:pk>/", joining_views.one, name="joining"),
    path("joinings/<int:pk>/change/", joining_views.change, name="change-joining"),
    path("joinings/<int:pk>/withdraw/", joining_views.withdraw, name="withdraw"),
    path("proposals/<int:pk>/", pairing.proposal, name="proposal"),
    path("proposals/<int:pk>/progress/", pairing.progress, name="progress"),
    path("proposals/<int:pk>/schools/<int:urn>/", pairing.change_team, name="change-team"),
    path("proposals/<int:pk>/accept/", pairing.accept, name="accept"),
    path("pairings/<int:pk>/", pairing.one, name="pairing"),
    path("pairings/<int:pk>/replace/", pairing.replace, name="replace"),
    path("pairings/<int:pk>/call-off/", pairing.call_off, name="call-off"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/schools.<kind>", views.one_as, name="one-as"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/call-off/", views.call_off, name="call-off-cycle"),
    path("<int:pk>/schools/<int:urn>/join/", joining_views.join, name="join"),
    path("<int:pk>/schools/<int:urn>/pair/", pairing.pair, name="pair"),
    path("<int:pk>/propose/", pairing.propose, name="propose"),
]
