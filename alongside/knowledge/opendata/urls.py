"""Addresses of the Data pages."""

from __future__ import annotations

from django.urls import path

from alongside.knowledge.opendata import views

app_name = "opendata"
urlpatterns = [
    path("", views.data, name="data"),
    path("upload/", views.upload, name="upload"),
    path("sources.<str:kind>", views.sources_as, name="sources-as"),
    path("coverage.<str:kind>", views.coverage_as, name="coverage-as"),
    path("loads.<str:kind>", views.loads_as, name="loads-as"),
    path("loads/", views.loads, name="loads"),
    path("loads/<int:load>/", views.load, name="load"),
    path("loads/<int:load>/progress/", views.progress, name="progress"),
    path("loads/<int:load>/go-ahead/", views.go_ahead, name="go-ahead"),
    path("loads/<int:load>/again/", views.again, name="again"),
    path("loads/<int:load>/file/", views.file, name="file"),
    path("loads/<int:load>/refusals.<str:kind>", views.refusals_as, name="refusals-as"),
    path("loads/<int:load>/changes.<str:kind>", views.changes_as, name="changes-as"),
    path("loads/<int:load>/rows/<int:row>/", views.row, name="row"),
]
