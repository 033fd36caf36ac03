from django.apps import AppConfig


class Priority(AppConfig):
    name = "alongside.work.priority"
    label = "priority"
