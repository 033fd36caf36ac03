from django.urls import URLPattern

app_name = "supported"
urlpatterns: list[URLPattern] = []
