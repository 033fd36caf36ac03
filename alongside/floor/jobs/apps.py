from django.apps import AppConfig


class Jobs(AppConfig):
    name = "alongside.floor.jobs"
    label = "jobs"
