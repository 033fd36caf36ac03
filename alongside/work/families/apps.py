from django.apps import AppConfig


class Families(AppConfig):
    name = "alongside.work.families"
    label = "families"
