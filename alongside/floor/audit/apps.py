from django.apps import AppConfig


class Audit(AppConfig):
    name = "alongside.floor.audit"
    label = "audit"
