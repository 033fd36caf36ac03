"""Addresses of reviews."""

from __future__ import annotations

from django.urls import path

from alongside.work.peer_review.reviews import views
from alongside.work.peer_review.reviews.afterwards import views as afterwards
from alongside.work.peer_review.reviews.effect import views as effect
from alongside.work.peer_review.reviews.giving import views as giving
from alongside.work.peer_review.reviews.preparing import views as preparing
from alongside.work.peer_review.reviews.writing import views as writing

app_name = "reviews"
urlpatterns = [
    path("", views.listed, name="list"),
    path("effect/", effect.effect, name="effect"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/report.<str:kind>", views.report_as, name="report-as"),
    path("<int:pk>/prepare/", preparing.prepare, name="prepare"),
    path("<int:pk>/pack/", preparing.pack, name="pack"),
    path("<int:pk>/days/", preparing.days, name="days"),
    path("<int:pk>/timetable/", preparing.timetable, name="timetable"),
    path("<int:pk>/begin/", preparing.begin, name="begin"),
    path("<int:pk>/write/", writing.write, name="write"),
    path("<int:pk>/write/<slug:kind>/<slug:question>/", writing.finding, name="finding"),
    path("<int:pk>/parts/<int:part>/", writing.mend, name="mend"),
    path("<int:pk>/summary/", writing.summary, name="summary"),
    path("<int:pk>/keep/<slug:slot>/", writing.keep, name="keep"),
    path("<int:pk>/agree/", writing.agree, name="agree"),
    path("<int:pk>/reply/", writing.reply, name="reply"),
    path("<int:pk>/reflect/", writing.reflect, name="reflect"),
    path("<int:pk>/share/", giving.share, name="share"),
    path("releases/<int:pk>/take-back/", giving.take_back, name="take-back"),
    path("<int:pk>/workshop/", afterwards.workshop, name="workshop"),
    path("<int:pk>/actions/", afterwards.choose, name="choose"),
    path("actions/<int:pk>/done/", afterwards.finish, name="finish"),
    path("<int:pk>/look/<int:months>/", afterwards.look, name="look"),
]
