from django.apps import AppConfig


class Concerns(AppConfig):
    name = "alongside.work.engagement.concerns"
    label = "concerns"
