from django.apps import AppConfig


class Reporting(AppConfig):
    name = "alongside.face.reporting"
    label = "reporting"
