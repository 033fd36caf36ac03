from django.apps import AppConfig


class Ties(AppConfig):
    name = "alongside.work.ties"
    label = "ties"
