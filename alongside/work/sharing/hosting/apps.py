from django.apps import AppConfig


class Hosting(AppConfig):
    name = "alongside.work.sharing.hosting"
    label = "hosting"
