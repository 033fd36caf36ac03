from django.apps import AppConfig


class Schools(AppConfig):
    name = "alongside.knowledge.schools"
    label = "schools"
