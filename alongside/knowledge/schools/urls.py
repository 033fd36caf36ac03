"""Addresses under /schools/. The pages about schools themselves belong to the desk."""

from django.urls import path

from alongside.knowledge.schools import views

app_name = "schools"

urlpatterns = [path("<int:urn>/district/", views.override, name="override")]
