from django.apps import AppConfig


class Tasks(AppConfig):
    name = "alongside.work.tasks"
    label = "tasks"
