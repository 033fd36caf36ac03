from django.apps import AppConfig


class OpenData(AppConfig):
    name = "alongside.knowledge.opendata"
    label = "opendata"
