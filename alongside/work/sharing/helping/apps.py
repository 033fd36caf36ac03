from django.apps import AppConfig


class Helping(AppConfig):
    name = "alongside.work.sharing.helping"
    label = "helping"
