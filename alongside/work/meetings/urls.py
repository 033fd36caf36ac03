"""Addresses of meetings."""

from __future__ import annotations

from django.urls import path

from alongside.work.meetings import views
from alongside.work.meetings.planning import views as planning
from alongside.work.meetings.points import views as points
from alongside.work.meetings.record import views as record

app_name = "meetings"
urlpatterns = [
    path("", views.listed, name="list"),
    path("start/", planning.start, name="start"),
    path("series/<int:pk>/", views.series, name="series"),
    path("series/<int:pk>/end/", planning.end, name="end"),
    path("series/<int:pk>/plan/", planning.plan, name="plan"),
    path("series/<int:pk>/attendance/", views.register, name="register"),
    path("series/<int:pk>/attendance.<str:kind>", views.register_as, name="register-as"),
    path("series/<int:pk>/raise/", points.raise_point, name="raise"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/move/", planning.move, name="move"),
    path("<int:pk>/cancel/", planning.cancel, name="cancel"),
    path("<int:pk>/invite/", planning.invite, name="invite"),
    path("<int:pk>/answer/", planning.answer, name="answer"),
    path("<int:pk>/items/add/", planning.add_item, name="add-item"),
    path("<int:pk>/papers/add/", planning.add_paper, name="add-paper"),
    path("<int:pk>/papers/send/", planning.send_papers, name="send-papers"),
    path("<int:pk>/attendance/", record.attendance, name="attendance"),
    path("<int:pk>/guests/add/", record.add_guest, name="add-guest"),
    path("<int:pk>/share/", record.share, name="share"),
    path("<int:pk>/agree/", record.agree, name="agree"),
    path("<int:pk>/minutes.pdf", record.minutes_pdf, name="minutes-pdf"),
    path("invitations/<int:pk>/withdraw/", planning.uninvite, name="uninvite"),
    path("items/<int:pk>/", planning.change_item, name="change-item"),
    path("items/<int:pk>/shift/", planning.shift_item, name="shift-item"),
    path("items/<int:pk>/drop/", planning.drop_item, name="drop-item"),
    path("items/<int:pk>/write/", record.item, name="write"),
    path("decisions/<int:pk>/withdraw/", record.withdraw_decision, name="withdraw-decision"),
    path("interests/<int:pk>/withdraw/", record.withdraw_interest, name="withdraw-interest"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/withdraw/", planning.withdraw_paper, name="withdraw-paper"),
    path("points/", points.listed, name="points"),
    path("points.<str:kind>", points.listed_as, name="points-as"),
    path("points/<int:pk>/", points.one, name="point"),
    path("points/<int:pk>/give/", points.give, name="give-point"),
    path("points/<int:pk>/answer/", points.answer, name="answer-point"),
]
