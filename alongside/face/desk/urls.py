"""Addresses of the pages people work from."""

from __future__ import annotations

from django.urls import path

from alongside.face.desk import history_views, list_views, my_work_views, together_views, views
from alongside.face.desk.school_views import panel, paper, school

app_name = "desk"
urlpatterns = [
    path("", views.city, name="city"),
    path("my-work/", my_work_views.my_work, name="my-work"),
    path("my-work/to-read/", my_work_views.to_read, name="to-read"),
    path("my-work/overview/", my_work_views.overview, name="overview"),
    path("together/", together_views.together, name="together"),
    path("history/<str:word>/<int:key>/", history_views.history, name="history"),
    path("changes/", views.changes, name="changes"),
    path("changes.<str:kind>", views.changes_as, name="changes-as"),
    path("tables/<str:table>.<str:kind>", views.table_as, name="table-as"),
    path("districts/", views.districts, name="districts"),
    path("districts/<slug:key>/", views.district, name="district"),
    path("schools/", list_views.schools, name="schools"),
    path("schools.<str:kind>", list_views.schools_as, name="schools-as"),
    path("schools/<int:urn>/", school, name="school"),
    path("schools/<int:urn>/panels/<slug:key>/", panel, name="panel"),
    path("schools/<int:urn>/paper.pdf", paper, name="paper"),
]
