"""Addresses of families."""

from __future__ import annotations

from django.urls import path

from alongside.work.families import own_views, running_views, views
from alongside.work.families.joining import views as joining

app_name = "families"
urlpatterns = [
    path("", views.listed, name="list"),
    path("found/", running_views.found, name="found"),
    path("propose/", running_views.propose, name="propose"),
    path("trusts/", views.trusts, name="trusts"),
    path("without/", views.without, name="without"),
    path("without.<slug:kind>", views.without_as, name="without-as"),
    path("schools/<int:urn>/", views.of_school, name="of-school"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/decide/", running_views.decide, name="decide"),
    path("<int:pk>/change/", running_views.change, name="change"),
    path("<int:pk>/close/", running_views.close, name="close"),
    path("<int:pk>/agreed/", running_views.agree_on, name="agree-on"),
    path("<int:pk>/meeting/", running_views.meet, name="meet"),
    path("<int:pk>/ask/", joining.ask, name="ask"),
    path("<int:pk>/add/", joining.add, name="add"),
    path("<int:pk>/schools/<int:urn>/figures/", own_views.consent, name="consent"),
    path("<int:pk>/schools/<int:urn>/working-on/", own_views.working_on, name="working-on"),
    path("agreements/<int:pk>/take-back/", running_views.take_back, name="take-back"),
    path("askings/<int:pk>/", joining.answer, name="answer"),
    path("askings/<int:pk>/withdraw/", joining.withdraw, name="withdraw"),
    path("memberships/<int:pk>/", joining.confirm, name="confirm"),
    path("memberships/<int:pk>/leave/", joining.leave, name="leave"),
]
