from django.apps import AppConfig


class Inspections(AppConfig):
    name = "alongside.knowledge.inspections"
    label = "inspections"
