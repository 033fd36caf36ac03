"""Addresses of visits, caseloads, files and answers."""

from __future__ import annotations

from django.urls import path

from alongside.work.engagement.visits import listing, planning_views, views
from alongside.work.engagement.visits.answers import views as answers
from alongside.work.engagement.visits.caseload import views as caseload
from alongside.work.engagement.visits.files import views as files
from alongside.work.engagement.visits.writing import views as writing

app_name = "visits"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("list.<str:kind>", listing.listed_as, name="list-as"),
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload.<str:kind>", caseload.caseload_as, name="caseload-as"),
    path("by-lead/", caseload.oversight, name="oversight"),
    path("by-lead.<str:kind>", caseload.oversight_as, name="oversight-as"),
    path("plan/<int:urn>/", planning_views.plan, name="plan"),
    path("record/<int:urn>/", planning_views.record, name="record"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/visit.ics", views.calendar, name="calendar"),
    path("<int:pk>/change/", planning_views.change, name="change"),
    path("<int:pk>/cancel/", planning_views.cancel, name="cancel"),
    path("<int:pk>/carry-out/", planning_views.carry_out, name="carry-out"),
    path("<int:pk>/write/", writing.write, name="write"),
    path("<int:pk>/keep/", writing.keep, name="keep"),
    path("<int:pk>/send/", writing.send, name="send"),
    path("<int:pk>/note/", views.note, name="note"),
    path("<int:pk>/files/", files.files, name="files"),
    path("files/<int:pk>/", files.file, name="file"),
    path("files/<int:pk>/remove/", files.remove, name="file-remove"),
    path("<int:pk>/answer/", answers.answer, name="answer"),
    path("<int:pk>/mend/", answers.mend, name="mend"),
    path("<int:pk>/keep-as-it-is/", answers.stand_by, name="stand-by"),
]
