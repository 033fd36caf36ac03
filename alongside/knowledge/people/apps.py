from django.apps import AppConfig


class People(AppConfig):
    name = "alongside.knowledge.people"
    label = "people"
