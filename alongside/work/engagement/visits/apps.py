from django.apps import AppConfig


class Visits(AppConfig):
    name = "alongside.work.engagement.visits"
    label = "visits"
