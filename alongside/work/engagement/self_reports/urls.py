from django.urls import URLPattern

app_name = "self_reports"
urlpatterns: list[URLPattern] = []
