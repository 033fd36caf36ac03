from django.apps import AppConfig


class Supported(AppConfig):
    name = "alongside.work.engagement.supported"
    label = "supported"
