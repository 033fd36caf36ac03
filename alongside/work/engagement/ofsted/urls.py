from django.urls import URLPattern

app_name = "ofsted"
urlpatterns: list[URLPattern] = []
