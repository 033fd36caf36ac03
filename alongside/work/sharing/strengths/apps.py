from django.apps import AppConfig


class Strengths(AppConfig):
    name = "alongside.work.sharing.strengths"
    label = "strengths"
