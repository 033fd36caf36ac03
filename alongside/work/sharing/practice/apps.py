from django.apps import AppConfig


class Practice(AppConfig):
    name = "alongside.work.sharing.practice"
    label = "practice"
