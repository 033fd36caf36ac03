from django.apps import AppConfig


class Web(AppConfig):
    name = "alongside.floor.web"
    label = "web"
