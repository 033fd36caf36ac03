from django.urls import URLPattern

app_name = "heard"
urlpatterns: list[URLPattern] = []
