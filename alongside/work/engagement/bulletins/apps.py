from django.apps import AppConfig


class Bulletins(AppConfig):
    name = "alongside.work.engagement.bulletins"
    label = "bulletins"
